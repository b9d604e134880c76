/** The functions of FHIRPath (N1 and what R4 and R5 add to it): how many parameters they take, and what they give. */
type Result =
  | 'same'
  | 'boolean'
  | 'integer'
  | 'string'
  | 'unknown'
  | 'parameter'
  | 'both'
  | 'branch'
  | 'extension';

export interface FunctionSignature {
  readonly least: number;
  readonly most: number;
  readonly result: Result;
}

/** What takes one primitive value, or a quantity. */
export const OF_PRIMITIVES: ReadonlySet<string> = new Set(
  [
    'toBoolean toInteger toLong toDecimal toDate toDateTime toTime toQuantity toString toChars',
    'indexOf lastIndexOf substring startsWith endsWith contains upper lower trim split replace',
    'matches matchesFull replaceMatches length encode decode escape unescape',
    'abs ceiling exp floor ln log power round sqrt truncate lowBoundary highBoundary precision',
  ].flatMap((names) => names.split(' ')),
);

/** Names by result and number of parameters: `1`, or `0-1`. */
const TABLE: readonly (readonly [Result, string, string])[] = [
  ['boolean', '0', 'empty allTrue anyTrue allFalse anyFalse isDistinct not hasValue htmlChecks'],
  ['boolean', '0', 'convertsToBoolean convertsToInteger convertsToDate convertsToDateTime'],
  ['boolean', '0', 'convertsToDecimal convertsToString convertsToTime convertsToLong'],
  ['boolean', '0-1', 'exists convertsToQuantity'],
  ['boolean', '1', 'all subsetOf supersetOf startsWith endsWith contains is'],
  ['boolean', '1', 'memberOf subsumes subsumedBy conformsTo comparable'],
  ['boolean', '1-2', 'matches matchesFull'],
  ['same', '0', 'distinct single first last tail'],
  ['same', '1', 'where skip take intersect exclude'],
  ['same', '1-2', 'trace defineVariable'],
  ['same', '0-9', 'sort'],
  ['parameter', '1', 'select'],
  ['extension', '1', 'extension'],
  ['integer', '0', 'count length toInteger toLong precision'],
  ['integer', '1', 'indexOf lastIndexOf'],
  ['string', '0', 'upper lower trim toChars toString'],
  ['string', '0-1', 'join'],
  ['string', '1', 'split encode decode escape unescape'],
  ['string', '1-2', 'substring'],
  ['string', '2', 'replace replaceMatches'],
  [
    'unknown',
    '0',
    'children descendants resolve getValue elementDefinition type now today timeOfDay',
  ],
  [
    'unknown',
    '0',
    'toBoolean toDate toDateTime toDecimal toTime abs ceiling exp floor ln sqrt truncate',
  ],
  [
    'unknown',
    '0',
    'weight ordinal getResourceKey year yearOf month monthOf day dayOf hour minute second',
  ],
  ['unknown', '0-1', 'toQuantity round lowBoundary highBoundary getReferenceKey sum min max avg'],
  ['both', '1', 'union combine'],
  ['unknown', '1', 'repeat repeatAll ofType as log power hasTemplateIdOf'],
  ['unknown', '1-2', 'aggregate'],
  ['unknown', '2', 'slice difference duration'],
  ['branch', '2-3', 'iif'],
  ['unknown', '1-9', 'coalesce checkModifiers'],
];

export const SIGNATURES: ReadonlyMap<string, FunctionSignature> = new Map(
  TABLE.flatMap(([result, count, names]) => {
    const [least = 0, most = least] = count.split('-').map(Number);
    return names.split(' ').map((name) => [name, { least, most, result }] as const);
  }),
);
