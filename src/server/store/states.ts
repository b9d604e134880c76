/** The journey of a record to the FHIR server, one line of meaning each. */
export const STATES = {
  received: 'Stored; not looked at yet.',
  converted: 'Converted; no FHIR server is configured to send it to.',
  queued: 'Waiting to be sent, for the first time or again.',
  sending: 'On its way to the FHIR server.',
  delivered: 'The FHIR server has it.',
  superseded: 'A newer record of the same trial took its place before it was sent.',
  held: 'Has issues at or above the limit; waits for a person.',
  unreadable: 'No trial could be read from it.',
  rejected: 'The FHIR server refused it for good.',
  failed: 'Could not be sent in the attempts it had; may be tried again.',
} as const;

export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as readonly State[];

/** Second axis, independent of the journey: what was found in the record. */
export type Verdict = 'clean' | 'warnings' | 'errors';

/** States a person may send a record back to the start from. */
export const RETRYABLE: readonly State[] = [
  'held',
  'unreadable',
  'rejected',
  'failed',
  'converted',
];

/** States nothing happens in any more unless a person acts. */
export const FINAL: readonly State[] = [
  'delivered',
  'superseded',
  'held',
  'unreadable',
  'rejected',
  'failed',
];

/** A job of several records shows the state that asks most for attention. */
const BY_ATTENTION: readonly State[] = [
  'failed',
  'rejected',
  'unreadable',
  'held',
  'received',
  'converted',
  'queued',
  'sending',
  'superseded',
  'delivered',
];

export function stateOfJob(own: State, records: readonly State[]): State {
  if (own !== 'converted' || records.length === 0) return own;
  return BY_ATTENTION.find((state) => records.includes(state)) ?? own;
}

export function isState(value: unknown): value is State {
  return typeof value === 'string' && Object.hasOwn(STATES, value);
}
