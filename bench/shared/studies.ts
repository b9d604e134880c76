import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const SHARED = new URL('../../../shared/data/ctgov-json/studies.ndjson.gz', import.meta.url);
const CORPUS = new URL('../../test/corpus/studies/', import.meta.url);

export interface RealStudies {
  readonly from: string;
  /** JSON texts as their registry gave them, one for each number. */
  readonly texts: readonly string[];
}

/** The 918 studies of ../shared where they are, else those of test/corpus, of which there are fewer. */
export function realStudies(): RealStudies {
  if (existsSync(SHARED)) {
    const texts = gunzipSync(readFileSync(SHARED)).toString('utf8').trim().split('\n');
    return { from: '../shared/data', texts: onePerNumber(texts) };
  }
  const texts = readdirSync(CORPUS)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(new URL(name, CORPUS), 'utf8'));
  return { from: 'test/corpus (../shared is not here)', texts: onePerNumber(texts) };
}

function onePerNumber(texts: readonly string[]): readonly string[] {
  const byNumber = new Map(texts.map((text) => [/"nctId"\s*:\s*"(NCT\d+)"/.exec(text)?.[1], text]));
  return [...byNumber].filter(([number]) => number !== undefined).map(([, text]) => text);
}
