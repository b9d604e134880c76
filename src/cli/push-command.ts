import { Command, Option } from 'commander';
import type { TransactionBundle } from '../bundle/bundle.ts';
import { loadConfig } from '../config/config.ts';
import type { Conversion } from '../convert.ts';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import { openDestination } from '../deliver/destination.ts';
import { pushBundle, type PushReport } from '../deliver/push.ts';
import { Failure } from '../shared/failure.ts';
import { reachesLimit, type Issue } from '../shared/issue.ts';
import { ORPHAN_POLICIES, type OrphanPolicy } from '../shared/orphan-policy.ts';
import { readRecords } from '../source/read-records.ts';
import { conversionOf, titlePart } from './convert-command.ts';
import {
  failOnOption,
  fhirOption,
  formatOption,
  serverUrl,
  sourceFormatOption,
  type FhirOptions,
  type ReportingOptions,
  type SourceOptions,
} from './options.ts';
import { countTypes } from './report/report.ts';
import { startReporting } from './reporting.ts';
import type { Terminal } from './terminal.ts';

interface PushOptions extends ReportingOptions, SourceOptions, FhirOptions {
  readonly server: string;
  readonly dryRun?: boolean;
  readonly orphans: OrphanPolicy;
}

export function pushCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('push')
    .description('registry records -> FHIR bundles -> a FHIR server')
    .argument('<input...>', 'files, folders, or - for standard input')
    .requiredOption(
      '--server <url>',
      'base address of the FHIR server; TRIALCAST_FHIR_TOKEN holds its bearer token',
    )
    .addOption(fhirOption())
    .option('--dry-run', 'ask the server what would change, write nothing')
    .addOption(
      new Option(
        '--orphans <policy>',
        'parts on the server that the record no longer has: set to retired, deleted, or kept',
      )
        .choices(ORPHAN_POLICIES)
        .default('retire'),
    )
    .addOption(sourceFormatOption())
    .addOption(formatOption())
    .addOption(failOnOption())
    .option('-v, --verbose', 'show notes as well as warnings')
    .option('-q, --quiet', 'no report')
    .action(async (inputs: string[], options: PushOptions) => {
      exit(await runPush(inputs, options, terminal, load(options.fhir)));
    });
}

async function runPush(
  inputs: readonly string[],
  options: PushOptions,
  terminal: Terminal,
  definitions: Definitions,
): Promise<number> {
  const { fhirDefaults, proxy } = loadConfig(terminal.env);
  const baseUrl = serverUrl(options.server);
  const target = openDestination({ ...fhirDefaults, baseUrl }, { proxy });
  const reporting = startReporting(options, definitions, terminal, 'stderr');
  let failures = 0;
  for await (const read of readRecords(
    inputs,
    terminal.stdin,
    options.from ? { format: options.from } : {},
  )) {
    const conversion = conversionOf(read, definitions);
    const sent = await send(conversion, options, (bundle) =>
      pushBundle(bundle, target.client, {
        dryRun: options.dryRun === true,
        orphans: options.orphans,
      }),
    );
    failures += sent.issue ? 1 : 0;
    reporting.record({
      name: read.name,
      ...titlePart(conversion),
      resources: countTypes(conversion.bundle),
      issues: sent.issue ? [sent.issue, ...conversion.issues] : conversion.issues,
      note: sent.note,
    });
  }
  await target.close();
  const code = reporting.finish();
  return failures > 0 ? 3 : code;
}

async function send(
  { bundle, issues }: Conversion,
  options: PushOptions,
  push: (bundle: TransactionBundle) => Promise<PushReport>,
): Promise<{ readonly note: string; readonly issue?: Issue }> {
  if (!bundle || reachesLimit(issues, options.failOn)) return { note: 'not sent' };
  try {
    return { note: noteOf(await push(bundle), options.dryRun === true) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = `Not delivered: ${error.message} (${error.retry})`;
    return {
      note: 'not delivered',
      issue: { severity: 'error', code: 'delivery-failed', message },
    };
  }
}

function noteOf(report: PushReport, isDryRun: boolean): string {
  const { created, updated, unchanged, retired, deleted } = report;
  const counts = [
    `${created.length} created, ${updated.length} updated`,
    ...(retired.length > 0 ? [`${retired.length} retired`] : []),
    ...(deleted.length > 0 ? [`${deleted.length} deleted`] : []),
    `${unchanged.length} unchanged`,
  ].join(', ');
  return isDryRun ? `would be: ${counts}` : counts;
}
