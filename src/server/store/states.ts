/**
 * What has become of a record, one line of meaning each: the steps of its own journey, and those of its
 * delivery to a FHIR server. Whether anything was found in it is another axis: the verdict.
 */
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

/** The state shown for a record or job as a whole. */
export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as readonly State[];

/** A record's own journey; whatever follows `converted` happens for each destination by itself. */
export type Journey = 'received' | 'converted' | 'unreadable' | 'held';

/** The journey of one record to one destination. */
export type DeliveryState = Exclude<State, Journey>;

/** Second axis, independent of the journey: what was found in the record. */
export type Verdict = (typeof VERDICTS)[number];
export const VERDICTS = ['clean', 'warnings', 'errors'] as const;

/** Deliveries that wait for a person. */
export const DEAD: readonly DeliveryState[] = ['rejected', 'failed'];

/** States a person may send a record back to the start from. */
export const RETRYABLE: readonly State[] = ['held', 'unreadable', ...DEAD, 'converted'];

/** States nothing happens in any more unless a person acts. */
export const FINAL: readonly State[] = [
  'delivered',
  'superseded',
  'held',
  'unreadable',
  'rejected',
  'failed',
];

/** Of several records, or of several deliveries of one, the state is shown that asks most for attention. */
export const BY_ATTENTION: readonly State[] = [
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

/** State of a whole: its own, or the one of its parts that asks most for attention. */
export function stateOfParts(own: State, parts: readonly State[]): State {
  if (own !== 'converted' || parts.length === 0) return own;
  return BY_ATTENTION.find((state) => parts.includes(state)) ?? own;
}

export function isState(value: unknown): value is State {
  return typeof value === 'string' && Object.hasOwn(STATES, value);
}

export function isVerdict(value: unknown): value is Verdict {
  return VERDICTS.some((verdict) => verdict === value);
}
