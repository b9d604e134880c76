/** Facets of the design that the text says in set phrases (MAPPING 5.4). */
import type { Issue, Noted } from '../../shared/issue.ts';
import { findPhase } from '../../parse/phases.ts';
import { quote } from '../../parse/lines.ts';
import type { Code } from '../../trial/values.ts';
import type { Design, Trial } from '../../trial/trial.ts';
import {
  derived,
  placeIn,
  ownStatements,
  proseRead,
  type Source,
  type Statement,
} from './sources.ts';

type FacetKey = 'allocation' | 'interventionModel' | 'masking' | 'timePerspective';

interface Facet {
  readonly key: FacetKey;
  readonly name: string;
  readonly table: string;
  readonly phrases: readonly (readonly [code: string, phrase: RegExp])[];
}

const FACETS: readonly Facet[] = [
  {
    key: 'allocation',
    name: 'Allocation',
    table: 'ctgov-allocation',
    phrases: [
      ['NON_RANDOMIZED', /\bnon-?\s?randomi[sz]ed\b/i],
      ['RANDOMIZED', /(?<!non-?\s?)(?<!not )\brandomi[sz]ed\b/i],
    ],
  },
  {
    key: 'interventionModel',
    name: 'Intervention model',
    table: 'ctgov-intervention-model',
    phrases: [
      [
        'SINGLE_GROUP',
        /\bsingle[- ]?arm(?:ed)?\b|\bone-arm\b|\bsingle[- ]group (?:study|trial|design|assignment)\b/i,
      ],
      ['PARALLEL', /\bparallel[- ](?:group|controlled|arm|assignment|design)\w*/i],
      ['CROSSOVER', /\bcross-?over (?:study|trial|design|assignment)\b|\bcross-?over,/i],
      ['FACTORIAL', /\bfactorial (?:design|study|trial|assignment)\b/i],
    ],
  },
  {
    key: 'masking',
    name: 'Masking',
    table: 'ctgov-masking',
    phrases: [
      ['NONE', /\bopen[- ]label(?:led|ed)?\b|\bnon-?blinded\b|\bunblinded\b/i],
      ['DOUBLE', /\bdouble[- ](?:blind|mask)(?:ed)?\b/i],
      ['SINGLE', /\bsingle[- ](?:blind|mask)(?:ed)?\b/i],
      ['TRIPLE', /\btriple[- ](?:blind|mask)(?:ed)?\b/i],
    ],
  },
  {
    key: 'timePerspective',
    name: 'Time perspective',
    table: 'ctgov-time-perspective',
    phrases: [
      ['PROSPECTIVE', /\bprospective\b/i],
      ['RETROSPECTIVE', /\bretrospective\b/i],
    ],
  },
];

interface Said {
  readonly source: Source;
  readonly code: string;
  readonly excerpt: string;
}

export function readDesignProse(trial: Trial): Noted<Trial> {
  const statements = ownStatements(trial);
  const facets = FACETS.map((facet) => readFacet(trial.design, facet, statements));
  const phase = readPhase(trial.design, statements);
  const found = [...facets, phase];
  const design = Object.assign({}, trial.design, ...found.map(({ value }) => value)) as Design;
  return { value: { ...trial, design }, issues: found.flatMap(({ issues }) => issues) };
}

function readFacet(
  design: Design,
  facet: Facet,
  statements: readonly Statement[],
): Noted<Partial<Design>> {
  const said = saidOf(facet, statements);
  if (!said) return { value: {}, issues: [] };
  const registered = design[facet.key];
  if (!registered) {
    const code = codeOf(said, facet.table, `prose-${facet.key}`);
    return {
      value: { [facet.key]: code },
      issues: [proseRead(facet.name, said.source, said.excerpt)],
    };
  }
  const issues =
    registered.value === said.code ? [] : [conflict(facet.name, registered.value, said)];
  return { value: {}, issues };
}

/** What the first statement that says anything of a facet says; two codes in one statement say nothing. */
function saidOf({ phrases }: Facet, statements: readonly Statement[]): Said | undefined {
  for (const { source, text } of statements) {
    const found = phrases.flatMap(([code, phrase]) => {
      const match = phrase.exec(text);
      return match ? [{ source, code, excerpt: match[0] }] : [];
    });
    if (found.length === 1) return found[0];
  }
  return undefined;
}

function readPhase(design: Design, statements: readonly Statement[]): Noted<Partial<Design>> {
  const said = statements.flatMap(({ source, text }) => {
    const phase = findPhase(text);
    return phase ? [{ source, ...phase }] : [];
  })[0];
  if (!said) return { value: {}, issues: [] };
  const registered = design.phases.map(({ value }) => value);
  if (registered.length === 0) {
    const phases = said.codes.map((code) =>
      codeOf({ ...said, code }, 'ctgov-phase', 'prose-phase'),
    );
    return { value: { phases }, issues: [proseRead('Phase', said.source, said.excerpt)] };
  }
  const isSame = registered.join('+') === said.codes.join('+');
  const issues = isSame
    ? []
    : [conflict('Phase', registered.join('/'), { ...said, code: said.codes.join('/') })];
  return { value: {}, issues };
}

function codeOf({ source, code, excerpt }: Said, table: string, rule: string): Code {
  return {
    value: code,
    table,
    place: placeIn(source, excerpt),
    derivation: derived(source, rule, excerpt),
  };
}

const conflict = (name: string, registered: string, { source, excerpt }: Said): Issue => ({
  severity: 'warning',
  code: 'prose-conflict',
  message: `${name} is registered as ${registered}, but the ${source.name} says ${quote(excerpt, 60)}; the registered value is kept.`,
  place: placeIn(source, excerpt),
});
