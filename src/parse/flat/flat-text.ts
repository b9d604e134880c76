/**
 * A flattened record: one field a line without labels, outcomes as `measure, description, time frame`.
 *
 * Invariant: every non-empty line is read into the Trial; which words of an outcome are which is kept
 * beside the unsplit words (`sourceText`).
 */
import type { Issue, Noted } from '../../shared/issue.ts';
import { EMPTY_TRIAL } from '../../trial/empty-trial.ts';
import type { Intervention, Outcome, OutcomeKind, Trial } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { blockOf, placeOf, quote, type Line } from '../lines.ts';
import { codeIn } from '../codes.ts';
import { takeApart, takeLineApart } from '../lists.ts';
import { present } from '../present.ts';
import { interventionItems, typedName } from './intervention-line.ts';
import { endsInTime } from './line-likeness.ts';
import { findRoles, type LineRoles } from './line-roles.ts';
import { MOST_OUTCOMES, splitOutcomes, type OutcomeParts } from './outcome-split.ts';

export function readFlatText(lines: readonly Line[]): Noted<Trial> {
  const roles = findRoles(lines);
  return roles ? readRoles(roles) : readUnordered(lines);
}

function readRoles(roles: LineRoles): Noted<Trial> {
  const conditions = readConditions(roles.conditions);
  const interventions = readInterventions(roles.interventions);
  const outcomes = readOutcomes(roles.outcomes);
  const value = present({
    ...EMPTY_TRIAL,
    titles: present({ brief: blockOf(roles.title) }),
    briefSummary: blockOf(roles.summary),
    detailedDescription: blockOf(roles.description),
    conditions: conditions.value,
    interventions: interventions.value,
    outcomes: outcomes.value,
  });
  const issues = [
    ...ambiguity(roles),
    ...conditions.issues,
    ...interventions.issues,
    ...outcomes.issues,
  ];
  return { value, issues };
}

/** No order of fields recognised: the first line is what the record is called by, the rest its text. */
function readUnordered(lines: readonly Line[]): Noted<Trial> {
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const title = blockOf(lines.slice(first, first + 1));
  const rest = blockOf(lines.slice(first + 1));
  const value = present({ ...EMPTY_TRIAL, titles: present({ brief: title }), briefSummary: rest });
  const last = lines.at(-1)?.number ?? 1;
  return {
    value,
    issues: [
      {
        severity: 'warning',
        code: 'line-role-ambiguous',
        message:
          'No line could be told to hold conditions, interventions or outcomes; the first line is used as title, the others as summary.',
        place: placeOf(1, last),
      },
    ],
  };
}

const CERTAIN_MARGIN = 1.5;

function ambiguity({ margin, conditions, outcomes }: LineRoles): readonly Issue[] {
  const [first] = conditions;
  if (margin >= CERTAIN_MARGIN || !first) return [];
  return [
    {
      severity: 'information',
      code: 'line-role-ambiguous',
      message: `It is uncertain which lines hold the conditions and outcomes; ${quote(first.text, 60)} is used as conditions and the next ${outcomes.length} as outcomes.`,
      place: placeOf(first.number, outcomes.at(-1)?.number ?? first.number),
    },
  ];
}

interface Item {
  readonly text: string;
  readonly line: Line;
}

const trimmed = (parts: readonly string[], line: Line): readonly Item[] =>
  parts.map((text) => ({ text: text.trim(), line })).filter(({ text }) => text !== '');

const textOf = (value: string, line: Line): Text => ({
  value,
  place: placeOf(line.number, line.number),
});

function readConditions(lines: readonly Line[]): Noted<readonly Text[]> {
  const items = lines.flatMap((line) => trimmed(line.text.split('|'), line));
  const read = items.map(({ text, line }, index) =>
    partsOfItem(items.length, textOf(text, line), `conditions[${index}]`),
  );
  return {
    value: read.flatMap(({ value }) => value),
    issues: read.flatMap(({ issues }) => issues),
  };
}

/** A semicolon parts the members of a line that has nothing else to part them. */
const partsOfItem = (count: number, item: Text, path: string): Noted<readonly Text[]> =>
  count === 1 ? takeLineApart(item, path) : takeApart(item, path);

function readInterventions(lines: readonly Line[]): Noted<readonly Intervention[]> {
  const items = lines.flatMap((line) => trimmed(interventionItems(line.text), line));
  const read = items.map((item, index) => readIntervention(item, index, items.length));
  return {
    value: read.flatMap(({ value }) => value),
    issues: read.flatMap(({ issues }) => issues),
  };
}

const TYPES = 'ctgov-intervention-type';

function readIntervention(
  { text, line }: Item,
  index: number,
  count: number,
): Noted<readonly Intervention[]> {
  const { type: words, isCode, name: rest } = typedName(text);
  const given = words === undefined ? undefined : { ...textOf(words, line), table: TYPES };
  const type = given && !isCode ? codeIn(TYPES, given.value, given.place) : given;
  const names = partsOfItem(count, textOf(rest, line), `interventions[${index}].name`);
  const value = names.value.map((name) =>
    present({
      type,
      name,
      armGroupLabels: [],
      otherNames: [],
    }),
  );
  return { value, issues: names.issues };
}

const KINDS: readonly OutcomeKind[] = ['primary', 'secondary', 'other'];

/** By `|`, else by semicolons where each part is an outcome with its time frame. */
function outcomeItems(text: string): readonly string[] {
  if (text.includes('|')) return text.split('|');
  const parts = text.split(/；|; /).map((part) => part.trim());
  const isList = parts.length <= MOST_OUTCOMES && parts.every(isOutcome);
  return parts.length > 1 && isList ? parts : [text];
}

const isOutcome = (part: string): boolean =>
  /^[\p{Lu}\p{Lo}]/u.test(part) && endsInTime(part) && !endsInTime(part.split(/, |，/, 1)[0] ?? '');

function readOutcomes(lines: readonly Line[]): Noted<readonly Outcome[]> {
  const items = lines.flatMap((line, index) =>
    trimmed(outcomeItems(line.text), line).map((item) => ({
      ...item,
      kind: KINDS[index] ?? 'other',
    })),
  );
  const parts = splitOutcomes(items.map(({ text }) => text));
  const value = items.flatMap((item, index) => {
    const split = parts[index];
    return split ? [outcomeOf(item, item.kind, split)] : [];
  });
  const [first] = items;
  const issues =
    first && items.length > MOST_OUTCOMES
      ? [tooMany(first.line, items.length)]
      : items.flatMap((item, index) => uncertainty(item, parts[index]?.certainty ?? 1));
  return { value, issues };
}

function outcomeOf({ text, line }: Item, kind: OutcomeKind, parts: OutcomeParts): Outcome {
  const { measure, description, timeFrame } = parts;
  return present({
    kind,
    measure: textOf(measure, line),
    description: description === undefined ? undefined : textOf(description, line),
    timeFrame: timeFrame === undefined ? undefined : textOf(timeFrame, line),
    sourceText: textOf(text, line),
  });
}

const tooMany = (line: Line, count: number): Issue => ({
  severity: 'warning',
  code: 'outcome-split-uncertain',
  message: `The record lists ${count} outcomes, more than the ${MOST_OUTCOMES} that are taken apart; each is kept whole as its measure.`,
  place: placeOf(line.number, line.number),
});

const CERTAIN = 0.7;

function uncertainty({ text, line }: Item, certainty: number): readonly Issue[] {
  if (certainty >= CERTAIN) return [];
  return [
    {
      severity: 'information',
      code: 'outcome-split-uncertain',
      message: `Where measure, description and time frame part in ${quote(text, 60)} is uncertain; split at the likeliest commas, the unsplit text is kept.`,
      place: placeOf(line.number, line.number),
    },
  ];
}
