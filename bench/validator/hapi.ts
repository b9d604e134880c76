/**
 * The reference validator (HAPI) as a warm local service, with every answer kept on disk by the hash of
 * what was asked, so that a second run asks only what is new.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { freePort } from '../../test/free-port.ts';
import { JUDGE } from '../../test/full/judge.ts';
import type { Finding, Judged } from './judged.ts';
import { toPlace } from './place.ts';

const CACHE = new URL('../../build/validator-bench/', import.meta.url);
const PROFILES = new URL('../../profiles/', import.meta.url);
/** The largest examples are bundles of 35 MB: whoever needs longer than this for one gives no verdict. */
const TIMEOUT_MS = 45 * 60_000;

/** An issue as the service tells it; `pass` says which of its walks found it. */
interface HapiIssue {
  readonly severity: string;
  readonly location?: string;
  readonly message: string;
  readonly messageId?: string;
  readonly pass: string;
}

interface Kept {
  readonly key: string;
  readonly ms: number;
  readonly unable?: string;
  readonly issues: readonly HapiIssue[];
}

export interface Hapi {
  judge(text: string): Promise<Judged>;
  /** What is on disk already. */
  known(text: string): Judged | undefined;
  stop(): void;
}

/**
 * Our profiles are loaded where `profiles` is set, else the base specification alone.
 *
 * Asked are the validator's own verdicts. Left out: the second pass over each entry alone ("alone"), and the
 * walk over references that the wrapper adds ("references"): no part of HAPI. Kept is what HAPI finds and its
 * default policy hides, an entry that breaks the profile a reference demands: the specification demands it.
 */
export function openHapi(fhir: FhirVersion, profiles: boolean): Hapi {
  const name = `${fhir}${profiles ? `-profiles-${profileDigest(fhir)}` : ''}`;
  mkdirSync(CACHE, { recursive: true });
  const file = new URL(`hapi-${name}.ndjson`, CACHE);
  const kept = readKept(file);
  const server = lazyServer(fhir, profiles);
  const keyOf = (text: string): string =>
    createHash('sha256').update(text).digest('hex').slice(0, 32);
  return {
    known(text) {
      const answer = kept.get(keyOf(text));
      return answer && toJudged(answer);
    },
    async judge(text) {
      const key = keyOf(text);
      const known = kept.get(key);
      if (known !== undefined) return toJudged(known);
      const asked = { key, ...(await ask(server, text)) };
      kept.set(key, asked);
      appendFileSync(file, `${JSON.stringify(asked)}\n`);
      return toJudged(asked);
    },
    stop: () => {
      server.stop();
    },
  };
}

function readKept(file: URL): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  if (!existsSync(file)) return kept;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // a run that was ended may have left half a line
    if (!line.endsWith('}')) continue;
    try {
      const entry = JSON.parse(line) as Kept;
      kept.set(entry.key, entry);
    } catch {
      continue;
    }
  }
  return kept;
}

/** Verdicts on our profiles hold for these very profiles. */
function profileDigest(fhir: FhirVersion): string {
  const folder = new URL(`${fhir}/`, PROFILES);
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .toSorted();
  for (const path of files) hash.update(path).update(readFileSync(new URL(path, folder)));
  return hash.digest('hex').slice(0, 12);
}

interface Server {
  port(): Promise<number>;
  stop(): void;
}

/** Started when the first answer is not on disk; after a stop the next question starts a new one. */
function lazyServer(fhir: FhirVersion, profiles: boolean): Server {
  let child: ChildProcess | undefined;
  let ready: Promise<number> | undefined;
  const start = async (): Promise<number> => {
    const port = await freePort();
    const args = ['--fhir', fhir, '--no-each', '--unknown-profile', 'warning'];
    if (profiles) args.push('--profiles', fileURLToPath(new URL(fhir, PROFILES)));
    child = spawn(JUDGE, [...args, '--listen', String(port)], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, VALIDATE_HEAP: process.env['VALIDATE_HEAP'] ?? '6g' },
    });
    if (child.stdout === null) throw new Error('the reference validator has no output');
    for await (const line of createInterface({ input: child.stdout }))
      if (line.startsWith('READY')) break;
    child.stdout.resume();
    return port;
  };
  return {
    port: () => (ready ??= start()),
    stop: () => {
      child?.kill();
      ready = undefined;
    },
  };
}

async function ask(server: Server, text: string): Promise<Omit<Kept, 'key'>> {
  const port = await server.port();
  const started = performance.now();
  try {
    const report = JSON.parse(await post(port, text)) as {
      readonly error?: string;
      readonly inputs?: readonly { readonly issues: readonly HapiIssue[] }[];
    };
    const ms = Math.round(performance.now() - started);
    if (report.inputs === undefined) return { ms, unable: report.error ?? 'no report', issues: [] };
    const issues = report.inputs.flatMap((input) => input.issues);
    const failed = issues.find(({ message }) => message.startsWith('validator failed'));
    return {
      ms,
      ...(failed && { unable: failed.message }),
      issues: issues
        .filter(({ severity }) => severity !== 'information')
        .map(({ severity, location, message, messageId, pass }) => ({
          severity,
          ...(location !== undefined && { location }),
          message: message.slice(0, 400),
          ...(messageId !== undefined && { messageId }),
          pass,
        })),
    };
  } catch (error) {
    server.stop();
    const ms = Math.round(performance.now() - started);
    return { ms, unable: error instanceof Error ? error.message : String(error), issues: [] };
  }
}

function post(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/' }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        resolve(Buffer.concat(parts).toString('utf8'));
      });
      answer.on('error', reject);
    });
    sent.setHeader('Content-Type', 'application/fhir+json');
    sent.setTimeout(TIMEOUT_MS, () => sent.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    sent.on('error', reject);
    sent.end(text);
  });
}

/**
 * HAPI failing by itself, told as if the resource were at fault: for the snapshot of a StructureDefinition it looks
 * for a package that it was not given. All its other findings of the resource count.
 */
const OWN_FAILURE = /^Error generating Snapshot: Unable to resolve package id/;

function toJudged({ ms, unable, issues }: Kept): Judged {
  const own = issues.filter(
    ({ pass, message }) => pass !== 'references' && pass !== 'alone' && !OWN_FAILURE.test(message),
  );
  return { ms, ...(unable !== undefined && { unable }), findings: own.map(toFinding) };
}

function toFinding({ severity, location, message, messageId }: HapiIssue): Finding {
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    place: toPlace(location ?? ''),
    rule: messageId ?? '',
    message,
  };
}
