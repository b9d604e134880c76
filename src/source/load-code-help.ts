import { existsSync, readFileSync } from 'node:fs';
import { plainWords } from '../shared/markdown.ts';

/** What a code of an issue or failure means, and what to do about it, in words without marks. */
export interface CodeHelp {
  readonly meaning: string;
  readonly remedy?: string;
}

/** Right from src/source and from dist/source: the package root is two above. */
const PAGE = new URL('../../docs/issues.md', import.meta.url);

/** The tables of docs/issues.md by code: a page of the service says the same as the document. Empty where that is not shipped. */
export function loadCodeHelp(page: URL = PAGE): ReadonlyMap<string, CodeHelp> {
  if (!existsSync(page)) return new Map();
  const help = new Map<string, CodeHelp>();
  let [meaningAt, remedyAt] = [-1, -1];
  for (const line of readFileSync(page, 'utf8').split('\n')) {
    if (!line.startsWith('| ')) continue;
    const cells = line.split('|').slice(1, -1).map(plainWords);
    if (cells[0] === 'code')
      [meaningAt, remedyAt] = [cells.indexOf('meaning'), cells.indexOf('what to do')];
    else if (line.startsWith('| `')) {
      const [code = '', meaning = '', remedy = ''] = [cells[0], cells[meaningAt], cells[remedyAt]];
      // A few codes are an issue and a failure: what the first table says has the remedy.
      if (!help.has(code)) help.set(code, { meaning, ...(remedy !== '' && { remedy }) });
    }
  }
  return help;
}
