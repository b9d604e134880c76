/** The stub in a thread of its own, so that what it reads does not hold up the clock of the sender. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveStub } from './fhir-front.ts';

const front = await serveStub((workerData as { latencyMs: number }).latencyMs);
parentPort?.on('message', (order: 'hold' | 'open') => front[order]());
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort?.postMessage(front.url);
