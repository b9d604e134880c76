/** Units of criteria in all their spellings, as UCUM. Patterns are of normalised text. */
import { endOf } from './scan.ts';

export interface Unit {
  /** UCUM code. */
  readonly ucum: string;
  /** As shown to people. */
  readonly unit: string;
}

const LITRE = '(?:l|liters?|litres?)(?![a-z])';
const PER = String.raw`(?: ?/ ?| ?per )`;
const MICROLITRE = String.raw`(?:u ?l|mcl|micro ?l|microliters?|microlitres?|mic(?:r?o|ro)?lit(?:er|re)s?|mm3|(?:cu(?:bic)?\.? ?)mm|mm ?\^? ?3|cubic millimet(?:er|re)s?|c\.?mm)(?![a-z])`;
const MILLILITRE = '(?:ml|cc|milliliters?|millilitres?)(?![a-z])';
const DECILITRE = '(?:dl|deciliters?|decilitres?|100 ?ml)(?![a-z])';
const CELLS = String.raw`(?:(?:cells?|cell counts?|neutrophils|platelets|copies)(?![a-z]) ?)?`;
const power = (exponent: number): string =>
  String.raw`(?:(?:x|\*|\.)? ?10 ?(?:\^|e|\*\*?|exp)? ?\(?${exponent}\)?(?!\d)|(?:x|\*) ?e ?${exponent}(?!\d)|e\+?0?${exponent}(?!\d))`;
const END = '(?![a-z0-9])';

interface Spelling extends Unit {
  readonly pattern: string;
}

const spelled = (ucum: string, pattern: string, unit = ucum): Spelling => ({ ucum, unit, pattern });

/** In order of trial: what begins like another stands before it. */
const SPELLINGS: readonly Spelling[] = [
  spelled('10*12/L', `(?:${power(12)} ?${CELLS}|t(?=/l))${PER}${LITRE}`),
  spelled('10*9/L', `(?:${power(9)} ?${CELLS}|giga|gpt|g ?pt|g)${PER}${LITRE}`),
  spelled('10*6/L', `${power(6)} ?${CELLS}${PER}${LITRE}`),
  spelled('10*3/uL', `(?:${power(3)} ?${CELLS}|k|thousands?|thou)${PER}${MICROLITRE}`),
  spelled('10*6/uL', `${power(6)} ?${CELLS}${PER}${MICROLITRE}`),
  spelled('10*3/mL', `${power(3)} ?${CELLS}${PER}${MILLILITRE}`),
  spelled('10*6/mL', `${power(6)} ?${CELLS}${PER}${MILLILITRE}`),
  spelled('/uL', `${CELLS}${PER}${MICROLITRE}|(?:cells?|neutrophils|platelets) ${MICROLITRE}`),
  spelled(
    '{copies}/mL',
    String.raw`(?:(?:rna |dna )?cop(?:ies|y)|c|cps?)(?: of (?:rna|dna))?${PER}${MILLILITRE}`,
    'copies/mL',
  ),
  spelled('/mL', `${CELLS}${PER}${MILLILITRE}`),
  spelled(
    '[IU]/mL',
    String.raw`(?:i\.?u\.?|int(?:ernational|\.)? units?)${PER}${MILLILITRE}`,
    'IU/mL',
  ),
  spelled('[IU]/L', String.raw`(?:i\.?u\.?)${PER}${LITRE}`, 'IU/L'),
  spelled('m[IU]/L', String.raw`(?:m ?i\.?u)${PER}${LITRE}`, 'mIU/L'),
  spelled('m[IU]/mL', String.raw`m ?(?:i\.?u\.?|ui)${PER}${MILLILITRE}`, 'mIU/mL'),
  spelled('u[IU]/mL', String.raw`(?:u ?i\.?u)${PER}${MILLILITRE}`, 'uIU/mL'),
  spelled(
    'k[IU]/L',
    String.raw`k(?:ilo)?[ -]?(?:[ai]?u|i\.?u\.?|u ?\(?[aiᴀ]\)?|units?)(?: of allergen(?:-specific ige)?)?${PER}${LITRE}(?: \(kua?/l\))?`,
    'kU/L',
  ),
  spelled('U/L', String.raw`u(?:nits?)?${PER}${LITRE}`),
  spelled('U/mL', String.raw`u(?:nits?)?${PER}${MILLILITRE}`),
  spelled('g/dL', String.raw`(?:g|gm|grams?)m?s?${PER}${DECILITRE}|g%`),
  spelled('mg/dL', String.raw`(?:mg|milligrams?)s?${PER}${DECILITRE}|mg ?%`),
  spelled('ug/dL', String.raw`(?:ug|mcg|micrograms?)${PER}${DECILITRE}`),
  spelled('ng/dL', String.raw`(?:ng|nanograms?)${PER}${DECILITRE}`),
  spelled('ng/mL', String.raw`(?:ng|nanograms?)${PER}${MILLILITRE}`),
  spelled('pg/mL', String.raw`(?:pg|picograms?)${PER}${MILLILITRE}`),
  spelled('ug/mL', String.raw`(?:ug|mcg|micrograms?)${PER}${MILLILITRE}`),
  spelled('ug/L', String.raw`(?:ug|mcg|micrograms?)${PER}${LITRE}`),
  spelled('ng/L', String.raw`(?:ng|nanograms?)${PER}${LITRE}`),
  spelled('mg/mmol', String.raw`mg${PER}mmol`),
  spelled('mg/g', String.raw`mg${PER}(?:g|gm)(?![a-z])(?:\.? ?cr(?:eatinine)?\.?(?![a-z]))?`),
  spelled('mg/L', String.raw`(?:mga?|milligrams?)${PER}${LITRE}`),
  spelled('mmol/mol', String.raw`mmols?${PER}mol(?![a-z])`),
  spelled('mmol/L', String.raw`(?:mmols?|millimoles?|mm(?=/l))${PER}${LITRE}`),
  spelled(
    'umol/L',
    String.raw`(?:u ?mols?|mcmols?|micro ?moles?|micro ?mols?|um(?=/l)|micromolar(?=/l))${PER}${LITRE}|micromolar`,
  ),
  spelled('nmol/L', String.raw`(?:nmols?|nanomoles?)${PER}${LITRE}`),
  spelled('pmol/L', String.raw`(?:pmols?|picomoles?)${PER}${LITRE}`),
  spelled('meq/L', String.raw`m ?eq${PER}${LITRE}`, 'mEq/L'),
  spelled('g/L', String.raw`(?:g|gm|grams?)${PER}${LITRE}`),
  spelled(
    'mL/min/{1.73_m2}',
    String.raw`(?:ml|milli ?lit(?:er|re)s?)${PER}min(?:ute)?s?(?: \(min\))?(?:${PER}|\*|\.| ?x ?| )\(?1[.,]73 ?(?:sq\.? ?m(?:et(?:er|re)s?)?|m ?\^? ?2|m\(2\)|(?:square )?met(?:er|re)s?(?: squared?)?)\)?(?: \(ml/min/1[.,]73 m ?\^? ?2\))?`,
    'mL/min/1.73 m2',
  ),
  spelled('mL/min', String.raw`(?:ml|cc|millilit(?:er|re)s?)${PER}(?:min(?:ute)?s?|mn)`),
  spelled('mL/s', String.raw`ml${PER}s(?:ec(?:ond)?)?`),
  spelled(
    'g/(24.h)',
    String.raw`(?:g|gm|grams?)(?:${PER}| in )(?:24 ?-? ?h(?:ou)?rs?|24 ?h|day|d)|g protein${PER}24 ?h`,
    'g/24h',
  ),
  spelled('mg/(24.h)', String.raw`mg(?:${PER}| in )(?:24 ?-? ?h(?:ou)?rs?|24 ?h|day|d)`, 'mg/24h'),
  spelled(
    'kg/m2',
    String.raw`(?:kg|kilograms?) ?(?:${PER}|\.)? ?(?:m ?\^? ?2|sq\.? ?m|m\(2\)|square met(?:er|re)s?)|kg/m`,
  ),
  spelled(
    'mm[Hg]',
    'mm ?\\(?hg\\)?(?:\\. ?art\\.?)?|torr|(?:mm|millimet(?:er|re)s?) (?:of )?mercury(?: \\(hg\\))?',
    'mmHg',
  ),
  spelled('{beats}/min', String.raw`(?:beats?|bpm|b)(?:${PER}min(?:ute)?s?)?`, 'beats/min'),
  spelled('{breaths}/min', String.raw`breaths?${PER}min(?:ute)?s?`, 'breaths/min'),
  spelled('/min', String.raw`${PER}min(?:ute)?s?`),
  spelled('mm/h', String.raw`mm${PER}(?:1st )?h(?:(?:ou)?rs?)?`),
  spelled('ms', 'ms(?:ec)?s?|milliseconds?|m ?sec'),
  spelled('s', 'sec(?:ond)?s?|s'),
  spelled('%', String.raw`%|(?:percent|per cent|pct)(?: ?\(%\))?`),
  spelled('[diop]', 'diopters?|dioptres?|d'),
  spelled('fL', 'fl'),
  spelled('ug/g', String.raw`(?:ug|mcg)${PER}g(?![a-z])`),
  spelled('10*6/kg', String.raw`(?:${power(6)} ?${CELLS}|million cells?)${PER}kg`),
  spelled('[IU]/dL', String.raw`i\.?u\.?${PER}${DECILITRE}`, 'IU/dL'),
  spelled('[ppm]', 'ppm|parts per million', 'ppm'),
  spelled(
    '/[HPF]',
    String.raw`(?:eosinophils? |eos |cells? )?${PER}(?:hpf|high[- ]power(?:ed)? field)`,
    '/HPF',
  ),
  spelled('dB/m', 'db ?/ ?m'),
  spelled('cm2', 'cm ?\\^? ?2|square centimet(?:er|re)s?|sq\\.? ?cm'),
  spelled('/mm2', String.raw`(?:cells? ?)?${PER}mm ?\^? ?2`),
  spelled('mL/kg/h', String.raw`ml${PER}kg${PER}h(?:(?:ou)?r)?`),
  spelled('m/s', String.raw`m(?:et(?:er|re)s?)?${PER}s(?:ec(?:ond)?)?`),
  spelled('L/min/m2', String.raw`l${PER}min${PER}m ?\^? ?2`),
  spelled('cm[H2O]', 'cm ?h ?2 ?o', 'cmH2O'),
  spelled('{mutations}/{Mb}', String.raw`(?:mutations?|mut)${PER}(?:mb|megabase)`, 'mut/Mb'),
  spelled('kg', 'kgs?|kilograms?|kilos?'),
  spelled('[lb_av]', 'lbs?|pounds?', 'lb'),
  spelled('g', 'g|gm|grams?'),
  spelled('um', 'um|microns?|micromet(?:er|re)s?'),
  spelled('kPa', 'kpa'),
  spelled('[ppb]', 'ppb|parts per billion', 'ppb'),
  spelled('{pack-years}', '[-/]?packs?[-/ ]?years?|packs? (?:per|a) year|py', 'pack-years'),
  spelled('{letters}', '(?:etdrs )?letters', 'letters'),
  spelled('L/min', String.raw`(?:l|lit(?:er|re)s?)${PER}min(?:ute)?s?`),
  spelled('mL/min/kg', String.raw`ml${PER}kg${PER}min(?:ute)?s?|ml${PER}min${PER}kg`, 'mL/kg/min'),
  spelled('deg', String.raw`°|º|˚|degrees?`, '°'),
  spelled('m', 'met(?:er|re)s?|m'),
  spelled('mg/mL', String.raw`mg${PER}${MILLILITRE}`),
  spelled('dB', 'db|decibels?'),
  spelled('mL', 'mls?|millilit(?:er|re)s?'),
  spelled('mg', 'mgs?|milligrams?'),
  spelled('ug', 'ugs?|mcgs?|micro ?grams?'),
  spelled('km', 'kms?|kilomet(?:er|re)s?'),
  spelled('cm', 'cms?|centimet(?:er|re)s?'),
  spelled('mm', 'mms?|millimet(?:er|re)s?'),
  spelled('Cel', String.raw`(?:°|º|˚|degrees?)? ?c(?:elsius|entigrade)?`, '°C'),
  spelled('[degF]', String.raw`(?:°|º|˚|degrees?)? ?f(?:ahrenheit)?`, '°F'),
  spelled('L', LITRE),
  spelled('min', 'min(?:ute)?s?', 'minutes'),
  spelled('h', 'h(?:ou)?rs?|h', 'hours'),
  spelled('d', 'days?|d', 'days'),
  spelled('wk', 'weeks?|wks?|w', 'weeks'),
  spelled('mo', 'months?|mos?', 'months'),
  spelled('a', 'years?|yrs?|y', 'years'),
];

interface Compiled {
  readonly unit: Unit;
  readonly pattern: RegExp;
}

const COMPILED: readonly Compiled[] = SPELLINGS.map(({ pattern, ...unit }) => ({
  unit,
  pattern: new RegExp(`(?:${pattern})${END}`, 'y'),
}));

const ANY_UNIT = new RegExp(`(?:${SPELLINGS.map(({ pattern }) => pattern).join('|')})${END}`, 'y');

interface Allowed {
  readonly patterns: readonly Compiled[];
  /** One look tells whether it is any of them. */
  readonly any: RegExp;
}

/** Of the units a variable may have: by the list of the lexicon that names them. */
const BY_LIST = new WeakMap<readonly string[], Allowed>();

function allowedOf(list: readonly string[]): Allowed {
  const known = BY_LIST.get(list);
  if (known) return known;
  const patterns = COMPILED.filter(({ unit }) => list.includes(unit.ucum));
  const found = {
    patterns,
    any: new RegExp(patterns.map(({ pattern }) => pattern.source).join('|') || '(?!)', 'y'),
  };
  BY_LIST.set(list, found);
  return found;
}

export interface UnitFound {
  readonly unit: Unit;
  readonly end: number;
}

/** The unit that begins at `at`, if it is one of `allowed` (UCUM codes). */
export function readUnit(
  text: string,
  at: number,
  allowed: readonly string[],
): UnitFound | undefined {
  const { patterns, any } = allowedOf(allowed);
  if (endOf(any, text, at) === undefined) return undefined;
  for (const { unit, pattern } of patterns) {
    const end = endOf(pattern, text, at);
    if (end !== undefined) return { unit, end };
  }
  return undefined;
}

/** True where something that is a unit begins, whichever it is. */
export function isUnitAt(text: string, at: number): boolean {
  return endOf(ANY_UNIT, text, at) !== undefined;
}
