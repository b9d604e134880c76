import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';

/** The folder beside the project with real registry data and the reference validator and server. */
export const SHARED = new URL('../../../shared/', import.meta.url);
export const JUDGE = fileURLToPath(new URL('hapi/validate', SHARED));
const SERVE = fileURLToPath(new URL('hapi/serve', SHARED));
const STUDIES = new URL('data/ctgov-json/studies.ndjson.gz', SHARED);
const PROFILES = fileURLToPath(new URL('../../profiles/', import.meta.url));

export const hasJudge = existsSync(JUDGE);
export const hasStudies = existsSync(STUDIES);
export const NO_JUDGE =
  'needs ../shared/hapi (the reference validator and server), which is not here';
export const NO_STUDIES = 'needs ../shared/data (real registry records), which is not here';

export function allStudies(): string[] {
  return gunzipSync(readFileSync(STUDIES)).toString('utf8').split('\n').filter(Boolean);
}

/** Every `step`-th of a list, so that a run in CI sees records from the whole of it. */
export function sample<T>(items: readonly T[], size: number): T[] {
  const step = Math.max(1, items.length / size);
  return Array.from(
    { length: Math.min(size, items.length) },
    (_, at) => items[Math.floor(at * step)] as T,
  );
}

export interface RecordFile {
  readonly name: string;
  readonly text: string;
}

function filesIn(folder: URL, ending: string): RecordFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

/** The five records of examples/. */
export function seedFiles(): RecordFile[] {
  return filesIn(new URL('../../examples/', import.meta.url), '.txt');
}

/** The first studies of test/corpus. */
export function studyFiles(count: number): RecordFile[] {
  return filesIn(new URL('../corpus/studies/', import.meta.url), '.json').slice(0, count);
}

export interface Verdict {
  readonly severity: string;
  readonly resource: string;
  readonly location: string;
  readonly message: string;
}

/** Errors and worse that the reference validator finds in the files, with our profiles of that version loaded. */
export async function judgeErrors(
  files: readonly string[],
  out: string,
  fhir: FhirVersion = 'r4',
): Promise<Verdict[]> {
  const args = [
    '--fhir',
    fhir,
    '--profiles',
    `${PROFILES}${fhir}`,
    '--min',
    'error',
    '--jobs',
    '2',
    '--json',
    out,
  ];
  await promisify(execFile)(JUDGE, [...args, ...files], { maxBuffer: 1 << 28 }).catch(
    (error: unknown) => {
      // Exit 1 says that errors were found: they are in the report.
      if ((error as { code?: number }).code !== 1) throw error;
    },
  );
  const report = JSON.parse(readFileSync(out, 'utf8')) as { inputs: { issues: Verdict[] }[] };
  return report.inputs
    .flatMap(({ issues }) => issues)
    .filter(({ severity }) => ['error', 'fatal'].includes(severity));
}

export interface RunningServer {
  readonly baseUrl: string;
  readonly process: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A real HAPI FHIR server on a loopback port; resolves when it answers. `settings` are its storage settings, `NAME=VALUE`. */
export async function startHapi(
  port: number,
  database?: string,
  fhir: FhirVersion = 'r4',
  settings: readonly string[] = [],
): Promise<RunningServer> {
  const args = [
    '--port',
    String(port),
    '--fhir',
    fhir,
    ...(database ? ['--db', database] : []),
    ...settings.flatMap((setting) => ['--set', setting]),
  ];
  const child = spawn(SERVE, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) if (line.startsWith('READY')) break;
  child.stdout.resume();
  return {
    baseUrl: `http://127.0.0.1:${port}/fhir`,
    process: child,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await ended;
    },
  };
}
