/**
 * Codes under which one quantity is reported, and what one of them weighs.
 *
 * Only codes of LOINC that name the same property in the same kind of specimen and differ in method: a count by
 * machine or by hand. Whole blood is no serum, and two methods whose results differ are two quantities. Source:
 * the names of LOINC, https://loinc.org.
 */
import { codeSystem } from '../shared/canonical.ts';
import { LOINC } from './terms.ts';

export interface Analyte {
  /** By mass, count, activity or ratio, the first as criteria have it. */
  readonly codes: readonly string[];
  /** By amount of substance. */
  readonly molar?: readonly string[];
  /** Grams per mole, where values by mass and by substance may be compared. */
  readonly molarMass?: number;
}

const ANALYTES: readonly Analyte[] = [
  { codes: ['26499-4', '751-8', '753-4'] },
  { codes: ['26464-8', '6690-2', '804-5'] },
  { codes: ['26474-7', '731-0', '732-8'] },
  { codes: ['26449-9', '711-2', '712-0'] },
  { codes: ['26515-7', '777-3', '778-1'] },
  { codes: ['718-7'], molar: ['59260-0'], molarMass: 16_114 },
  { codes: ['20570-8', '4544-3', '4545-0'] },
  { codes: ['6301-6', '34714-6'] },
  { codes: ['5902-2', '5964-2'] },
  { codes: ['14979-9', '3173-2'] },
  { codes: ['1975-2'], molar: ['14631-6'], molarMass: 584.66 },
  { codes: ['1968-7'], molar: ['14629-0'], molarMass: 584.66 },
  { codes: ['1742-6', '1743-4', '1744-2'] },
  { codes: ['1920-8', '30239-8'] },
  { codes: ['1751-7', '61151-7', '61152-5'] },
  { codes: ['2160-0'], molar: ['14682-9'], molarMass: 113.12 },
  { codes: ['3094-0'], molar: ['14937-7'], molarMass: 28.014 },
  { codes: ['2345-7'], molar: ['14749-6'], molarMass: 180.156 },
  { codes: ['1558-6'], molar: ['14771-0'], molarMass: 180.156 },
  { codes: ['17861-6'], molar: ['2000-8'], molarMass: 40.078 },
  { codes: ['19123-9'], molar: ['2601-3'], molarMass: 24.305 },
  { codes: ['2571-8'], molar: ['14927-8'], molarMass: 885.4 },
  { codes: ['2089-1', '13457-7', '18262-6'], molar: ['22748-8'], molarMass: 386.65 },
  { codes: ['2085-9'], molar: ['14646-4'], molarMass: 386.65 },
  { codes: ['2093-3'], molar: ['14647-2'], molarMass: 386.65 },
  { codes: ['3084-1'], molar: ['14933-6'], molarMass: 168.11 },
  { codes: ['2986-8'], molar: ['14913-8'], molarMass: 288.42 },
  { codes: ['4548-4', '17856-6'] },
  { codes: ['1988-5', '30522-7'] },
  { codes: ['3016-3', '11580-8'] },
  { codes: ['30341-2', '4537-7'] },
  { codes: ['9318-7', '14959-1'] },
  { codes: ['59408-5', '2708-6'] },
  { codes: ['29463-7', '3141-9'] },
  { codes: ['8302-2', '3137-7'] },
  { codes: ['10230-1', '8806-2', '18043-0'] },
];

/** Codes of LOINC for what criterion-concept names without saying by which formula. */
const CONCEPTS: ReadonlyMap<string, Analyte> = new Map([
  ['gfr', { codes: ['33914-3', '62238-1', '69405-9', '98979-8'] }],
  ['creatinine-clearance', { codes: ['2164-2', '35591-7'] }],
  // pregnancy status, as the International Patient Summary has it
  ['pregnancy', { codes: ['82810-3'] }],
]);

const BY_CODE: ReadonlyMap<string, Analyte> = new Map(
  ANALYTES.flatMap((analyte) =>
    [...analyte.codes, ...(analyte.molar ?? [])].map((code) => [code, analyte] as const),
  ),
);

/** A code of a system, `http://loinc.org|718-7`. */
export const tokenOf = (system: string, code: string): string => `${system}|${code}`;

/** What a type of a criterion is reported as; itself alone where nothing else is known to be the same. */
export function analyteOf(system: string, code: string): Analyte | undefined {
  if (system === LOINC) return BY_CODE.get(code);
  return system === codeSystem('criterion-concept') ? CONCEPTS.get(code) : undefined;
}

/** Tokens an Observation may carry that is of this type. */
export function tokensOf(system: string, code: string): readonly string[] {
  const analyte = analyteOf(system, code);
  const same = analyte ? [...analyte.codes, ...(analyte.molar ?? [])] : [];
  return [...new Set([tokenOf(system, code), ...same.map((each) => tokenOf(LOINC, each))])];
}

/** Enzymes, of which one international unit is one U (1 umol/min). */
export const ENZYMES: ReadonlySet<string> = new Set(
  '1742-6 1920-8 6768-6 2324-2 2532-0 2157-6 3040-3 1798-8'.split(' '),
);

/** Ions of one charge, of which one milliequivalent is one millimole. */
export const MONOVALENT: ReadonlySet<string> = new Set(['2823-3', '2951-2']);

/** Scores out of hundred, written with and without a percent sign. */
export const OUT_OF_HUNDRED: ReadonlySet<string> = new Set(['89243-0', 'lansky']);

/** Per cent of NGSP and mmol/mol of IFCC are two scales, though UCUM knows both as ratios. */
export const UNCONVERTED: ReadonlySet<string> = new Set(['4548-4']);

/** What FHIR's vital signs profiles fix as the only unit; http://hl7.org/fhir/R4/observation-vitalsigns.html. */
export const ONLY_UNIT: ReadonlyMap<string, string> = new Map([
  ['39156-5', 'kg/m2'],
  ['8480-6', 'mm[Hg]'],
  ['8462-4', 'mm[Hg]'],
  ['8867-4', '/min'],
  ['9279-1', '/min'],
  ['59408-5', '%'],
]);
