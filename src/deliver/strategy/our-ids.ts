/**
 * What a server shows of ids of ours where neither it nor the operator says anything of them (HAPI never does): they
 * are tried, and what became of it is remembered as long as its client lives.
 */
import { Failure } from '../../shared/failure.ts';
import type { FhirClient } from '../fhir-client.ts';
import type { Step } from '../plan.ts';
import { addressOf, createAddresses } from './addresses.ts';
import { identityOf } from './identity.ts';
import { readByIdentity } from './read-by-identity.ts';
import type { Session } from './session.ts';

const REFUSING = new WeakSet<object>();
const TAKING = new WeakSet<object>();

const serverOf = (client: FhirClient): object => client.server ?? client;

export const hasRefusedOurIds = (client: FhirClient): boolean => REFUSING.has(serverOf(client));

/** PUT to an id that is not there: 405 (http.html#upsert), or 404 (HAPI). */
const REFUSALS = [404, 405];

/** True where the error says that ids of ours are refused, which is news; throws any other. */
export function learnRefusal(error: unknown, plan: readonly Step[], session: Session): boolean {
  const isRefusal = error instanceof Failure && REFUSALS.includes(error.httpStatus ?? 0);
  if (!isRefusal || !isOpen(plan, session)) throw error;
  return learn(session);
}

/** True where the trial is there under ids of the server, so that ours need not be tried. */
export async function hasOtherIds(plan: readonly Step[], session: Session): Promise<boolean> {
  const { client, onExchange } = session;
  const study = plan.find(({ resource }) => resource['resourceType'] === 'ResearchStudy');
  if (!study || !isOpen(plan, session)) return false;
  const wanted = { reference: addressOf(study.resource), identity: identityOf(study.resource) };
  const found = await readByIdentity([wanted], createAddresses(), client, onExchange);
  return found.size > 0 && learn(session);
}

/** Ours were taken. */
export function learnTaking(plan: readonly Step[], session: Session): void {
  if (isOpen(plan, session)) TAKING.add(serverOf(session.client));
}

/** Nothing of the trial stands under ids of ours, and to write it so is only a guess: none of ours was ever taken or refused. */
function isOpen(plan: readonly Step[], { strategy, client }: Session): boolean {
  return (
    strategy.isGuess === true &&
    !hasRefusedOurIds(client) &&
    !TAKING.has(serverOf(client)) &&
    plan.every(({ action }) => action === 'create')
  );
}

function learn({ client }: Session): true {
  REFUSING.add(serverOf(client));
  return true;
}
