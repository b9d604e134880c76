import { Command, Option } from 'commander';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import { FHIR_VERSIONS } from '../shared/fhir-version.ts';
import { bySeverity, type Issue } from '../shared/issue.ts';
import { isJsonObject } from '../shared/json.ts';
import { parseJsonText } from '../parse/json-text.ts';
import { pieceName, readInputs, type Piece } from '../source/read-inputs.ts';
import { failOnOption, formatOption, type FhirOptions, type ReportingOptions } from './options.ts';
import { countTypes } from './report/report.ts';
import { nothingFound, startReporting } from './reporting.ts';
import type { Terminal } from './terminal.ts';

interface ValidateOptions extends ReportingOptions, FhirOptions {
  readonly profile: readonly string[];
}

export function validateCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('validate')
    .description('FHIR resources, bundles and NDJSON exports: what is wrong with them')
    .argument('<input...>', 'files, folders, or - for standard input')
    .addOption(
      new Option('--fhir <version>', 'FHIR version of the resources')
        .choices(FHIR_VERSIONS)
        .default('r4'),
    )
    .option('--profile <url>', 'also check against this profile (may be repeated)', collect, [])
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report, only the exit code')
    .action(async (inputs: string[], options: ValidateOptions) => {
      exit(await runValidate(inputs, options, terminal, load(options.fhir)));
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function runValidate(
  inputs: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
  definitions: Definitions,
): Promise<number> {
  const reporting = startReporting(options, definitions, terminal, 'stdout');
  let pieces = 0;
  for await (const piece of readInputs(inputs, terminal.stdin)) {
    pieces += 1;
    reporting.record(checked(piece, options.profile, definitions));
  }
  if (pieces === 0) {
    reporting.record({
      name: inputs.join(' '),
      resources: new Map(),
      issues: [nothingFound('resource')],
    });
  }
  return reporting.finish();
}

function checked(
  piece: Piece,
  profiles: readonly string[],
  definitions: Definitions,
): {
  readonly name: string;
  readonly resources: ReadonlyMap<string, number>;
  readonly issues: readonly Issue[];
} {
  const name = pieceName(piece);
  const { value: resource, issues: unreadable } = parseJsonText(piece.text);
  if (unreadable.length > 0) return { name, resources: new Map(), issues: unreadable };

  if (isJsonObject(resource) && resource['protocolSection'] !== undefined) {
    return { name, resources: new Map(), issues: [registryRecord(name)] };
  }
  const issues = definitions.validator.validate(resource, { profiles });
  return { name, resources: countTypes(resource), issues: bySeverity(issues) };
}

function registryRecord(name: string): Issue {
  return {
    severity: 'error',
    code: 'resource-type-unknown',
    message: `${name} is a ClinicalTrials.gov record, not a FHIR resource; run "trialcast convert" on it first.`,
  };
}
