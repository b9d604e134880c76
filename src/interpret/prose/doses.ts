/** Doses listed under a heading such as `Treatment Regimen:`, for interventions the record names. */
import type { Noted } from '../../shared/issue.ts';
import type { Intervention, Trial } from '../../trial/trial.ts';
import { listsOf, type ListItem } from './lists.ts';
import { derived, proseRead, sourcesOf, type Source } from './sources.ts';

const HEADING =
  /\b(?:regimen|dosing|dosage|doses?|treatment (?:plan|schedule|protocol)|study (?:treatment|drugs?))\b/i;

export function readDoses(trial: Trial): Noted<Trial> {
  const listed = sourcesOf(trial).flatMap((source) =>
    listsOf(source)
      .filter(({ heading }) => HEADING.test(heading))
      .flatMap(({ items }) => items.map((item) => ({ source, item }))),
  );
  const found = trial.interventions.map((intervention) => doseOf(intervention, listed));
  const [first] = found.flatMap((dose) => dose ?? []);
  if (!first) return { value: trial, issues: [] };
  const interventions = trial.interventions.map((intervention, index) => {
    const dose = found[index];
    return dose ? { ...intervention, dose: dose.text } : intervention;
  });
  const { source, text } = first;
  const issue = proseRead('Doses', source, text.derivation?.excerpt ?? text.value);
  return { value: { ...trial, interventions }, issues: [issue] };
}

interface Dose {
  readonly source: Source;
  readonly text: NonNullable<Intervention['dose']>;
}

function doseOf(
  intervention: Intervention,
  listed: readonly { readonly source: Source; readonly item: ListItem }[],
): Dose | undefined {
  if (intervention.dose) return undefined;
  for (const { source, item } of listed) {
    const [, name = '', dose = ''] = /^([^:：]{2,100})[:：]\s*(\S.*)$/.exec(item.text.value) ?? [];
    if (!/\d/.test(dose) || !isSame(name, intervention.name.value)) continue;
    const derivation = derived(source, 'prose-dose', item.text.value);
    return { source, text: { value: dose, place: item.text.place, derivation } };
  }
  return undefined;
}

/** Every word of the intervention's name is in the listed name: `HAIC-FOLFOX` in `HAIC with FOLFOX regimen`. */
function isSame(listed: string, name: string): boolean {
  const there = new Set(wordsOf(listed));
  const words = wordsOf(name);
  return words.length > 0 && words.every((word) => there.has(word));
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
