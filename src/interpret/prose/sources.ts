import type { Issue, Place } from '../../shared/issue.ts';
import { quote } from '../../parse/lines.ts';
import type { Derivation, Text } from '../../trial/values.ts';
import type { Trial } from '../../trial/trial.ts';

/** A text of the record that facts are read from. */
export interface Source {
  readonly path: string;
  /** Name in messages. */
  readonly name: string;
  readonly text: Text;
}

/** Prose is read of text records only: a registry's own fields say what they do not say (D24). */
export function isTextRecord(trial: Trial): boolean {
  const known = trial.titles.brief ?? trial.titles.official ?? trial.briefSummary;
  return known?.place.kind === 'lines';
}

/** Titles first: they speak of nothing but the trial itself. */
export function sourcesOf(trial: Trial): readonly Source[] {
  const { brief, official } = trial.titles;
  const description =
    trial.detailedDescription?.value === trial.briefSummary?.value
      ? undefined
      : trial.detailedDescription;
  return [
    ...sourceOf('titles.official', 'official title', official),
    ...sourceOf('titles.brief', 'title', brief),
    ...sourceOf('briefSummary', 'summary', trial.briefSummary),
    ...sourceOf('detailedDescription', 'description', description),
  ];
}

function sourceOf(path: string, name: string, text: Text | undefined): readonly Source[] {
  return text ? [{ path, name, text: { ...text, value: text.value.slice(0, MOST_READ) } }] : [];
}

/** Longer than any protocol's description; bounds the work on hostile input. */
const MOST_READ = 100_000;

export interface Statement {
  readonly source: Source;
  readonly text: string;
}

export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?。])\s+(?=[\p{Lu}\d*])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

export function derived(source: Source, rule: string, excerpt: string): Derivation {
  return { method: 'text-rule', rule, sourcePath: source.path, excerpt };
}

/** The lines of a source on which an excerpt stands; the whole source where that is unknown. */
export function placeIn({ text: { value, place } }: Source, excerpt: string): Place {
  const at = value.indexOf(excerpt);
  if (place.kind !== 'lines' || at === -1) return place;
  const line = (offset: number): number =>
    Math.min(place.first + value.slice(0, offset).split('\n').length - 1, place.last);
  return { kind: 'lines', first: line(at), last: line(at + excerpt.length) };
}

/** `kind` starts the sentence: `Phase`, `6 secondary outcomes`. */
export function proseRead(kind: string, source: Source, excerpt: string): Issue {
  return {
    severity: 'information',
    code: 'prose-read',
    message: `${kind} read from the ${source.name} (${quote(excerpt, 60)}), since no field of the record gives it; marked as derived.`,
    place: placeIn(source, excerpt),
  };
}

/** `name` starts the sentence: what is registered, and what the words say against it. */
export const conflict = (
  name: string,
  registered: string,
  source: Source,
  excerpt: string,
): Issue => ({
  severity: 'warning',
  code: 'prose-conflict',
  message: `${name} is registered as ${registered}, but the ${source.name} says ${quote(excerpt, 60)}; the registered value is kept.`,
  place: placeIn(source, excerpt),
});
