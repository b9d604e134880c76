/**
 * Interventions and arms that a title says in set words: `X combined with Y versus Z`.
 *
 * Never beside registered ones. Without `versus` no arm is said, so none is made (D7, D24).
 */
import type { Noted } from '../../shared/issue.ts';
import type { Arm, Intervention, Trial } from '../../trial/trial.ts';
import type { Derivation, Text } from '../../trial/values.ts';
import { derived, proseRead, type Source } from './sources.ts';

const WITH = '(?: combined with | in combination with | plus | ?\\+ ?)';
const VERSUS = '(?: versus | vs\\.? | compared (?:with|to) )';
/** What may stand before the treatment, and after it. */
const LEAD =
  /^.*?\b(?:(?:safety|efficacy|effect|effects|effectiveness|tolerability|study|trial|comparison|evaluation|activity) of|evaluat(?:e|ing|ion of)|comparing|comparison of|investigat(?:e|ing)|assess(?:ing)?|study:|trial:)\s+(?=\S)/i;
const TAIL =
  / (?:as|in|for|among|on|to|after|following|before|with|therapy|treatment|regimen|when|versus placebo)\b.*$/i;

interface Treatments {
  readonly excerpt: string;
  /** One list of names for each side of `versus`. */
  readonly sides: readonly (readonly string[])[];
}

export function readTitleArms(trial: Trial): Noted<Trial> {
  const { brief, official } = trial.titles;
  if (trial.interventions.length > 0 || trial.arms.length > 0) return { value: trial, issues: [] };
  const sources: readonly Source[] = [
    ...(brief ? [{ path: 'titles.brief', name: 'title', text: brief }] : []),
    ...(official ? [{ path: 'titles.official', name: 'official title', text: official }] : []),
  ];
  for (const source of sources) {
    const said = treatmentsIn(source.text.value.slice(0, 1000));
    if (said) return withTreatments(trial, source, said);
  }
  return { value: trial, issues: [] };
}

export function treatmentsIn(title: string): Treatments | undefined {
  const sides = title.replace(/\s+/g, ' ').split(new RegExp(VERSUS, 'i'));
  const [first = '', second, ...more] = sides;
  if (more.length > 0) return undefined;
  const left = withoutLead(second === undefined ? withoutTail(first) : first);
  const right = second === undefined ? undefined : withoutTail(second);
  const names = [left, right].flatMap((side) => (side === undefined ? [] : [namesIn(side)]));
  const isSaid = names.length === 2 || (names[0]?.length ?? 0) > 1;
  if (!isSaid || names.some((side) => side.length === 0 || !side.every(isName))) return undefined;
  return {
    excerpt: [left, right].filter((side) => side !== undefined).join(' versus '),
    sides: names,
  };
}

/** The words up to the last phrase that announces the treatment. */
function withoutLead(text: string): string {
  let rest = text;
  for (let next = rest.replace(LEAD, ''); next !== rest; next = rest.replace(LEAD, '')) rest = next;
  return rest.trim();
}

/** `in combination with` is no end of a name; any other preposition is. */
function withoutTail(text: string): string {
  const kept = text.replaceAll(/ (?:in combination|combined) with /gi, ' + ');
  return kept
    .replace(TAIL, '')
    .replace(/[\s.,;:]+$/, '')
    .trim();
}

const namesIn = (side: string): readonly string[] =>
  side.split(new RegExp(WITH, 'i')).map((name) =>
    name
      .replace(TAIL, '')
      .replace(/\s*[(（][A-Z0-9-]+[)）]$/, '')
      .replace(/^(?:the|an?) /i, '')
      .trim(),
  );

/** A treatment's name is a few words, and no design. */
const isName = (name: string): boolean =>
  /^\p{L}/u.test(name) &&
  name.length <= 80 &&
  name.split(' ').length <= 6 &&
  !/\b(?:study|trial|efficacy|safety|phase|randomi[sz]ed|patients|of)\b/i.test(name);

function withTreatments(trial: Trial, source: Source, said: Treatments): Noted<Trial> {
  const start = source.text.value.toLowerCase().indexOf((said.sides[0]?.[0] ?? '').toLowerCase());
  const last = said.sides.at(-1)?.at(-1) ?? '';
  const end = source.text.value.toLowerCase().lastIndexOf(last.toLowerCase()) + last.length;
  const excerpt = source.text.value.slice(start, end);
  const derivation = derived(source, 'prose-title-arms', excerpt);
  const text = (value: string): Text => ({ value, place: source.text.place, derivation });
  const names = [...new Set(said.sides.flat())];
  const interventions: readonly Intervention[] = names.map((name) => ({
    name: text(name),
    armGroupLabels: [],
    otherNames: [],
  }));
  const arms =
    said.sides.length === 2 ? said.sides.map((side, index) => armOf(side, index, names, text)) : [];
  const kind = arms.length > 0 ? 'Arms and interventions' : 'Interventions';
  return {
    value: { ...trial, interventions, arms },
    issues: [proseRead(kind, source, excerpt)],
  };
}

function armOf(
  side: readonly string[],
  index: number,
  names: readonly string[],
  text: (value: string) => Text,
): Arm {
  const label = text(side.join(' + '));
  return {
    label,
    type: { ...typeOf(side, index, label.derivation), place: label.place },
    interventionNames: side.map(text),
    interventions: side.map((name) => names.indexOf(name)),
  };
}

function typeOf(
  side: readonly string[],
  index: number,
  derivation: Derivation | undefined,
): { readonly value: string; readonly table: string; readonly derivation?: Derivation } {
  const value =
    index === 0
      ? 'EXPERIMENTAL'
      : side.every((name) => /^placebo$/i.test(name))
        ? 'PLACEBO_COMPARATOR'
        : 'ACTIVE_COMPARATOR';
  return { value, table: 'ctgov-arm-group-type', ...(derivation && { derivation }) };
}
