import { Option } from 'commander';
import { Failure } from '../shared/failure.ts';
import { FHIR_VERSIONS, type FhirVersion } from '../shared/fhir-version.ts';
import { FAIL_LIMITS, type FailLimit } from '../shared/issue.ts';
import { FORMATS, type Format } from '../shared/received.ts';
import { REPORT_FORMATS, type ReportFormat } from './report/report.ts';

/** Options every command that reports issues has. */
export interface ReportingOptions {
  readonly format: ReportFormat;
  readonly failOn: FailLimit;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

export interface FhirOptions {
  readonly fhir: FhirVersion;
}

export const formatOption = (): Option =>
  new Option('--format <format>', 'form of the report').choices(REPORT_FORMATS).default('text');
export const failOnOption = (): Option =>
  new Option('--fail-on <severity>', 'exit 1 at issues of this severity or worse')
    .choices(FAIL_LIMITS)
    .default('error');
export const fhirOption = (): Option =>
  new Option('--fhir <version>', 'FHIR version of the result').choices(FHIR_VERSIONS).default('r4');
export const sourceFormatOption = (): Option =>
  new Option('--from <format>', 'form of the records (default: seen from their content)').choices(
    FORMATS,
  );

/** Forms in which `restore` prints a trial. */
export const TRIAL_SHAPES = ['trial', 'ctgov'] as const;
export type TrialShape = (typeof TRIAL_SHAPES)[number];
export const trialShapeOption = (): Option =>
  new Option('--as <shape>', 'what to print: the trial, or ClinicalTrials.gov v2 JSON')
    .choices(TRIAL_SHAPES)
    .default('trial');

export interface SourceOptions {
  readonly from?: Format;
}

/** A server address from the command line: http or https, no credentials in it. */
export function serverUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Failure('usage', `--server ${text} is no http or https address.`);
  }
  if (url.username || url.password) {
    throw new Failure(
      'usage',
      '--server must not hold a password; set TRIALCAST_FHIR_TOKEN instead.',
    );
  }
  return text.replace(/\/+$/, '');
}
