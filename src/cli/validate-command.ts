import { Command, InvalidArgumentError, Option } from 'commander';
import { FHIR_VERSIONS } from '../shared/fhir-version.ts';
import type { Issue } from '../shared/issue.ts';
import { loadValidatorWithProfiles, type LoadedValidator } from '../source/load-validator.ts';
import { listInputs, MAX_BYTES, type Input } from '../source/read-inputs.ts';
import { failOnOption } from './options.ts';
import { VALIDATE_FORMATS, type RecordReport } from './report/report.ts';
import { nothingFound } from './reporting.ts';
import type { Terminal } from './terminal.ts';
import { loadAccepted, NOTHING_ACCEPTED, type Accepted } from './validate/accepted.ts';
import { heapBound } from './validate/bounded-heap.ts';
import { AskedProfiles } from './validate/asked-profiles.ts';
import { closeReport, openReport, startReport, type ValidateOptions } from './validate/output.ts';
import { startProgress } from './validate/progress.ts';
import { checkInputs, type RunEnd } from './validate/run.ts';

export function validateCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('validate')
    .description('FHIR resources, bundles and NDJSON exports: what is wrong with them')
    .argument('<input...>', 'files, folders, or - for standard input')
    .addOption(
      new Option('--fhir <version>', 'FHIR version of the resources')
        .choices(FHIR_VERSIONS)
        .default('r4'),
    )
    .option(
      '--package <path>',
      'FHIR package or folder of definitions (may be repeated)',
      collect,
      [],
    )
    .option(
      '--profile <url>',
      'also check resources of its type against this profile (may be repeated)',
      collect,
      [],
    )
    .addOption(
      new Option(
        '--references <policy>',
        'what a reference is that leads to nothing in the input (default: see docs/validate.md)',
      ).choices(['error', 'warning', 'ignore']),
    )
    .option('--accept <file>', 'accepted issues: counted, not told, not failing')
    .addOption(
      new Option('--format <format>', 'form of the report')
        .choices(VALIDATE_FORMATS)
        .default('text'),
    )
    .option('-o, --output <file>', 'write the report to this file, the summary to standard output')
    .option(
      '--max-issues <count>',
      'issues shown; all are counted (default: all, of html 1000)',
      count,
    )
    .option('--max-size <MiB>', 'largest document or line that is read', count, MAX_BYTES / MIB)
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings, and what has none')
    .option('-q, --quiet', 'no report, only the exit code')
    .action(async (inputs: string[], options: ValidateOptions) => {
      exit(await runValidate(inputs, options, terminal));
    });
}

const MIB = 1024 * 1024;
const RESOURCE_FILE = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It is no count.');
  return Number(value);
}

interface Prepared {
  readonly paths: readonly string[];
  readonly inputs: readonly Input[];
  /** Files of folders that are not read. */
  readonly skipped: readonly string[];
  readonly loaded: LoadedValidator;
  readonly profiles: AskedProfiles;
  readonly accepted: Accepted;
  readonly boundHeap: () => void;
}

/** Finds every fault of usage before anything is checked. */
async function prepare(
  paths: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<Prepared> {
  const accepted = options.accept ? loadAccepted(options.accept, today()) : NOTHING_ACCEPTED;
  const skipped: string[] = [];
  const inputs = await listInputs(paths, terminal.stdin, {
    accepts: (name) => RESOURCE_FILE.test(name),
    onSkipped: (name) => skipped.push(name),
  });
  const boundHeap = heapBound();
  const loaded = loadValidatorWithProfiles({ fhir: options.fhir, packages: options.package });
  const profiles = new AskedProfiles(options.profile, loaded);
  return { paths, inputs, skipped, loaded, profiles, accepted, boundHeap };
}

async function runValidate(
  paths: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<number> {
  const prepared = await prepare(paths, options, terminal);
  const { inputs, loaded, profiles, accepted, boundHeap } = prepared;
  const { validator } = loaded;
  const progress = startProgress(terminal, {
    total: totalOf(inputs, options),
    isQuiet: options.quiet === true,
    now: () => performance.now(),
  });
  const stream = await openReport(options, terminal);
  const report = startReport(options, terminal, { stream, accepted, progress });
  const notes = [...loaded.notes, ...skippedNote(prepared.skipped)];
  report.start({ ...validator.describe(), notes });
  const tell = async (record: RecordReport): Promise<void> => {
    progress.checked((await report.record(record)).filter(isError).length);
  };
  const { references, maxSize } = options;
  const isVerbose = options.verbose === true || options.format === 'json';
  const parts = { validator, profiles, references, isVerbose, progress, boundHeap };
  const end = await checkInputs(inputs, { ...parts, maxBytes: maxSize * MIB }, tell);
  for (const last of lastRecords(prepared, end, options)) await tell(last);
  progress.clear();
  const code = report.finish(
    { ...validator.describe(end.unchecked), notes: [...profiles.counts(), ...closingNotes(end)] },
    options.output,
  );
  await closeReport(stream, options);
  return code;
}

const isError = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal';

/** The day of the clock, for accepted issues that end. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Bytes that will be read; files that may refer to each other are read twice. */
function totalOf(inputs: readonly Input[], { references }: ValidateOptions): number {
  if (inputs.some(({ canReread }) => !canReread)) return 0;
  const bytes = inputs.reduce((sum, { size }) => sum + size, 0);
  return references === 'ignore' ? bytes : bytes * 2;
}

function skippedNote(skipped: readonly string[]): readonly string[] {
  if (skipped.length === 0) return [];
  const what = skipped.length === 1 ? '1 file' : `${skipped.length} files`;
  return [`Not read: ${what} whose name does not end in .json, .ndjson or .jsonl (.gz).`];
}

/** What can only be said when all is read. */
function lastRecords(
  { paths, profiles, accepted }: Prepared,
  end: RunEnd,
  { accept = '' }: ValidateOptions,
): readonly RecordReport[] {
  const name = paths.join(' ');
  const told = end.isEmpty ? [nothingFound('resource')] : profiles.unused();
  return [
    { name, issues: told },
    { name: accept, issues: accepted.unused() },
  ]
    .filter(({ issues }) => issues.length > 0)
    .map((each) => ({ ...each, resources: new Map<string, number>() }));
}

function closingNotes({ typesOutside }: RunEnd): readonly string[] {
  const outside = typesOutside.join(', ');
  return outside
    ? [`References to ${outside} lead out of the input; it has none of that type.`]
    : [];
}
