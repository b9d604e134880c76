/** What set phrases say of the design of a trial, and what in a record makes them uncertain. */
import type { Design, Trial } from '../../trial/trial.ts';

export interface Facet {
  readonly key: 'allocation' | 'interventionModel' | 'masking' | 'timePerspective' | 'phases';
  readonly name: string;
  readonly table: string;
  /** Codes that the words are certain enough of to be a value; others only tell of contradictions. */
  readonly emitted: readonly string[];
  /** What a description of the trial says, with its words; undefined where it says nothing, or two things. */
  readonly read: (
    text: string,
  ) => { readonly codes: readonly string[]; readonly excerpt: string } | undefined;
  /** True where the record has words anywhere by which it may mean something else. */
  readonly isUnsettled: (codes: readonly string[], whole: string) => boolean;
  readonly registered: (trial: Trial) => readonly string[];
  /** True where both cannot be true of one trial. */
  readonly contradicts: (said: readonly string[], registered: readonly string[]) => boolean;
}

interface Phrases {
  readonly key: 'allocation' | 'interventionModel' | 'masking' | 'timePerspective';
  readonly name: string;
  readonly table: string;
  readonly emitted: readonly string[];
  readonly phrases: Readonly<Record<string, RegExp>>;
  /** Words anywhere that make a code uncertain. */
  readonly unsettledBy: Readonly<Record<string, RegExp>>;
  /** Registered codes that a code cannot be true beside. */
  readonly excludes: Readonly<Record<string, readonly string[]>>;
}

const BLINDED =
  /\b(?:single|double|triple|quadruple|assessor|evaluator|observer|outcomes?|rater|investigator|examiner|partial(?:ly)?|participant|patient)[- ](?:\w+[- ])?(?:blind|mask)|(?<!un)(?<!un-)(?<!non-)(?<!non)(?<!not )\b(?:blind|mask)(?:ed|ing)\b|\bplacebo\b|\bsham\b/i;
const PARTS =
  /\bpart (?:1|2|3|one|two|i{1,3}|a|b|c)\b|\bopen[- ]label (?:extension|follow|phase|period|part|run)|\bextension\b|\brun-in\b/i;
const GROUPS =
  /\b(?:two|three|four|five|2|3|4|5|multi(?:ple)?|both|control|comparator|parallel)[- ]?(?:\w+ )?(?:arms?|groups?|cohorts?|strata)\b|\bcohorts?\b|\brandomi|\bstrat(?:um|a)\b|\bescalation\b|\barm (?:a|b|1|2|i|ii)\b|\bpart (?:1|2|a|b)\b|\bphase (?:1b?|i) (?:and|part|portion)/i;

const DESIGN_PHRASES: readonly Phrases[] = [
  {
    key: 'allocation',
    name: 'Allocation',
    table: 'ctgov-allocation',
    emitted: ['RANDOMIZED'],
    phrases: {
      NON_RANDOMIZED: /\bnon-?\s?randomi[sz]ed\b/i,
      RANDOMIZED: /(?<!non-?\s?)(?<!not )\brandomi[sz]ed\b/i,
    },
    unsettledBy: {
      RANDOMIZED:
        /\bnon-?\s?randomi|\bnot (?:be )?randomi|\bsingle[- ]arm|\bmendelian|\bextension\b|\bfollow-?up (?:study|of)\b|\broll-?over\b|\bpart (?:1|2|a|b)\b|\bpilot\b|\bcompleted\b|\bopen[- ]label (?:phase|period|part)/i,
      NON_RANDOMIZED: /(?<!non-?\s?)(?<!not )(?<!not be )\brandomi/i,
    },
    excludes: {
      RANDOMIZED: ['NON_RANDOMIZED', 'NA'],
      NON_RANDOMIZED: ['RANDOMIZED'],
    },
  },
  {
    key: 'interventionModel',
    name: 'Intervention model',
    table: 'ctgov-intervention-model',
    emitted: ['SINGLE_GROUP', 'PARALLEL', 'CROSSOVER', 'FACTORIAL'],
    phrases: {
      SINGLE_GROUP: /\bsingle[- ]?arm(?:ed)?\b|\bone-arm\b|\bsingle[- ]group\b/i,
      PARALLEL: /\bparallel[- ](?:group|controlled|arm|assignment|design)\w*/i,
      CROSSOVER: /\bcross-?over\b/i,
      FACTORIAL: /\b(?:2 ?[x×] ?2 )?factorial\b/i,
    },
    unsettledBy: {
      SINGLE_GROUP: GROUPS,
      PARALLEL: /\bcross-?over|\bsequential|\bescalation/i,
      CROSSOVER: /\bparallel|\bcross-?over (?:is|was|will be|to) |\ballowed to cross/i,
      FACTORIAL: /\bfractional/i,
    },
    excludes: {
      SINGLE_GROUP: ['PARALLEL', 'CROSSOVER', 'FACTORIAL'],
      PARALLEL: ['SINGLE_GROUP', 'CROSSOVER', 'FACTORIAL'],
      CROSSOVER: ['SINGLE_GROUP', 'PARALLEL', 'FACTORIAL'],
      FACTORIAL: ['SINGLE_GROUP', 'CROSSOVER', 'PARALLEL'],
    },
  },
  {
    // How many are blinded is not certain: registries call most double-blind trials triple or quadruple.
    key: 'masking',
    name: 'Masking',
    table: 'ctgov-masking',
    emitted: ['NONE', 'QUADRUPLE'],
    phrases: {
      NONE: /\bopen[- ]label(?:l?ed)?\b|\bnon-?blinded\b|\bunblinded\b|\bunmasked\b/i,
      SINGLE: /\bsingle[- ](?:blind|mask)(?:ed)?\b/i,
      DOUBLE: /\bdouble[- ](?:blind|mask)(?:ed)?\b/i,
      TRIPLE: /\btriple[- ](?:blind|mask)(?:ed)?\b/i,
      QUADRUPLE: /\bquadruple[- ](?:blind|mask)(?:ed)?\b/i,
    },
    unsettledBy: {
      NONE: new RegExp(`${BLINDED.source}|${PARTS.source}`, 'i'),
      SINGLE: /\bopen[- ]label|\bunblind/i,
      DOUBLE: /\bopen[- ]label|\bunblind|\bsingle[- ](?:blind|mask)/i,
      TRIPLE: /\bopen[- ]label|\bunblind/i,
      QUADRUPLE: /\bopen[- ]label|\bunblind/i,
    },
    excludes: {
      NONE: ['SINGLE', 'DOUBLE', 'TRIPLE', 'QUADRUPLE'],
      SINGLE: ['NONE', 'TRIPLE', 'QUADRUPLE'],
      DOUBLE: ['NONE', 'SINGLE'],
      TRIPLE: ['NONE', 'SINGLE', 'DOUBLE'],
      QUADRUPLE: ['NONE', 'SINGLE', 'DOUBLE', 'TRIPLE'],
    },
  },
  {
    key: 'timePerspective',
    name: 'Time perspective',
    table: 'ctgov-time-perspective',
    emitted: ['PROSPECTIVE', 'RETROSPECTIVE'],
    phrases: {
      PROSPECTIVE: /\bprospective\b/i,
      RETROSPECTIVE: /\bretrospective\b/i,
    },
    unsettledBy: {
      PROSPECTIVE: /\bretrospective|\bambispective|\bcross-?sectional/i,
      RETROSPECTIVE: /\bprospective|\bambispective|\bcross-?sectional/i,
    },
    excludes: {
      PROSPECTIVE: ['RETROSPECTIVE'],
      RETROSPECTIVE: ['PROSPECTIVE'],
    },
  },
];

export const FACETS: readonly Facet[] = DESIGN_PHRASES.map(facetOf);

function facetOf({ key, name, table, emitted, phrases, unsettledBy, excludes }: Phrases): Facet {
  return {
    key,
    name,
    table,
    emitted,
    read(text) {
      const found = Object.entries(phrases).flatMap(([code, phrase]) => {
        const match = phrase.exec(text);
        return match ? [{ codes: [code], excerpt: match[0] }] : [];
      });
      return found.length === 1 ? found[0] : undefined;
    },
    isUnsettled: ([code = ''], whole) => unsettledBy[code]?.test(whole) === true,
    registered: ({ design }) => valueOf(design, key),
    contradicts: ([code = ''], [registered = '']) => excludes[code]?.includes(registered) === true,
  };
}

function valueOf(design: Design, key: Phrases['key']): readonly string[] {
  const value = design[key]?.value;
  return value === undefined ? [] : [value];
}
