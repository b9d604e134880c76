import { Command } from 'commander';
import type { Validator } from '../validate/validator.ts';
import { parseJsonText } from '../parse/json-text.ts';
import { entriesOf, type Entry } from '../restore/resources.ts';
import { restoreEntries, type Restored } from '../restore/restore.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import type { Issue } from '../shared/issue.ts';
import { FHIR_VERSIONS } from '../shared/fhir-version.ts';
import { loadTables } from '../source/load-tables.ts';
import { pieceName, readInputs, stemOf, type Piece } from '../source/read-inputs.ts';
import type { Trial } from '../trial/trial.ts';
import { titleOf } from '../trial/title.ts';
import {
  failOnOption,
  formatOption,
  trialShapeOption,
  type ReportingOptions,
  type TrialShape,
} from './options.ts';
import { openOutput, type Output } from './output.ts';
import { nothingFound, startReporting, type Reporting } from './reporting.ts';
import type { Terminal } from './terminal.ts';

interface RestoreOptions extends ReportingOptions {
  readonly as: TrialShape;
  readonly output?: string;
}

export function restoreCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return new Command('restore')
    .description('FHIR bundles back to the trial, or to ClinicalTrials.gov JSON')
    .argument('<input...>', 'bundles, NDJSON of resources, folders, or - for standard input')
    .addOption(trialShapeOption())
    .option('-o, --output <path>', 'folder (one file a study), or a .json or .ndjson file')
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report')
    .action(async (inputs: string[], options: RestoreOptions) => {
      exit(await runRestore(inputs, options, terminal));
    });
}

/** What a report of this command ends with: it says where a trial came from, it validates nothing. */
const DESCRIBED: { readonly validator: Pick<Validator, 'describe'> } = {
  validator: {
    describe: () => ({
      checkedAgainst: 'Restored from the elements alone, without source documents.',
      notChecked: 'Not validated: see trialcast validate.',
    }),
  },
};

async function runRestore(
  inputs: readonly string[],
  options: RestoreOptions,
  terminal: Terminal,
): Promise<number> {
  const reporting = startReporting(options, DESCRIBED, terminal, 'stderr');
  const output = await openOutput(options.output, terminal);
  const tables = FHIR_VERSIONS.map((fhir) => loadTables(fhir));
  const writer = { reporting, output, shape: options.as };
  // Resources that come one by one belong together: they are restored when all of them are there.
  const single: Entry[] = [];
  let pieces = 0;
  for await (const piece of readInputs(inputs, terminal.stdin)) {
    pieces += 1;
    const read = readPiece(piece);
    if (read.issue) reporting.record(emptyReport(pieceName(piece), read.issue));
    else if (read.isBundle) await write(restoreEntries(read.entries, tables), piece, writer);
    else single.push(...read.entries);
  }
  if (single.length > 0) await write(restoreEntries(single, tables), undefined, writer);
  if (pieces === 0) reporting.record(emptyReport(inputs.join(' '), nothingFound('bundle')));
  return reporting.finish(await output.close());
}

interface ReadPiece {
  readonly entries: readonly Entry[];
  readonly isBundle: boolean;
  readonly issue?: Issue;
}

function readPiece(piece: Piece): ReadPiece {
  const { value, issues } = parseJsonText(piece.text);
  const [issue] = issues;
  if (value === undefined || issue) {
    return { entries: [], isBundle: false, ...(issue && { issue }) };
  }
  const entries = entriesOf(value);
  const isBundle = isJsonObject(value) && value['resourceType'] === 'Bundle';
  return entries.length === 0 ? { entries, isBundle, issue: noFhir(value) } : { entries, isBundle };
}

function noFhir(value: Json): Issue {
  const isRecord = isJsonObject(value) && value['protocolSection'] !== undefined;
  return {
    severity: 'fatal',
    code: 'format-unknown',
    message: isRecord
      ? 'This is a ClinicalTrials.gov record already, not FHIR; nothing restored.'
      : 'The JSON is no FHIR resource and no Bundle with resources; nothing restored.',
  };
}

interface Writer {
  readonly reporting: Reporting;
  readonly output: Output;
  readonly shape: TrialShape;
}

async function write(
  studies: readonly Restored[],
  piece: Piece | undefined,
  { reporting, output, shape }: Writer,
): Promise<void> {
  const from = piece === undefined ? 'the resources' : pieceName(piece);
  if (studies.length === 0) reporting.record(emptyReport(from, NO_STUDY));
  for (const { name, trial, ctgov, issues } of studies) {
    const title = titleOf(trial);
    const stem = piece === undefined ? 'restored' : stemOf(piece.file);
    const isAlone = piece !== undefined && studies.length === 1;
    const file = registryIdOf(trial) ?? (isAlone ? undefined : name.split('/')[1]);
    await output.write(stem, file, [shape === 'ctgov' ? ctgov : trial]);
    reporting.record({
      name: `${from} ${name}`,
      ...(title !== undefined && { title }),
      resources: new Map([['ResearchStudy', 1]]),
      issues,
    });
  }
}

/** Names the file, as for `convert`. */
const registryIdOf = ({ identifiers }: Trial): string | undefined =>
  identifiers.find(({ kind }) => kind === 'registry')?.id.value;

const NO_STUDY: Issue = {
  severity: 'fatal',
  code: 'restore-incomplete',
  message: 'There is no ResearchStudy among the resources; nothing restored.',
};

const emptyReport = (name: string, issue: Issue) => ({
  name,
  resources: new Map<string, number>(),
  issues: [issue],
});
