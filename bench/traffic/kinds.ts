/** Webhooks as a day brings them, good and bad, each with the answer it must get. */
import { gzipSync } from 'node:zlib';
import type { Random } from '../shared/random.ts';
import type { Sent } from '../../scripts/security/service.ts';

export interface Webhook {
  readonly kind: string;
  readonly sent: Sent & { readonly id: string };
  readonly status: number;
  /** Whether a job of its own is stored. */
  readonly isStored: boolean;
}

/** Out of a hundred; the rest are real records, new or changed. */
const SHARES: readonly (readonly [kind: string, share: number])[] = [
  ['sent again', 10],
  ['signed with another secret', 6],
  ['too old', 4],
  ['malformed JSON', 5],
  ['no trial', 4],
  ['another content type', 3],
  ['compressed', 2],
  ['too large', 1],
  ['empty', 2],
  ['id with another body', 3],
  ['broken record', 6],
];

/** Size limit of the service under this traffic; a body over it is refused. */
export const MAX_BODY_BYTES = 300_000;
const STRANGE_SECRET = `whsec_${Buffer.alloc(32, 99).toString('base64')}`;

export class Traffic {
  readonly #random: Random;
  readonly #records: readonly string[];
  readonly #trials: number;
  readonly #earlier: Webhook[] = [];
  #count = 0;

  /** Records come under `trials` numbers of our own, again and again. */
  constructor(random: Random, records: readonly string[], trials: number) {
    this.#random = random;
    this.#records = records;
    this.#trials = trials;
  }

  next(): Webhook {
    this.#count += 1;
    const id = `msg_${this.#count}`;
    let left = this.#random.between(1, 100);
    for (const [kind, share] of SHARES) {
      left -= share;
      if (left <= 0) return this.#bad(kind, id) ?? this.#record(id);
    }
    return this.#record(id);
  }

  #record(id: string): Webhook {
    return { kind: 'record', sent: { id, body: this.#body(), type: 'application/json' }, status: 202, isStored: true }; // prettier-ignore
  }

  /** A record that was answered: what comes again can only be one that is known. */
  answered(webhook: Webhook): void {
    if (webhook.kind !== 'record') return;
    // A few are kept to be sent again; all of them would be the memory this run is to measure.
    if (this.#earlier.length < 200) this.#earlier.push(webhook);
    else this.#earlier[this.#random.between(0, 199)] = webhook;
  }

  /** A real study under one of our numbers, changed on another day each time. */
  #body(): string {
    const number = `NCT${String(80_000_000 + this.#random.between(1, this.#trials))}`;
    const day = new Date(Date.UTC(2020, 0, 1 + (this.#count % 2_000))).toISOString().slice(0, 10);
    return this.#random
      .pick(this.#records)
      .replaceAll(/NCT\d{8}/g, number)
      .replace(/("lastUpdatePostDateStruct"\s*:\s*\{\s*"date"\s*:\s*")[^"]*/, `$1${day}`);
  }

  #bad(kind: string, id: string): Webhook | undefined {
    const refused = (status: number, sent: Partial<Sent>, isStored = false): Webhook => ({
      kind,
      sent: { id, body: this.#body(), type: 'application/json', ...sent },
      status,
      isStored,
    });
    const earlier = this.#earlier.length > 0 ? this.#random.pick(this.#earlier) : undefined;
    switch (kind) {
      case 'sent again':
        return earlier && { ...earlier, kind, isStored: false };
      case 'id with another body':
        return earlier && { ...refused(409, {}), sent: { ...earlier.sent, body: `${String(earlier.sent.body)} ` } }; // prettier-ignore
      case 'signed with another secret':
        return refused(401, { secret: STRANGE_SECRET });
      case 'too old':
        return refused(401, { at: new Date(Date.now() - 400_000) });
      case 'malformed JSON':
        return refused(400, { body: this.#body().slice(0, -this.#random.between(1, 400)) }, true);
      case 'no trial':
        return refused(202, { body: `{"some":"thing","number":${this.#random.between(0, 1e6)}}` }, true); // prettier-ignore
      case 'another content type':
        return refused(415, { type: 'application/xml' });
      case 'compressed':
        return refused(415, { body: gzipSync(this.#body()), headers: { 'content-encoding': 'gzip' } }); // prettier-ignore
      case 'too large':
        return refused(413, { body: 'x'.repeat(MAX_BODY_BYTES + 1) });
      case 'empty':
        return refused(400, { body: '' });
      default:
        return refused(202, { body: this.#broken() }, true);
    }
  }

  /** A record with values of the wrong kind in it. */
  #broken(): string {
    const wrong = this.#random.pick([
      'null',
      '[]',
      '{}',
      '"\\u0000"',
      '1e400',
      '"2024-99-99"',
      '""',
    ]);
    return this.#body().replace(/"(?:briefTitle|phases|conditions|date|measure)"\s*:\s*"(?:[^"\\]|\\.)*"/, (found) => `${found.split(':')[0] ?? ''}:${wrong}`); // prettier-ignore
  }
}
