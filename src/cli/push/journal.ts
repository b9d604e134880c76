/**
 * What a run of `push` has delivered, so that an interrupted one can go on.
 *
 * One line for each record, on the disk before the next is begun; a line that was cut off by a crash counts for
 * nothing, and its record is sent again, which changes nothing on the server.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../shared/failure.ts';
import { asText, isJsonObject, type JsonObject } from '../../shared/json.ts';

/** What must be the same when a run goes on. */
export interface RunSubject {
  readonly server: string;
  readonly fhir: string;
  readonly orphans: string;
}

export interface Journal {
  readonly run: string;
  /** Names the next record of that content: the same record twice in an input is two deliveries, in their order. */
  next(sha256: string): string;
  has(key: string): boolean;
  add(key: string): Promise<void>;
  /** `isComplete`: nothing is left to go on with. */
  close(isComplete: boolean): Promise<void>;
}

export async function startJournal(
  folder: string,
  subject: RunSubject,
  now: Date,
): Promise<Journal> {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const run = `${stamp}-${randomBytes(3).toString('hex')}`;
  const path = pathOf(folder, run);
  await mkdir(join(folder, 'push'), { recursive: true });
  const file = await open(path, 'ax');
  await append(file, { run, ...subject });
  return journal({ run, path, file, done: new Set() });
}

export async function resumeJournal(
  folder: string,
  run: string,
  subject: RunSubject,
): Promise<Journal> {
  const path = pathOf(folder, run);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Failure(
      'usage',
      `There is no run ${run} in ${folder} to go on with; a run that is complete leaves none.`,
    );
  }
  const [head, ...lines] = text.split('\n').map(parsed);
  const differs = Object.entries<string>({ ...subject }).find(
    ([name, value]) => head?.[name] !== value,
  );
  if (differs) {
    const [name, value] = differs;
    throw new Failure(
      'usage',
      `The run ${run} had ${name} ${asText(head?.[name]) || 'unknown'}, not ${value}.`,
    );
  }
  const file = await open(path, 'a');
  // What a crash cut off must not run into the next line.
  if (!text.endsWith('\n')) await file.write('\n');
  const keys = lines.map((line) => asText(line?.['delivered'])).filter((key) => key !== '');
  return journal({ run, path, file, done: new Set(keys) });
}

/** The run's name comes from outside and becomes part of a path. */
function pathOf(folder: string, run: string): string {
  if (/^[\w-]{1,60}$/.test(run)) return join(folder, 'push', `${run}.ndjson`);
  throw new Failure('usage', `"${run}" is not the name of a run.`);
}

interface JournalParts {
  readonly run: string;
  readonly path: string;
  readonly file: FileHandle;
  readonly done: ReadonlySet<string>;
}

function journal({ run, path, file, done }: JournalParts): Journal {
  const seen = new Map<string, number>();
  // One line after the other, whoever comes first.
  let written: Promise<void> = Promise.resolve();
  return {
    run,
    next: (sha256) => {
      const count = (seen.get(sha256) ?? 0) + 1;
      seen.set(sha256, count);
      return `${sha256}#${count}`;
    },
    has: (key) => done.has(key),
    add: (key) => (written = written.then(() => append(file, { delivered: key }))),
    close: async (isComplete) => {
      await written;
      await file.close();
      if (isComplete) await rm(path);
    },
  };
}

async function append(file: FileHandle, line: JsonObject): Promise<void> {
  await file.appendFile(`${JSON.stringify(line)}\n`);
  await file.datasync();
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
