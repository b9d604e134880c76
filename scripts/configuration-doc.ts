/**
 * Writes the tables of docs/configuration.md from the table of settings; the words around them are written by hand.
 *
 *   node scripts/configuration-doc.ts           writes the page
 *   node scripts/configuration-doc.ts --check   writes nothing; exit 1 where the committed page differs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { flagOf, GROUPS, KEYS, memberOf, SETTINGS, type Group } from '../src/config/settings.ts';

const PAGE = new URL('../docs/configuration.md', import.meta.url);
const START = '<!-- settings: written by scripts/configuration-doc.ts -->';
const END = '<!-- end of settings -->';

function run(): void {
  const before = readFileSync(PAGE, 'utf8');
  const after = configurationPage(before);
  if (!process.argv.includes('--check')) writeFileSync(PAGE, after);
  else if (before !== after) {
    console.error(
      'docs/configuration.md differs from src/config/settings.ts: run node scripts/configuration-doc.ts',
    );
    process.exitCode = 1;
  }
}

/** The page with its tables as they have to be. */
export function configurationPage(page: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error('docs/configuration.md has lost the marks around its tables');
  const tables = GROUPS.map(tableOf).join('\n');
  return `${page.slice(0, start + START.length)}\n\n${tables}\n${page.slice(end)}`;
}

function tableOf(group: Group): string {
  const rows = KEYS.filter((key) => SETTINGS[key].group === group).map((key) => {
    const { kind, fallback, meaning } = SETTINGS[key];
    const isSecret = kind === 'secret';
    const file = key === 'TRIALCAST_CONFIG' ? '' : `\`${memberOf(key)}\``;
    const cells = [
      `\`${key}\``,
      `\`--${flagOf(key)}${isSecret ? '-file' : ''}\``,
      file,
      fallback === '' ? '' : `\`${fallback}\``,
      `${meaning}${isSecret ? ' *secret*' : ''}`,
    ];
    return `| ${cells.join(' | ')} |`.replaceAll('  ', ' ');
  });
  return `### ${group}

| variable | flag | in a file | default | meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

if (import.meta.main) run();
