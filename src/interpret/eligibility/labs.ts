import type { TypedCriterion } from '../../trial/understood.ts';
import { readNumber, type Rule } from './rule.ts';

/** LOINC codes of MAPPING 5.2; an analyte measured in mass and in substance has one for each. */
interface Analyte {
  readonly names: string;
  /** Words of which one is in every name. */
  readonly needs: readonly string[];
  readonly display: string;
  readonly code: string;
  /** Code where the unit is of substance (umol/L). */
  readonly molarCode?: string;
  readonly units: readonly string[];
}

const ANALYTES: readonly Analyte[] = [
  {
    needs: ['neutrophil', 'anc'],
    names: '(?:absolute )?neutrophil(?: count)?s?(?: ?\\(anc\\))?|anc|absolute neutrophil count',
    display: 'Neutrophils [#/volume] in Blood',
    code: '26499-4',
    units: ['10*9/L', '/uL'],
  },
  {
    needs: ['platelet', 'plt'],
    names: 'platelets?(?: count)?s?(?: ?\\((?:plt|plts)\\))?|plt',
    display: 'Platelets [#/volume] in Blood',
    code: '26515-7',
    units: ['10*9/L', '/uL'],
  },
  {
    needs: ['globin', 'hb', 'hgb'],
    names: 'ha?emoglobin(?: ?\\((?:hb|hgb)\\))?|hb|hgb',
    display: 'Hemoglobin [Mass/volume] in Blood',
    code: '718-7',
    units: ['g/L', 'g/dL'],
  },
  {
    needs: ['bil'],
    names: '(?:serum )?(?:total )?(?:serum )?bilirubin(?: ?\\((?:tbil|tb|tbi)\\))?|tbil',
    display: 'Bilirubin.total [Mass/volume] in Serum or Plasma',
    code: '1975-2',
    molarCode: '14631-6',
    units: ['mg/dL', 'umol/L'],
  },
  {
    needs: ['albumin'],
    names: '(?:serum )?albumin(?: ?\\(alb\\))?',
    display: 'Albumin [Mass/volume] in Serum or Plasma',
    code: '1751-7',
    units: ['g/L', 'g/dL'],
  },
  {
    needs: ['alanine', 'alt'],
    names:
      'alanine (?:amino)?transaminase(?: ?\\(alt\\))?|alanine aminotransferase(?: ?\\(alt\\))?|alt',
    display: 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    code: '1742-6',
    units: ['U/L'],
  },
  {
    needs: ['aspartate', 'ast'],
    names:
      'aspartate (?:amino)?transaminase(?: ?\\(ast\\))?|aspartate aminotransferase(?: ?\\(ast\\))?|ast',
    display: 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma',
    code: '1920-8',
    units: ['U/L'],
  },
  {
    needs: ['creatinine'],
    names: '(?:serum )?creatinine(?: ?\\((?:cr|scr)\\))?',
    display: 'Creatinine [Mass/volume] in Serum or Plasma',
    code: '2160-0',
    molarCode: '14682-9',
    units: ['mg/dL', 'umol/L'],
  },
  {
    needs: ['international', 'inr'],
    names: 'international normali[sz]ed ratio(?: ?\\(inr\\))?|inr',
    display: 'INR in Platelet poor plasma by Coagulation assay',
    code: '6301-6',
    units: [''],
  },
  {
    needs: ['fetoprotein', 'afp'],
    names: '(?:serum )?(?:alpha[- ]?fetoprotein|afp)(?: ?\\(afp\\))?',
    display: 'Alpha-1-Fetoprotein [Mass/volume] in Serum or Plasma',
    code: '1834-1',
    units: ['ng/mL'],
  },
];

const UNITS: Readonly<Record<string, string>> = {
  '10*9/L': '(?:x|×|\\*)? ?10(?:\\^|\\*|e)?\\(?9\\)? ?/ ?l|(?:x|×|\\*) ?10 ?9 ?/ ?l',
  '/uL':
    '(?:cells|/)? ?(?:/|per) ?(?:mm\\^?3|mm³|[uµμ]l|cubic millimeter|microliter)|/ ?(?:mm\\^?3|mm³|[uµμ]l)',
  'g/L': 'g ?/ ?l',
  'g/dL': 'g ?/ ?dl',
  'mg/dL': 'mg ?/ ?dl',
  'umol/L': '[uµμ]mol ?/ ?l',
  'U/L': '(?:i?u) ?/ ?l',
  'ng/mL': 'ng ?/ ?ml',
};

const COMPARATORS: Readonly<Record<string, '<' | '<=' | '>=' | '>'>> = {
  '≥': '>=',
  '>=': '>=',
  'at least': '>=',
  'greater than or equal to': '>=',
  '>': '>',
  'greater than': '>',
  'more than': '>',
  '≤': '<=',
  '<=': '<=',
  'less than or equal to': '<=',
  'no more than': '<=',
  '<': '<',
  'less than': '<',
};

const COMPARATOR = Object.keys(COMPARATORS)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const VALUE = '(\\d{1,3}(?:,\\d{3})+|\\d{1,6}(?:\\.\\d{1,2})?)';

/** Unit in words of what is counted in upper limits of normal. */
const MULTIPLE = '× ULN';

function rulesOf(analyte: Analyte): readonly Rule[] {
  const start = `(?:${analyte.names})(?: (?:level|levels|concentration|count|value))?(?: (?:of|is|must be))?:? ?(${COMPARATOR}) ?${VALUE}`;
  const absolute = analyte.units.map((unit) => ({
    needs: analyte.needs,
    pattern: `${start}${unit === '' ? '(?! ?(?:x|×|\\*|times|uln))' : ` ?(?:${UNITS[unit] ?? ''})`}`,
    read: (groups: readonly (string | undefined)[]) => quantity(analyte, unit, groups),
  }));
  const relative = {
    needs: analyte.needs,
    pattern: `${start} ?(?:x|×|\\*|times)? ?(?:the )?(?:upper limit of (?:the )?normal(?: value| range)?(?: ?\\(uln\\))?|(?:institutional )?uln)`,
    read: (groups: readonly (string | undefined)[]) => quantity(analyte, MULTIPLE, groups),
  };
  return [...absolute, relative];
}

function quantity(
  analyte: Analyte,
  unit: string,
  [comparator = '', value]: readonly (string | undefined)[],
): TypedCriterion | undefined {
  const sign = COMPARATORS[comparator];
  if (!sign) return undefined;
  const isMolar = unit === 'umol/L' && analyte.molarCode !== undefined;
  const base = { kind: 'quantity' as const, value: readNumber(value), comparator: sign };
  // A multiple of the upper limit is a bare number: the offset says what it is counted from.
  const isMultiple = unit === MULTIPLE;
  const units = unit === '' ? {} : { unit, ucum: isMultiple ? '1' : unit };
  return {
    type: {
      system: 'http://loinc.org',
      code: isMolar ? (analyte.molarCode ?? analyte.code) : analyte.code,
      display: isMolar ? analyte.display.replace('[Mass/', '[Moles/') : analyte.display,
    },
    value: { ...base, ...units },
    ...(isMultiple && { offset: 'UNL' as const }),
  };
}

export const LAB_RULES: readonly Rule[] = ANALYTES.flatMap(rulesOf);
