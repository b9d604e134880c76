/** Outcomes told in the text: lists under a heading, and set phrases for co-primary endpoints. */
import type { Issue, Noted } from '../../shared/issue.ts';
import type { Outcome, OutcomeKind, Trial } from '../../trial/trial.ts';
import { listsOf } from './lists.ts';
import { derived, placeIn, proseRead, sourcesOf, type Source } from './sources.ts';

const HEADING =
  /^(?:the )?(?:key |main )?(co-?primary|primary|secondary|exploratory|other|tertiary) (?:and \w+ )?(?:study |efficacy |safety )?(?:end ?-?points?|outcomes?)(?: measures?| indicators?)?$/i;

/** The same headings in German, French, Spanish and Chinese. */
const ELSEWHERE: readonly (readonly [OutcomeKind, RegExp])[] = [
  [
    'primary',
    /^(?:primärer? (?:endpunkte?|zielgrößen?)|critères? (?:de jugement |d'évaluation )?principa(?:l|ux)|(?:resultados?|variables?|desenlaces?|objetivos?) (?:primari[oa]s?|principal(?:es)?)|主要(?:研究|疗效)?(?:终点|结局|指标)(?:指标)?)$/i,
  ],
  [
    'secondary',
    /^(?:sekundärer? (?:endpunkte?|zielgrößen?)|critères? (?:de jugement |d'évaluation )?secondaires?|(?:resultados?|variables?|desenlaces?|objetivos?) secundari[oa]s?|次要(?:研究|疗效)?(?:终点|结局|指标)(?:指标)?)$/i,
  ],
  [
    'other',
    /^(?:explorativer? endpunkte?|(?:探索性|其他|其它)(?:研究)?(?:终点|结局|指标)(?:指标)?)$/i,
  ],
];

/** The kind of outcomes that a heading announces. */
function kindOf(heading: string): OutcomeKind | undefined {
  const [, word] = HEADING.exec(heading) ?? [];
  if (word === undefined) return ELSEWHERE.find(([, pattern]) => pattern.test(heading))?.[0];
  if (/primary/i.test(word)) return 'primary';
  return /secondary/i.test(word) ? 'secondary' : 'other';
}

/** A kind of which the record registers outcomes is left as it is. */
export function readOutcomeProse(trial: Trial): Noted<Trial> {
  const registered = new Set(trial.outcomes.map(({ kind }) => kind));
  const found = sourcesOf(trial).flatMap((source) => [...listed(source), ...coPrimary(source)]);
  const added: Outcome[] = [];
  const issues: Issue[] = [];
  for (const kind of ['primary', 'secondary', 'other'] as const) {
    const [first] = found.filter((group) => group.kind === kind);
    if (!first || registered.has(kind)) continue;
    added.push(...first.outcomes);
    const count = first.outcomes.length;
    issues.push(
      proseRead(`${count} ${kind} outcome${count === 1 ? '' : 's'}`, first.source, first.excerpt),
    );
  }
  const outcomes = [...trial.outcomes, ...added];
  return { value: added.length === 0 ? trial : { ...trial, outcomes: inOrder(outcomes) }, issues };
}

const ORDER: readonly OutcomeKind[] = ['primary', 'secondary', 'other'];
const inOrder = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

interface Found {
  readonly kind: OutcomeKind;
  readonly source: Source;
  readonly excerpt: string;
  readonly outcomes: readonly Outcome[];
}

function listed(source: Source): readonly Found[] {
  return listsOf(source).flatMap(({ heading, items }) => {
    const kind = kindOf(heading);
    if (!kind) return [];
    const outcomes = items.map(({ text }) => ({
      kind,
      measure: { ...text, derivation: derived(source, 'prose-outcome-list', text.value) },
    }));
    return [{ kind, source, excerpt: heading, outcomes }];
  });
}

const NAMES =
  '([A-Z][\\w-]*(?: (?!as\\b|and\\b)[\\w-]+){0,5}) and ([A-Z][\\w-]*(?: (?!as\\b|and\\b)[\\w-]+){0,5})';
const CO_PRIMARY = [
  new RegExp(
    `\\b(?:use|uses|using|with) ${NAMES} as (?:the )?(?:co-?)?primary (?:end ?-?points?|outcomes?)`,
  ),
  new RegExp(
    `\\b[Cc]o-?primary (?:end ?-?points?|outcomes?) (?:are|were|will be|include) (?:the )?${NAMES}(?=[.,;]|$)`,
  ),
];

/** `will use PFS and OS as the co-primary endpoints` names two. */
function coPrimary(source: Source): readonly Found[] {
  const match = CO_PRIMARY.map((pattern) => pattern.exec(source.text.value)).find(
    (found) => found !== null,
  );
  if (!match) return [];
  const [excerpt, ...names] = match;
  const outcomes = names.map((value) => ({
    kind: 'primary' as const,
    measure: {
      value,
      place: placeIn(source, excerpt),
      derivation: derived(source, 'prose-co-primary', excerpt),
    },
  }));
  return [{ kind: 'primary', source, excerpt, outcomes }];
}
