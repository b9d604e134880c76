import { Worker } from 'node:worker_threads';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Received } from '../shared/received.ts';
import type { ThreadAnswer, ThreadRequest } from './convert-thread.ts';
import type { Converted } from './converted.ts';

/** Converts beside the loop that acknowledges records, so that no record waits for another's conversion. */
export interface Converter {
  /** Throws where the conversion broke, or its thread with it. */
  convert(received: Received, fhir: FhirVersion): Promise<Converted>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (converted: Converted) => void;
  readonly reject: (error: Error) => void;
}

/** `versions` are loaded at once. A thread that ends, as when a record takes all memory, is replaced at the next record. */
export function openConverter(versions: readonly FhirVersion[]): Converter {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let thread: Worker | undefined;

  const start = (): Worker => {
    const started = new Worker(threadFile(), { workerData: { versions } });
    const end = (error: Error): void => {
      if (thread === started) thread = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', (answer: ThreadAnswer) => {
      settle(waiting, answer);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', end);
    started.on('exit', () => end(new Error('the thread of conversions ended')));
    started.unref();
    return started;
  };
  thread = start();
  return {
    convert: (received, fhir) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        count += 1;
        waiting.set(count, { resolve, reject });
        thread.ref();
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
        thread.postMessage({ id: count, received, fhir } satisfies ThreadRequest);
      }),
    close: async () => {
      await thread?.terminate();
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: ThreadAnswer): void {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('converted' in answer) one?.resolve(answer.converted);
  else one?.reject(Object.assign(new Error('the conversion broke'), { stack: answer.error }));
}

/** The same file from source and from the package, where it is compiled. */
function threadFile(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./convert-thread.${extension}`, import.meta.url);
}
