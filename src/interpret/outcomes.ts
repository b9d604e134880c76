import type { Noted } from '../shared/issue.ts';
import type { Outcome, Trial } from '../trial/trial.ts';
import type { Timing } from '../trial/understood.ts';
import type { Text } from '../trial/values.ts';
import { readTimeFrame } from './time-frame/time-frame.ts';

/** Each outcome with its abbreviation and its time frame taken apart, where a rule understands them. */
export function readOutcomeDetails(trial: Trial): Noted<Trial> {
  // Two of three time frames of a trial are told before.
  const known = new Map<string, Timing | undefined>();
  const timingOf = (text: string): Timing | undefined => {
    if (!known.has(text)) known.set(text, readTimeFrame(text));
    return known.get(text);
  };
  const outcomes = trial.outcomes.map((outcome) => withDetails(outcome, timingOf));
  return { value: { ...trial, outcomes }, issues: [] };
}

function withDetails(outcome: Outcome, timingOf: (text: string) => Timing | undefined): Outcome {
  const acronym = outcome.acronym ?? acronymIn(outcome.measure);
  const timing = outcome.timing ?? (outcome.timeFrame && timingOf(outcome.timeFrame.value));
  return { ...outcome, ...(acronym && { acronym }), ...(timing && { timing }) };
}

const BRACKETED = /[(（]([A-Za-z][A-Za-z0-9/-]{1,9})[)）]/;

/** `ORR` of `Objective response rate (ORR) by RECIST`: letters in brackets that abbreviate the words before. */
function acronymIn(measure: Text): Text | undefined {
  const match = BRACKETED.exec(measure.value.slice(0, 300));
  const [, acronym] = match ?? [];
  if (!match || acronym === undefined || (acronym.match(/[A-Z]/g)?.length ?? 0) < 2)
    return undefined;
  if (!abbreviates(acronym, measure.value.slice(0, match.index))) return undefined;
  const derivation = {
    method: 'text-rule' as const,
    rule: 'acronym-in-brackets',
    sourcePath: 'outcome.measure',
    excerpt: match[0],
  };
  return { value: acronym, place: measure.place, derivation };
}

/** Every capital of the acronym starts a word, in order, from the measure's first words on. */
function abbreviates(acronym: string, before: string): boolean {
  const initials = before.split(/[\s/-]+/).map((word) => word.charAt(0).toUpperCase());
  const capitals = acronym.match(/[A-Z]/g) ?? [];
  let from = 0;
  for (const [index, capital] of capitals.entries()) {
    const found = initials.indexOf(capital, from);
    if (found === -1 || (index === 0 && found > 2)) return false;
    from = found + 1;
  }
  return true;
}
