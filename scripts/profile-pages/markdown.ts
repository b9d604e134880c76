/** The few forms of Markdown the pages use. */

/** A table; cells are Markdown, bars and line ends in them are taken care of. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(toCell).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line), ''];
}

const toCell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();

export const code = (text: string): string => `\`${text}\``;

export const link = (text: string, target: string): string => `[${text}](${target})`;

/** Words of a definition: what Markdown or HTML would read as its own is escaped, but for code. */
export const words = (text: string): string =>
  text.replace(/(`[^`]*`)|[<*_[\]]/g, (sign, span?: string) => span ?? `\\${sign}`);

/** The target GitHub makes of a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

/** JSON as short as it is readable: what fits on a line stands on one. */
export function compactJson(value: unknown, indent = ''): string {
  const flat = inline(value);
  if (indent.length + flat.length <= 96 || typeof value !== 'object' || value === null) return flat;
  const deeper = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item: unknown) => deeper + compactJson(item, deeper))
    : Object.entries(value).map(
        ([key, item]) => `${deeper}${JSON.stringify(key)}: ${compactJson(item, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
