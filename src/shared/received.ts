import { createHash } from 'node:crypto';

/** How a record is written. `flat-text`: one field a line without labels; `page-text`: a scraped web page. */
export const FORMATS = ['ctgov-v2-json', 'flat-text', 'page-text'] as const;
export type Format = (typeof FORMATS)[number];

/** One record exactly as received: what a Trial is read from and what the DocumentReference keeps. */
export interface Received {
  /** File name, `stdin`, or the webhook id: for messages only, never a path that is opened. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the UTF-8 bytes of `text`, lower-case hex. */
  readonly sha256: string;
  /** Given by the caller; detected where absent. */
  readonly format?: Format;
  /** The sender's own stable key for records without a registry identifier. */
  readonly recordKey?: string;
  /** FHIR instant. Absent where the run must not depend on the clock (command line). */
  readonly receivedAt?: string;
}

export function toReceived(
  name: string,
  text: string,
  options: {
    readonly format?: Format;
    readonly recordKey?: string;
    readonly receivedAt?: string;
  } = {},
): Received {
  return { name, text, sha256: createHash('sha256').update(text).digest('hex'), ...options };
}
