import { Failure } from '../shared/failure.ts';
import type { Json } from '../shared/json.ts';
import type { Action, Step } from './plan.ts';
import {
  acceptedOf,
  answerOfEntry,
  answerOfRequest,
  readAnswer,
  type WriteAnswer,
  type Written,
} from './strategy/answer.ts';
import { identitiesIn, toEntry, toOutgoing, type Outgoing, type Wire } from './strategy/entry.ts';
import { writesOf, type Write } from './strategy/order.ts';
import type { Session } from './strategy/session.ts';

/** What was done about a reference, and the version it has since. */
export interface Done {
  readonly action: Action;
  readonly step: Step;
  readonly version?: string;
}

/**
 * Sends every step that is one, as the strategy says. `done` is told of each write as soon as it is certain, so
 * that it is known also where a later one fails.
 */
export async function writeAll(
  plan: readonly Step[],
  session: Session,
  done: Map<string, Done>,
): Promise<void> {
  const versions = new Map(plan.map(({ reference, stored }) => [reference, stored?.version]));
  const identities = identitiesIn(plan.map(({ resource }) => resource));
  for (const writes of writesOf(plan, session.strategy)) {
    const { addresses, strategy } = session;
    const wire = { ids: strategy.ids, addresses, versions, identities, together: together(writes) };
    const failures: Failure[] = [];
    for (const [write, outcome] of await send(writes, wire, session)) {
      if (outcome instanceof Failure) failures.push(outcome);
      else note(write, outcome, session, versions, done);
    }
    const [failure] = failures.toSorted((a, b) => gravity(a) - gravity(b));
    if (failure) throw failure;
  }
}

/** What no repetition can help is told first. */
const gravity = ({ retry }: Failure): number => (retry === 'permanent' ? 0 : 1);

const together = (writes: readonly Write[]): ReadonlySet<string> =>
  new Set(writes.filter(({ step }) => step.action === 'create').map(({ step }) => step.reference));

function note(
  { step }: Write,
  { address, version }: Written,
  { addresses }: Session,
  versions: Map<string, string | undefined>,
  done: Map<string, Done>,
): void {
  const { reference } = step;
  if (step.action !== 'delete') {
    if (addresses.serverOf(reference) === undefined) {
      addresses.add(reference, requireAddress(reference, address));
    }
    versions.set(reference, version);
  }
  // What was created is created, though the rest of it (its references, or another attempt) came as an update.
  const action = done.get(reference)?.action ?? step.action;
  done.set(reference, { action, step, ...(version !== undefined && { version }) });
}

function requireAddress(reference: string, address: string | undefined): string {
  const type = reference.slice(0, reference.indexOf('/') + 1);
  if (address?.startsWith(type)) return address;
  throw new Failure(
    'fhir-server-broke',
    `The FHIR server did not say under which id it created ${reference}; what it did is unknown.`,
  );
}

type Outcomes = readonly (readonly [Write, Written | Failure])[];

async function send(writes: readonly Write[], wire: Wire, session: Session): Promise<Outcomes> {
  const outgoing = writes.map((write) => toOutgoing(write, wire));
  const answers =
    session.strategy.unit === 'single'
      ? await Promise.all(outgoing.map((one, at) => sendSingle(one, writes[at], session)))
      : (await sendBundle(outgoing, session)).map(answerOfEntry);
  return writes.map((write, at) => [write, outcomeOf(write, outgoing[at], answers[at])] as const);
}

function outcomeOf(
  { step }: Write,
  outgoing: Outgoing | undefined,
  answer: WriteAnswer | undefined,
): Written | Failure {
  if (outgoing && answer) return readAnswer(step.reference, outgoing, answer);
  throw new TypeError('A write was given neither a request nor an answer.');
}

/** Refusals are told with the name of what was refused, as a bundle's are. */
async function sendSingle(
  outgoing: Outgoing,
  write: Write | undefined,
  { client, onExchange }: Session,
): Promise<WriteAnswer> {
  try {
    const request = { ...outgoing.request, accept: acceptedOf(outgoing) };
    return answerOfRequest(await client.send(request, onExchange));
  } catch (error) {
    if (!(error instanceof Failure) || !write) throw error;
    const { code, message, retryAfterS, httpStatus } = error;
    const told = `${write.step.reference}: ${message}`;
    throw new Failure(code, told, { cause: error, retryAfterS, httpStatus });
  }
}

async function sendBundle(
  outgoing: readonly Outgoing[],
  { client, onExchange, strategy }: Session,
): Promise<readonly Json[]> {
  const body = { resourceType: 'Bundle', type: strategy.unit, entry: outgoing.map(toEntry) };
  const answer = await client.send({ method: 'POST', path: '', body }, onExchange);
  const entries = answer.body['entry'];
  if (Array.isArray(entries) && entries.length === outgoing.length)
    return entries as readonly Json[];
  throw new Failure(
    'fhir-server-broke',
    `The FHIR server answered a ${strategy.unit} of ${outgoing.length} entries with another number; what it did is unknown.`,
  );
}
