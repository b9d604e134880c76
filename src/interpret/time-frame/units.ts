/** Units of time and numbers as time frames spell them, in the languages of the registries. */
import type { TimeUnit } from '../../trial/understood.ts';

const SPELLINGS: Readonly<Record<TimeUnit, string>> = {
  s: 'second seconds sec secs sekunde sekunden 秒',
  min: 'minute minutes min mins minuten minuto minutos 分钟 分',
  h: 'hour hours hr hrs h hs stunde stunden std heure heures hora horas 小时 小時',
  d: 'day days d tag tage tagen jour jours día días dia dias 天 日',
  wk: 'week weeks wk wks w woche wochen semaine semaines semana semanas 周 週 星期',
  mo: 'month months mo mos mon mons m mth mths monat monate monaten mois mes meses 个月 個月 月',
  a: 'year years yr yrs y jahr jahre jahren ans année années annee annees año años ano anos 年',
};

const UNITS: ReadonlyMap<string, TimeUnit> = new Map(
  (Object.keys(SPELLINGS) as TimeUnit[]).flatMap((unit) =>
    SPELLINGS[unit].split(' ').map((word) => [word, unit] as const),
  ),
);

export const unitOf = (word: string | undefined): TimeUnit | undefined =>
  word === undefined
    ? undefined
    : (UNITS.get(word) ?? (MAY_OWN.test(word) ? UNITS.get(word.replace(OF_TIME, '')) : undefined));

/** `12 weeks' follow-up`, `3 month's` */
const OF_TIME = /['’]s?$/;
const MAY_OWN = /['’]/;

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, index) => [word, index] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);

/** Of a word or a text: it begins with a digit. */
export function beginsWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** What makes a number ordinal: `2nd`. */
export const ORDINAL_ENDS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th']);

/** `twelve`, `12`, `1.5`; undefined for other words. */
export function numberIn(word: string): number | undefined {
  return beginsWithDigit(word) ? Number(word) : NUMBERS.get(word);
}

export const isTens = (word: string): boolean => TENS.includes(word);

/** `third` is 3. */
export function ordinalIn(word: string): number | undefined {
  const index = ORDINALS.indexOf(word);
  return index === -1 ? undefined : index + 1;
}
