/** The pipe in a thread of its own: a record in, its conversion out, one after the other. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { convert } from '../convert.ts';
import type { Definitions } from '../definitions.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Received } from '../shared/received.ts';
import { loadDefinitions } from '../source/load-definitions.ts';
import { toConverted, type Converted } from './converted.ts';

export interface ThreadRequest {
  readonly id: number;
  readonly received: Received;
  readonly fhir: FhirVersion;
}

/** `error`: the stack of a bug. Its message may quote the record, so it is not in it. */
export type ThreadAnswer =
  | { readonly id: number; readonly converted: Converted }
  | { readonly id: number; readonly error: string };

const NICE = 10;

/** Records must be acknowledged while others are converted. On Linux this is the priority of the thread alone. */
function yieldToTheWeb(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(NICE);
  } catch {
    // Not allowed here: conversion takes its share like everything else.
  }
}

yieldToTheWeb();
const { versions } = workerData as { readonly versions: readonly FhirVersion[] };
const definitions = new Map<FhirVersion, Definitions>(
  versions.map((fhir) => [fhir, loadDefinitions(fhir)]),
);

function answerTo({ id, received, fhir }: ThreadRequest): ThreadAnswer {
  try {
    const loaded = definitions.get(fhir) ?? loadDefinitions(fhir);
    definitions.set(fhir, loaded);
    return { id, converted: toConverted(convert(received, loaded)) };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
    return { id, error: places.join('\n') };
  }
}

parentPort?.on('message', (request: ThreadRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(answerTo(request));
});
