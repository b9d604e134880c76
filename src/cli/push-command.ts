import { Command, InvalidArgumentError, Option } from 'commander';
import { loadConfig, type Config } from '../config/config.ts';
import type { Destination } from '../config/destination.ts';
import type { LoadDefinitions } from '../definitions.ts';
import { openDestination } from '../deliver/destination.ts';
import { FHIR_VERSIONS } from '../shared/fhir-version.ts';
import { ORPHAN_POLICIES } from '../shared/orphan-policy.ts';
import { listInputs } from '../source/read-inputs.ts';
import { readRecords } from '../source/read-records.ts';
import { startBar } from './bar.ts';
import {
  failOnOption,
  formatOption,
  sourceFormatOption,
  type ReportingOptions,
  type SourceOptions,
} from './options.ts';
import { resumeJournal, startJournal, type Journal } from './push/journal.ts';
import { pushAll, type PushRun } from './push/run.ts';
import { targetOf, type TargetOptions } from './push/target.ts';
import { Totals } from './push/totals.ts';
import { nothingFound, startReporting } from './reporting.ts';
import type { Terminal } from './terminal.ts';

interface PushOptions extends ReportingOptions, SourceOptions, TargetOptions {
  readonly dryRun?: boolean;
  readonly resume?: string;
}

export function pushCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('push')
    .description('registry records -> FHIR bundles -> a FHIR server')
    .argument('<input...>', 'files, folders, or - for standard input')
    .option(
      '--server <url>',
      'base address of the FHIR server; TRIALCAST_FHIR_TOKEN or TRIALCAST_FHIR_AUTH says how to sign in',
    )
    .addOption(
      new Option('--destination <name>', 'one of TRIALCAST_DESTINATIONS instead').conflicts(
        'server',
      ),
    )
    .addOption(
      new Option(
        '--fhir <version>',
        "FHIR version of the result (default: the destination's, else r4)",
      ).choices(FHIR_VERSIONS),
    )
    .option('--dry-run', 'ask the server what would change, write nothing')
    .addOption(
      new Option(
        '--orphans <policy>',
        "parts on the server that the record no longer has: set to retired, deleted, or kept (default: the destination's, else retire)",
      ).choices(ORPHAN_POLICIES),
    )
    .option(
      '--concurrency <n>',
      "records delivered at one time (default: the destination's, else 4)",
      toCount,
    )
    .addOption(
      new Option('--resume <run>', 'go on with that run: leave out what it delivered').conflicts(
        'dryRun',
      ),
    )
    .addOption(sourceFormatOption())
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report')
    .action(async (inputs: string[], options: PushOptions) => {
      exit(await runPush(inputs, options, terminal, load));
    });
}

const MAX_CONCURRENCY = 64;

function toCount(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_CONCURRENCY) return count;
  throw new InvalidArgumentError(`A whole number from 1 to ${MAX_CONCURRENCY}.`);
}

async function runPush(
  inputs: readonly string[],
  options: PushOptions,
  terminal: Terminal,
  load: LoadDefinitions,
): Promise<number> {
  const config = loadConfig(terminal.env);
  const destination = targetOf(config, options);
  const definitions = load(destination.fhir);
  const sizes = (await listInputs(inputs, terminal.stdin)).map(({ size }) => size);
  const journal =
    options.dryRun === true ? undefined : await journalOf(config, destination, options);
  const totals = new Totals();
  const run: PushRun = {
    target: openDestination(destination, { proxy: config.proxy }),
    definitions,
    reporting: startReporting(options, definitions, terminal, 'stderr'),
    totals,
    bar: startBar(terminal, {
      // A pipe tells no size; then nobody knows how much is left.
      total: sizes.includes(0) ? 0 : sizes.reduce((sum, size) => sum + size, 0),
      isQuiet: options.quiet === true,
      now: () => performance.now(),
      told: () => totals.short(),
    }),
    ...(journal && { journal }),
    failOn: options.failOn,
    concurrency: destination.concurrency,
  };
  const tell = teller(options, terminal);
  if (journal) tell(`Run ${journal.run}.`);
  let isComplete = false;
  try {
    const stopped = await pushAll(run, recordsOf(inputs, options, terminal, run));
    isComplete = stopped === undefined && totals.of('failed') === 0;
    return finish(run, inputs, options, stopped, tell);
  } finally {
    run.bar.clear();
    await journal?.close(isComplete);
    await run.target.close();
  }
}

function recordsOf(
  inputs: readonly string[],
  { from }: PushOptions,
  { stdin }: Terminal,
  { bar }: PushRun,
): ReturnType<typeof readRecords> {
  return readRecords(inputs, stdin, { onBytes: bar.bytes, ...(from && { format: from }) });
}

function finish(
  { reporting, totals, journal, bar }: PushRun,
  inputs: readonly string[],
  options: PushOptions,
  stopped: string | undefined,
  tell: (line: string) => void,
): number {
  bar.clear();
  if (totals.records === 0) {
    const issues = [nothingFound('record')];
    reporting.record({ name: inputs.join(' '), resources: new Map(), issues });
  }
  const code = reporting.finish();
  for (const line of totals.lines(options.dryRun === true)) tell(line);
  if (stopped !== undefined) tell('Stopped: what follows in the input was not sent.');
  const isOpen = stopped !== undefined || totals.of('failed') > 0;
  if (isOpen && journal) tell(`Go on with --resume ${journal.run}.`);
  return totals.of('failed') > 0 ? 3 : code;
}

/** Lines beside the report; one that is read by a program stays as it is. */
function teller(options: PushOptions, { stderr }: Terminal): (line: string) => void {
  const isHeard = options.quiet !== true && options.format !== 'json';
  return (line) => void (isHeard && stderr.write(`${line}\n`));
}

function journalOf(
  { dataFolder }: Config,
  { baseUrl, fhir, orphans }: Destination,
  { resume }: PushOptions,
): Promise<Journal> {
  const subject = { server: baseUrl, fhir, orphans };
  return resume === undefined
    ? startJournal(dataFolder, subject, new Date())
    : resumeJournal(dataFolder, resume, subject);
}
