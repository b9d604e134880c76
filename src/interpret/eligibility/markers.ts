/** Numbers and bullets before an item, as registries and their copyists write them. */
const BULLET = String.raw`\\?[-*•·●○◦▪■◆►➢–—+]|[o▫](?=\s)`;
const NUMBER = String.raw`[(（]?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[IVX]{1,4}|[①-⑳])\s?\\?[.)、．）：](?!\d)|[①-⑳]`;
const FULL_WIDTH_NUMBER = String.raw`[(（]?[０-９]{1,2}[.)、．）]`;
const SECTION_NUMBER = String.raw`\d{1,2}(?:\.\d{1,2}){1,2}[.)]?(?=\s)`;

const MARKER = new RegExp(
  `^(\\s*)((?:(?:${BULLET})\\s+)?(?:${SECTION_NUMBER}|${NUMBER}|${FULL_WIDTH_NUMBER})|${BULLET})(?=\\s|[^\\s\\d=.,-])\\s*`,
);

export interface Marked {
  readonly indent: number;
  readonly label: string;
  readonly rest: string;
}

/** A line that starts an item; undefined where it has no number or bullet. */
export function readMarker(line: string): Marked | undefined {
  const match = MARKER.exec(line.slice(0, 60));
  if (!match) return undefined;
  const [whole, indent = '', label = ''] = match;
  return { indent: indent.length, label: label.trim(), rest: line.slice(whole.length) };
}
