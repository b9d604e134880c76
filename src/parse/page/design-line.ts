import type { Place } from '../../shared/issue.ts';
import type { Code } from '../../trial/values.ts';
import type { Design } from '../../trial/trial.ts';
import { codeIn } from '../codes.ts';

const FACETS: Readonly<
  Record<string, { readonly key: keyof DesignFacets; readonly table: string }>
> = {
  'primary purpose': { key: 'primaryPurpose', table: 'ctgov-primary-purpose' },
  allocation: { key: 'allocation', table: 'ctgov-allocation' },
  'intervention model': { key: 'interventionModel', table: 'ctgov-intervention-model' },
  'interventional model': { key: 'interventionModel', table: 'ctgov-intervention-model' },
  masking: { key: 'masking', table: 'ctgov-masking' },
  'observational model': { key: 'observationalModel', table: 'ctgov-observational-model' },
  'time perspective': { key: 'timePerspective', table: 'ctgov-time-perspective' },
  'study type': { key: 'studyType', table: 'ctgov-study-type' },
};

type DesignFacets = Partial<
  Pick<
    Design,
    | 'primaryPurpose'
    | 'allocation'
    | 'interventionModel'
    | 'masking'
    | 'observationalModel'
    | 'timePerspective'
    | 'studyType'
  >
>;

const FACET = new RegExp(`\\b(${Object.keys(FACETS).join('|')})\\s*[:：]`, 'gi');

const FACET_FIRST = new RegExp(`^\\s*${FACET.source}`, 'i');

/** True of a line that begins with a part of the design. */
export const startsFacet = (line: string): boolean => FACET_FIRST.test(line);

export interface DesignRead {
  readonly facets: DesignFacets;
  readonly whoMasked: readonly Code[];
  /** Words of the line that gave no code. */
  readonly unread: readonly string[];
}

/** `Allocation: Randomized, Masking: None (Open Label),` facet by facet. */
export function readDesignLine(line: string, place: Place): DesignRead {
  const marks = [...line.matchAll(FACET)];
  const lead = line.slice(0, marks[0]?.index ?? line.length).trim();
  const read = marks.map((mark, index) => {
    const value = line.slice(mark.index + mark[0].length, marks[index + 1]?.index);
    return readFacet((mark[1] ?? '').toLowerCase(), withoutSeparators(value), place);
  });
  return {
    facets: read.reduce<DesignFacets>((all, { facets }) => ({ ...all, ...facets }), {}),
    whoMasked: read.flatMap(({ whoMasked }) => whoMasked),
    unread: [...(lead === '' ? [] : [lead]), ...read.flatMap(({ unread }) => unread)],
  };
}

/** Not by a pattern: one that ends in blanks takes quadratic time on a long run of them. */
function withoutSeparators(value: string): string {
  let text = value.trim();
  while (/[,;|]$/.test(text.slice(-1))) text = text.slice(0, -1).trimEnd();
  return text;
}

function readFacet(name: string, value: string, place: Place): DesignRead {
  const facet = FACETS[name];
  if (!facet || value === '') return { facets: {}, whoMasked: [], unread: [] };
  const whole = codeIn(facet.table, value, place);
  if (whole) return { facets: { [facet.key]: whole }, whoMasked: [], unread: [] };
  const split = facet.key === 'masking' ? readMasking(value, place) : undefined;
  if (!split) return { facets: {}, whoMasked: [], unread: [`${name}: ${value}`] };
  return { facets: { masking: split.masking }, whoMasked: split.whoMasked, unread: [] };
}

/** `Double (Participant, Investigator)`; nothing where any part of it is unknown. */
function readMasking(
  value: string,
  place: Place,
): { readonly masking: Code; readonly whoMasked: readonly Code[] } | undefined {
  const [, head = '', list = ''] = /^([^(]*)\(([^)]*)\)$/.exec(value) ?? [];
  const masking = codeIn('ctgov-masking', head, place);
  const who = list.split(',').map((word) => codeIn('ctgov-who-masked', word, place));
  if (!masking || who.includes(undefined)) return undefined;
  return { masking, whoMasked: who.flatMap((found) => found ?? []) };
}
