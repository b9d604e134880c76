/** The public API of trialcast: what is listed here is kept by SemVer, nothing else is. */
export { convert, type Conversion } from './convert.ts';
export { compareVersions, type Comparison, type Version } from './compare/compare.ts';
export type {
  BundleChanges,
  ChangedResource,
  GoneResource,
} from './compare/bundle/diff-bundles.ts';
export type { Change, ChangeKind, Side } from './compare/trial/change.ts';
export type { Section } from './compare/trial/sections.ts';
export type { Definitions } from './definitions.ts';
export type { BundleEntry, TransactionBundle } from './bundle/bundle.ts';
export {
  createFhirClient,
  type FhirClient,
  type FhirClientOptions,
} from './deliver/fhir-client.ts';
export { pushBundle, type PushOptions, type PushReport, type Pushed } from './deliver/push.ts';
export {
  explain,
  type Answer,
  type Explanation,
  type Source as ExplanationSource,
} from './explain/explain.ts';
export type { Knowledge } from './explain/knowledge.ts';
export type { ElementBlock, ElementRow, ElementRows, MadeElements } from './explain/rows.ts';
export type { FhirResource, LineageEntry } from './map/resource.ts';
export type { Evidence } from './match/check.ts';
export {
  matchPatient,
  type Match,
  type MatchedCheck,
  type MatchedCriterion,
  type Matching,
  type MatchOptions,
} from './match/match.ts';
export { splitRecords, type SplitOptions } from './parse/split-records.ts';
export { restoreBundle, type Restored } from './restore/restore.ts';
export { Failure, FAILURE_CODES, type FailureCode, type Retry } from './shared/failure.ts';
export { ORPHAN_POLICIES, type OrphanPolicy } from './shared/orphan-policy.ts';
export { ISSUE_CODES, type IssueCode } from './shared/issue-codes.ts';
export {
  bySeverity,
  worstSeverity,
  type Issue,
  type Noted,
  type Place,
  type Severity,
} from './shared/issue.ts';
export { FORMATS, toReceived, type Format, type Received } from './shared/received.ts';
export { loadDefinitions } from './source/load-definitions.ts';
export { loadElementRows } from './source/load-element-rows.ts';
export { ucumUnits } from './source/ucum.ts';
export type { Trial } from './trial/trial.ts';
export type { Units } from './validate/terminology/outside.ts';
export type { Target, ValidateOptions, Validator } from './validate/validator.ts';
