/** Of Markdown its words: of a link what it is called, of code the code; a reference in brackets goes. */
export function plainWords(markdown: string): string {
  return markdown.replaceAll(/\s*\(\[[^\]]*\]\([^)]*\)\)|\]\([^)]*\)|[[`*]/g, '').trim();
}
