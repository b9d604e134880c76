import { Command, Option } from 'commander';
import type { LoadDefinitions } from '../definitions.ts';
import { spanOf } from '../match/dates.ts';
import { matchPatient, type Match, type MatchOptions as PatientOptions } from '../match/match.ts';
import { Failure } from '../shared/failure.ts';
import type { Issue } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';
import { pieceName, readInputs } from '../source/read-inputs.ts';
import { ucumUnits } from '../source/ucum.ts';
import { readPatient, readTrial } from './match/inputs.ts';
import { matchText } from './match/text.ts';
import {
  failOnOption,
  sourceFormatOption,
  type ReportingOptions,
  type SourceOptions,
} from './options.ts';
import { startReporting } from './reporting.ts';
import { hasColor, writeOut, type Terminal } from './terminal.ts';

const FORMATS = ['text', 'json'] as const;

interface MatchOptions extends Omit<ReportingOptions, 'format'>, SourceOptions {
  readonly format: (typeof FORMATS)[number];
  readonly json?: boolean;
  readonly on?: string;
  readonly patient?: string;
}

const HELP = `
TRIAL is a file with one record in any form that convert reads, a bundle that convert wrote, or its EvidenceVariable,
in R4 or R5. PATIENT is a FHIR Bundle with one Patient and their Observations; several bundles, of files or lines of
NDJSON, are matched one after the other. One of the two may be - for standard input.

met and not met are of the words of a criterion: an exclusion that is met excludes. What is not known is never
counted as met. The verdict is no failure: the exit code is 0 whatever it is, and 1 where the record or a bundle has
issues at or above --fail-on.`;

export function matchCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('match')
    .description(
      'a trial and a patient -> which criteria are met, not met, or unknown, and by what',
    )
    .argument('<trial>', 'a record, or the bundle it became')
    .argument('<patient>', 'a Bundle with the Patient and what is known of them')
    .option('--on <date>', 'day for which to match, such as 2026-11-21 (default: today)')
    .option('--patient <id>', 'id of the Patient, where the Bundle has several')
    .addOption(new Option('--format <format>', 'what to print').choices(FORMATS).default('text'))
    .option('--json', 'the same as --format json')
    .addOption(sourceFormatOption())
    .addOption(failOnOption())
    .option(
      '-v, --verbose',
      'show notes as well as warnings, and why criteria without any comparison are unknown',
    )
    .option('-q, --quiet', 'no report of issues')
    .addHelpText('after', HELP)
    .action(async (trial: string, patient: string, options: MatchOptions) => {
      exit(await runMatch([trial, patient], options, terminal, load));
    });
}

async function runMatch(
  [trialPath, patientPath]: readonly [string, string],
  options: MatchOptions,
  terminal: Terminal,
  load: LoadDefinitions,
): Promise<number> {
  if (trialPath === '-' && patientPath === '-') {
    throw new Failure('usage', 'Only one of the trial and the patient can be -.');
  }
  const on = dayOf(options.on ?? new Date().toISOString().slice(0, 10));
  const definitions = load('r5');
  const trial = await readTrial(trialPath, terminal.stdin, options, definitions);
  const reports = trial.report ? [trial.report] : [];
  for await (const { name, match, issues } of matches(trial.document, patientPath, terminal, {
    on,
    units: ucumUnits(),
    ...(options.patient !== undefined && { patientId: options.patient }),
  })) {
    if (issues.length > 0) reports.push({ name, resources: new Map(), issues });
    await writeOut(terminal.stdout, printed(match, options, terminal));
  }
  if (reports.length === 0) return 0;
  const reporting = startReporting({ ...options, format: 'text' }, definitions, terminal, 'stderr');
  for (const report of reports) reporting.record(report);
  return reporting.finish();
}

interface NamedMatch {
  /** Of the piece the patient came from. */
  readonly name: string;
  readonly match: Match;
  readonly issues: readonly Issue[];
}

async function* matches(
  trial: Json,
  path: string,
  { stdin }: Terminal,
  options: PatientOptions,
): AsyncGenerator<NamedMatch> {
  let isEmpty = true;
  for await (const piece of readInputs([path], stdin)) {
    isEmpty = false;
    const name = pieceName(piece);
    const { match, issues } = matchPatient(trial, readPatient(name, piece.text), options);
    if (!match) throw new Failure('usage', `${name}: ${issues[0]?.message ?? 'not matched.'}`);
    yield { name, match, issues };
  }
  if (isEmpty) throw new Failure('usage', `${path} holds no Bundle.`);
}

function dayOf(text: string): string {
  if (text.length === 10 && spanOf(text)) return text;
  throw new Failure('usage', `--on ${text} is no day such as 2026-11-21.`);
}

/** Of several patients each is one line of JSON. */
function printed(
  match: Match,
  { format, json, verbose }: MatchOptions,
  terminal: Terminal,
): string {
  if (json === true || format === 'json') return `${JSON.stringify(match)}\n`;
  return matchText(match, {
    hasColor: hasColor(terminal, 'stdout'),
    isVerbose: verbose === true,
  });
}
