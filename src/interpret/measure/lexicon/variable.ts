/** What a criterion may compare with a value. */
export interface Variable {
  /** Stable name of the rule, `measure:platelets`. */
  readonly key: string;
  /** What the rule is called where several entries are one. @default key */
  readonly rule?: string;
  /** Keys of what says the same more exactly: named together with one of them, this says nothing. */
  readonly yieldsTo?: readonly string[];
  /** Alternatives of normalised text, a regular expression without groups that capture. */
  readonly names: string;
  readonly type: VariableType;
  /** Where the unit is of substance (mmol/L), LOINC has a code of its own. */
  readonly molar?: VariableType;
  /** UCUM codes of the units it may have, most usual first. */
  readonly units: readonly string[];
  /** True of scores and ratios: a number alone, without comparator or unit, is a value. */
  readonly isBare?: true;
  /** True where a number with a comparator is a value though its unit is not said. */
  readonly isBareCompared?: true;
  /** True where a range is a value though its unit is not said: `ages 18 to 65`. */
  readonly isBareRange?: true;
  /** An amount alone is the least that is asked for: a life expectancy `of 12 weeks`. */
  readonly isLeast?: true;
  /** What a number without unit is in. */
  readonly usual?: { readonly unit: string; readonly ucum: string };
  /** Classes, in figures or Roman. */
  readonly isRoman?: true;
  /** False where multiples of a limit of normal make no sense. */
  readonly hasLimits?: false;
  /** Two values with a stroke between: blood pressure. */
  readonly isPair?: true;
  /** False where the words after a value never say when it holds. */
  readonly hasConditions?: false;
  /** The name only ends what the value begins: `≥ 18 years old`. */
  readonly isAfterValue?: true;
  /** `103` may be 10^3 whose raised figure was lost on the way: then nothing is certain. */
  readonly mayLosePowers?: true;
  /** Plausible values; others are read as something else. */
  readonly bounds?: readonly [number, number];
}

export interface VariableType {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export const loinc = (code: string, display: string): VariableType => ({
  system: 'http://loinc.org',
  code,
  display,
});

/** Our own code of criterion-concept, where no code of LOINC is certain. */
export const concept = (code: string, display: string): VariableType => ({
  system: 'criterion-concept',
  code,
  display,
});

/** A score: its key, its names, what it is called, the least and the most it can be. */
export type ScoreRow = readonly [
  key: string,
  names: string,
  display: string,
  low: number,
  high: number,
];

/** A score that is a number alone, called a score, an index or a scale or nothing. */
export const score = (...[key, names, display, low, high]: ScoreRow): Variable => ({
  key,
  names: `(?:${names})(?: (?:total )?(?:scores?|index|scale))*`,
  type: concept(key, display),
  units: [],
  isBare: true,
  hasLimits: false,
  bounds: [low, high],
});

const SERUM = 'in Serum or Plasma';

/** An analyte of serum by mass, and by substance where `molar` is given. */
export const inSerum = (
  name: string,
  mass: string,
  molar?: string,
): Pick<Variable, 'type' | 'molar'> => ({
  type: loinc(mass, `${name} [Mass/volume] ${SERUM}`),
  ...(molar !== undefined && { molar: loinc(molar, `${name} [Moles/volume] ${SERUM}`) }),
});

export const enzyme = (name: string, code: string): Pick<Variable, 'type' | 'units'> => ({
  type: loinc(code, `${name} [Enzymatic activity/volume] ${SERUM}`),
  units: ['U/L', '[IU]/L', 'U/mL'],
});
