import type { Side } from './side.ts';

/** What registries of other languages write above their criteria: German, French, Spanish, Portuguese, Italian, Dutch, Chinese, Japanese. */
const INCLUSION =
  "(?:haupt)?einschluss-?kriterien|crit[eè]res d[’'] ?(?:inclusion|[ée]ligibilit[ée])|criterios de (?:inclusi[oó]n|elegibilidad)|crit[eé]rios de inclus[aã]o|criteri (?:di |d[’'] ?)inclusione|inclusie-?criteria|(?:主要)?(?:入选|入選|纳入|納入|入组)(?:标准|標準|基準)|選択基準";
const EXCLUSION =
  "(?:haupt)?ausschluss-?kriterien|nicht-?einschluss-?kriterien|crit[eè]res (?:d[’'] ?exclusion|de non[- ]?inclusion)|criterios de (?:exclusi[oó]n|no inclusi[oó]n)|crit[eé]rios de exclus[aã]o|criteri (?:di |d[’'] ?)esclusione|exclusie-?criteria|(?:主要)?(?:排除)(?:标准|標準|基準)|除外基準";

/** Every name has one of these: most lines need no further look. */
const MAY_NAME = /[ck]rit|标准|標準|基準/i;
export const mayNameSide = (text: string): boolean => MAY_NAME.test(text);

const BEFORE = '(?:(?:wichtige|wichtigste|wesentliche|principaux|les|los|principales|principais|belangrijkste) )?'; // prettier-ignore
const AFTER = '(?: (?:principaux|principales|principais|principali|générales?|generales))?';
const lineOf = (names: string): RegExp => new RegExp(`^${BEFORE}(?:${names})${AFTER}\\s*[:：.]?$`, 'iu'); // prettier-ignore
const LINES = [
  ['exclusion', lineOf(EXCLUSION)],
  ['inclusion', lineOf(INCLUSION)],
] as const;
const RUN_IN = new RegExp(`(?:(${EXCLUSION})|${INCLUSION})${AFTER}\\s*[:：]`, 'giu');

/** Side that a whole line, without marks around it, names in another language than English. */
export function foreignSide(line: string): Side | undefined {
  if (!MAY_NAME.test(line)) return undefined;
  return LINES.find(([, pattern]) => pattern.test(line))?.[0];
}

/** Such names within a running text, each with the colon after it. */
export function foreignRunIns(
  text: string,
): readonly { readonly side: Side; readonly start: number; readonly end: number }[] {
  if (!MAY_NAME.test(text)) return [];
  return [...text.matchAll(RUN_IN)].map((match) => ({
    side: match[1] === undefined ? 'inclusion' : 'exclusion',
    start: match.index,
    end: match.index + match[0].length,
  }));
}
