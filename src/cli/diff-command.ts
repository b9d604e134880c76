import { Command, Option } from 'commander';
import type { TransactionBundle } from '../bundle/bundle.ts';
import { fhirVersionOf } from '../compare/bundle/fhir-version-of.ts';
import { compareVersions, type Comparison, type Version } from '../compare/compare.ts';
import type { Conversion } from '../convert.ts';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import { parseJsonText } from '../parse/json-text.ts';
import { entriesOf } from '../restore/resources.ts';
import { restoreBundle } from '../restore/restore.ts';
import { Failure } from '../shared/failure.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { readRecords, type ReadRecord } from '../source/read-records.ts';
import { conversionOf, titlePart } from './convert-command.ts';
import { diffText } from './diff-text.ts';
import {
  failOnOption,
  fhirOption,
  sourceFormatOption,
  type FhirOptions,
  type ReportingOptions,
  type SourceOptions,
} from './options.ts';
import { countTypes } from './report/report.ts';
import { startReporting } from './reporting.ts';
import { writeOut, type Terminal } from './terminal.ts';

const FORMATS = ['text', 'json'] as const;

interface DiffOptions extends Omit<ReportingOptions, 'format'>, SourceOptions, FhirOptions {
  readonly format: (typeof FORMATS)[number];
}

const HELP = `
A and B are files with one record each, in any form that convert reads, or bundles that convert wrote; one of
them may be - for standard input. Differences are no failure: the exit code is 0 with and without them, and 1
where a record has issues at or above --fail-on.`;

export function diffCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('diff')
    .description('two versions of a record -> what changed, in words, as JSON, and in FHIR')
    .argument('<a>', 'the earlier version')
    .argument('<b>', 'the later version')
    .addOption(new Option('--format <format>', 'what to print').choices(FORMATS).default('text'))
    .addOption(fhirOption())
    .addOption(sourceFormatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report of issues')
    .addHelpText('after', HELP)
    .action(async (a: string, b: string, options: DiffOptions) => {
      exit(await runDiff([a, b], options, terminal, load(options.fhir)));
    });
}

async function runDiff(
  [a, b]: readonly [string, string],
  options: DiffOptions,
  terminal: Terminal,
  definitions: Definitions,
): Promise<number> {
  if (a === '-' && b === '-') throw new Failure('usage', 'Only one of A and B can be -.');
  const reporting = startReporting({ ...options, format: 'text' }, definitions, terminal, 'stderr');
  const versions = [];
  for (const path of [a, b]) {
    const read = await readOne(path, terminal, options);
    const converted = versionOf(read, options.fhir, definitions);
    reporting.record({
      name: read.name,
      ...titlePart(converted),
      resources: countTypes(converted.bundle),
      issues: converted.issues,
    });
    versions.push({ ...converted, path });
  }
  const [before, after] = versions.map(requireTrial);
  if (!before || !after) throw new TypeError('Two versions were read.');
  const comparison = compareVersions(before, after, definitions.tables);
  await writeOut(terminal.stdout, printed(comparison, [a, b], options));
  return reporting.finish();
}

function printed(
  comparison: Comparison,
  [before, after]: readonly [string, string],
  { format, fhir }: DiffOptions,
): string {
  if (format === 'text') return diffText(comparison, { before, after, fhir });
  return `${JSON.stringify({ before, after, fhir, ...comparison }, null, 2)}\n`;
}

/** The one record of an input; a list of them has no counterpart to be compared with. */
async function readOne(
  path: string,
  terminal: Terminal,
  { from }: SourceOptions,
): Promise<ReadRecord> {
  const found: ReadRecord[] = [];
  for await (const read of readRecords([path], terminal.stdin, from ? { format: from } : {})) {
    if (read.record) found.push(read);
    if (found.length > 1) throw new Failure('usage', `${path} holds several records; give one.`);
  }
  const [only] = found;
  if (!only) throw new Failure('usage', `${path} holds no record.`);
  return only;
}

/** A record converted; a bundle as it is, with the trial its elements say. */
function versionOf(read: ReadRecord, fhir: FhirVersion, definitions: Definitions): Conversion {
  const document = read.record && bundleIn(read.record.text);
  if (!document) return conversionOf(read, definitions);
  const bundle = document as unknown as TransactionBundle;
  const { trial, issues } = restoreBundle(document, [definitions.tables]);
  const written = trial && fhirVersionOf(bundle);
  if (written !== undefined && written !== fhir) {
    throw new Failure(
      'usage',
      `${read.name} is FHIR ${written.toUpperCase()}: say --fhir ${written}.`,
    );
  }
  return { ...(trial && { bundle, trial }), issues, lineage: [] };
}

/** The document of a text that is a FHIR Bundle with resources. */
function bundleIn(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const { value } = parseJsonText(text);
  const isBundle = isJsonObject(value) && value['resourceType'] === 'Bundle';
  return isBundle && entriesOf(value).length > 0 ? value : undefined;
}

function requireTrial({
  bundle,
  trial,
  issues,
  path,
}: Conversion & { readonly path: string }): Version {
  if (bundle && trial) return { bundle, trial };
  throw new Failure(
    'usage',
    `${path} cannot be compared: ${issues[0]?.message ?? 'no trial in it.'}`,
  );
}
