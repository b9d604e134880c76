/** What an attack finds: services as a user starts them, and what it may use against them. */
import type { StartedService } from './service.ts';

export interface Setting {
  /** Access open, a FHIR server that redirects. */
  readonly open: StartedService;
  /** Basic access, a small limit of time for requests, a low rate limit. */
  readonly guarded: StartedService;
  /** A host that must never be asked anything. */
  readonly canary: Canary;
  /** Real records, as their registry gave them. */
  readonly records: readonly string[];
}

export interface Canary {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly hits: readonly string[];
}

/** One attempt: what is tried, and how it is answered. */
export interface Attempt {
  readonly area: string;
  readonly what: string;
  /** Throws where the attempt succeeded; gives the answer, in words that do not change from run to run. */
  readonly run: (setting: Setting) => Promise<string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What no answer and no log line may hold. */
const LEAKS = [
  /\bat [\w.<>]+ \(?(?:file:|\/|node:)/,
  /\.(?:ts|js):\d+:\d+/,
  /node_modules|\/src\/server|\/dist\/server/,
  /root:x:0/,
  /whsec_[\w+/]|hunter2-password|metrics-token-1/,
];

export function requireNoLeak(text: string, where: string): void {
  const leak = LEAKS.find((pattern) => pattern.test(text));
  if (leak) throw new Error(`${where} leaks: ${leak.source}`);
}

/** The answer to a request; throws for one that tells more than it should. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  requireNoLeak(text, url);
  return { status: response.status, headers: response.headers, text };
}

interface Outcome {
  readonly resourceType?: unknown;
  readonly issue?: readonly { readonly details?: { readonly coding?: readonly { readonly code?: string }[] } }[]; // prettier-ignore
}

/** Throws unless the answer is this status, with an OperationOutcome; gives `401 signature-invalid`. */
export function refused(
  { status, text }: Pick<Answered, 'status' | 'text'>,
  wanted: number,
): string {
  const outcome = JSON.parse(text) as Outcome;
  const code = outcome.issue?.[0]?.details?.coding?.[0]?.code;
  if (status !== wanted || outcome.resourceType !== 'OperationOutcome' || code === undefined)
    throw new Error(`answered ${status} ${text.slice(0, 300)}, wanted ${wanted}`);
  return `${status} ${code}`;
}

export function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
