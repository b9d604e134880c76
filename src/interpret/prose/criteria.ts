/** Criteria listed in the text, where the record has no eligibility text of its own. */
import type { Noted } from '../../shared/issue.ts';
import type { Criterion } from '../../trial/understood.ts';
import type { Trial } from '../../trial/trial.ts';
import { categoryOf } from '../eligibility/category.ts';
import { headingSide } from '../eligibility/headings.ts';
import { structureOf } from '../eligibility/structure.ts';
import { listsOf, type ProseList } from './lists.ts';
import { derived, proseRead, sourcesOf } from './sources.ts';

const POPULATION =
  /^(?:study |target |patient )?population\b|^(?:key )?eligib\w+\b|\b(?:patients|participants|subjects|adults)\b.{0,120}\bwho (?:have|has|are|meet)$/i;

export function readCriteriaProse(trial: Trial): Noted<Trial> {
  const { eligibility } = trial;
  if (eligibility.text || eligibility.criteria.length > 0) return { value: trial, issues: [] };
  const lists = sourcesOf(trial)
    .flatMap((source) => listsOf(source))
    .filter((list) => sideOf(list) !== undefined);
  const [first] = lists;
  if (!first) return { value: trial, issues: [] };
  const own = lists.filter(({ source }) => source.path === first.source.path);
  const criteria = own.flatMap(criteriaOf);
  return {
    value: { ...trial, eligibility: { ...eligibility, criteria } },
    issues: [proseRead(`${criteria.length} eligibility criteria`, first.source, first.heading)],
  };
}

function sideOf({ heading }: ProseList): 'inclusion' | 'exclusion' | undefined {
  return headingSide(`${heading}:`, false) ?? (POPULATION.test(heading) ? 'inclusion' : undefined);
}

function criteriaOf(list: ProseList): readonly Criterion[] {
  const exclude = sideOf(list) === 'exclusion';
  return list.items.map(({ label, text }) => ({
    exclude,
    text: { ...text, derivation: derived(list.source, 'prose-criteria', text.value) },
    label,
    category: categoryOf(text.value),
    ...structureOf(text.value, exclude),
    items: [],
  }));
}
