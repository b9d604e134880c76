import { Command, Option } from 'commander';
import type { TransactionBundle } from '../bundle/bundle.ts';
import { convert, type Conversion } from '../convert.ts';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import { readRecords, type ReadRecord } from '../source/read-records.ts';
import {
  failOnOption,
  fhirOption,
  formatOption,
  sourceFormatOption,
  type FhirOptions,
  type ReportingOptions,
  type SourceOptions,
} from './options.ts';
import { openOutput } from './output.ts';
import { countTypes } from './report/report.ts';
import { nothingFound, startReporting } from './reporting.ts';
import { titleOf } from '../trial/title.ts';
import type { Terminal } from './terminal.ts';

const SHAPES = ['transaction', 'collection', 'ndjson'] as const;
type Shape = (typeof SHAPES)[number];

interface ConvertOptions extends ReportingOptions, SourceOptions, FhirOptions {
  readonly as: Shape;
  readonly output?: string;
}

export function convertCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('convert')
    .description('registry records -> FHIR bundles')
    .argument('<input...>', 'files, folders, or - for standard input')
    .addOption(fhirOption())
    .addOption(new Option('--as <shape>', 'what to print').choices(SHAPES).default('transaction'))
    .addOption(sourceFormatOption())
    .option('-o, --output <path>', 'folder (one file a record), or a .json or .ndjson file')
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report')
    .action(async (inputs: string[], options: ConvertOptions) => {
      exit(await runConvert(inputs, options, terminal, load(options.fhir)));
    });
}

async function runConvert(
  inputs: readonly string[],
  options: ConvertOptions,
  terminal: Terminal,
  definitions: Definitions,
): Promise<number> {
  const reporting = startReporting(options, definitions, terminal, 'stderr');
  const output = await openOutput(options.output, terminal);
  let records = 0;
  for await (const read of readRecords(
    inputs,
    terminal.stdin,
    options.from ? { format: options.from } : {},
  )) {
    records += 1;
    const conversion = conversionOf(read, definitions);
    const { bundle } = conversion;
    if (bundle) await output.write(read.stem, fileNameOf(conversion), texts(bundle, options.as));
    reporting.record({
      name: read.name,
      ...titlePart(conversion),
      resources: countTypes(bundle),
      issues: conversion.issues,
    });
  }
  if (records === 0) {
    reporting.record({
      name: inputs.join(' '),
      resources: new Map(),
      issues: [nothingFound('record')],
    });
  }
  return reporting.finish(await output.close());
}

/** The conversion of a record, or the reasons why an input held none. */
export function conversionOf(read: ReadRecord, definitions: Definitions): Conversion {
  return read.record ? convert(read.record, definitions) : { issues: read.issues, lineage: [] };
}

export function titlePart({ trial }: Conversion): { readonly title?: string } {
  const title = trial && titleOf(trial);
  return title === undefined ? {} : { title };
}

/** Registry id of the record, where it has one. */
function fileNameOf(conversion: Conversion): string | undefined {
  return conversion.trial?.identifiers.find(({ kind }) => kind === 'registry')?.id.value;
}

/** What is written for one bundle: documents, each to be printed alone or as a line. */
function texts(bundle: TransactionBundle, shape: Shape): readonly unknown[] {
  if (shape === 'ndjson') return bundle.entry.map(({ resource }) => resource);
  if (shape === 'transaction') return [bundle];
  const { meta, ...rest } = bundle;
  const entry = bundle.entry.map(({ fullUrl, resource }) => ({ fullUrl, resource }));
  return [{ ...rest, meta: { tag: meta.tag }, type: 'collection', entry }];
}
