/**
 * The order in which a trial is written where it cannot be written at once, so that every reference leads to
 * something at every moment (ADR 10).
 *
 * What is referred to comes first. The study and its parts refer to each other: a new study is written twice, first
 * without references to parts that are not there yet, and in full after all of them. So a study that is complete
 * says that all of it is there, and whatever breaks off in between is made good by the next push. What left the
 * record is retired or deleted after that.
 */
import { asText } from '../../shared/json.ts';
import { isWrite, type Step } from '../plan.ts';
import type { ChosenStrategy } from './choose.ts';
import { referencesIn } from './references.ts';

/** One thing to send. */
export interface Write {
  readonly step: Step;
  /** References it must do without for now. */
  readonly absent: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** What is sent at once, one list after the other. */
export function writesOf(
  plan: readonly Step[],
  { unit, maxEntries = Infinity }: ChosenStrategy,
): readonly (readonly Write[])[] {
  const steps = plan.filter(isWrite);
  if (steps.length === 0) return [];
  if (unit === 'transaction' && steps.length <= maxEntries) {
    return [steps.map((step) => ({ step, absent: NONE }))];
  }
  const writes = [...inOrder(steps.filter(isKept)), ...deletesInOrder(steps)];
  if (unit === 'single') return writes.map((write) => [write]);
  return unit === 'transaction'
    ? inTransactions(writes, maxEntries)
    : inBatches(writes, maxEntries);
}

const isKept = ({ action }: Step): boolean => action !== 'delete';

/** The study last: what it refers to is there by then, by reference and by canonical alike. */
const RANKS: readonly string[] = [
  'Organization',
  'Location',
  'Group',
  'ActivityDefinition',
  'EvidenceVariable',
  'PlanDefinition',
  'DocumentReference',
  'Provenance',
  'ResearchStudy',
];

/** What left the record comes last: a push that breaks off before finds it again, and tells of it in its Provenance. */
const rankOf = ({ action, resource }: Step): number =>
  action === 'retire' ? RANKS.length : RANKS.indexOf(asText(resource['resourceType']));

interface Node {
  readonly step: Step;
  /** Created steps it refers to. */
  readonly needs: readonly string[];
}

function inOrder(steps: readonly Step[]): readonly Write[] {
  const missing = new Set(
    steps.filter(({ action }) => action === 'create').map(({ reference }) => reference),
  );
  let waiting = nodesOf(steps, missing);
  const writes: Write[] = [];
  const isReady = ({ needs }: Node): boolean => !needs.some((one) => missing.has(one));
  while (waiting.length > 0) {
    const ready = waiting.find(isReady);
    const next = ready ?? mostNeeded(waiting, missing);
    const absent = next.needs.filter((one) => missing.has(one));
    writes.push({ step: next.step, absent: new Set(absent) });
    missing.delete(next.step.reference);
    if (ready) waiting = waiting.filter((one) => one !== ready);
  }
  return writes;
}

function nodesOf(steps: readonly Step[], created: ReadonlySet<string>): readonly Node[] {
  return steps
    .map((step) => {
      const needs = [...referencesIn(step.resource)].filter(
        (one) => created.has(one) && one !== step.reference,
      );
      return { step, needs };
    })
    .toSorted((a, b) => rankOf(a.step) - rankOf(b.step));
}

/** Of those that wait for each other the one that most others wait for: the study. */
function mostNeeded(waiting: readonly Node[], missing: ReadonlySet<string>): Node {
  const count = ({ step: { reference } }: Node): number =>
    missing.has(reference) ? waiting.filter(({ needs }) => needs.includes(reference)).length : -1;
  return waiting.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** What refers to another deleted resource goes before it. */
function deletesInOrder(steps: readonly Step[]): readonly Write[] {
  let waiting = steps.filter((step) => !isKept(step));
  const writes: Write[] = [];
  while (waiting.length > 0) {
    const needed = (step: Step): boolean =>
      waiting.some((one) => one !== step && referencesIn(one.resource).has(step.reference));
    const next = waiting.find((step) => !needed(step)) ?? waiting[0];
    if (!next) break;
    writes.push({ step: next, absent: NONE });
    waiting = waiting.filter((step) => step !== next);
  }
  return writes;
}

/** In a transaction references resolve in any order, and a resource stands only once: in its full form. */
function inTransactions(
  writes: readonly Write[],
  maxEntries: number,
): readonly (readonly Write[])[] {
  const chunks: Write[][] = [];
  for (const write of writes) {
    const chunk = chunks.at(-1);
    const first = chunk?.findIndex(({ step }) => step === write.step) ?? -1;
    if (chunk && first >= 0) chunk[first] = { step: write.step, absent: NONE };
    else if (chunk && chunk.length < maxEntries) chunk.push(write);
    else chunks.push([write]);
  }
  return chunks;
}

/** The entries of a batch are carried out in any order: none may need another. */
function inBatches(writes: readonly Write[], maxEntries: number): readonly (readonly Write[])[] {
  const chunks: Write[][] = [];
  for (const write of writes) {
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < maxEntries && chunk.every((one) => isApart(one, write))) {
      chunk.push(write);
    } else chunks.push([write]);
  }
  return chunks;
}

function isApart({ step: before }: Write, { step, absent }: Write): boolean {
  const isOther = before.reference !== step.reference;
  if (step.action === 'delete') {
    return (
      isOther && before.action === 'delete' && !referencesIn(before.resource).has(step.reference)
    );
  }
  const needsIt =
    before.action === 'create' &&
    referencesIn(step.resource).has(before.reference) &&
    !absent.has(before.reference);
  return isOther && !needsIt;
}
