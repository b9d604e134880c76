/**
 * Every issue code there is, with the OperationOutcome.issue.code it travels under
 * (http://hl7.org/fhir/R4/valueset-issue-type.html). Codes are API: never renamed, never reused.
 * docs/issues.md explains each; a test checks both directions.
 */
export const ISSUE_CODES = {
  // parse: the record as text
  'record-unreadable': 'structure',
  'record-empty': 'structure',
  'format-unknown': 'not-supported',
  'record-too-large': 'too-long',
  'line-unused': 'informational',
  'line-role-ambiguous': 'informational',
  'field-unused': 'informational',
  'field-wrong-type': 'value',
  'results-not-modelled': 'not-supported',
  'outcome-split-uncertain': 'informational',
  'registry-id-invalid': 'value',
  // interpret: prose to structure
  'prose-conflict': 'conflict',
  'prose-read': 'informational',
  'list-taken-apart': 'informational',
  'criteria-not-split': 'informational',
  'arm-reference-unknown': 'not-found',
  // map: trial to FHIR
  'code-unknown': 'code-invalid',
  'status-absent': 'required',
  'title-absent': 'required',
  'date-invalid': 'value',
  'text-cleaned': 'value',
  'country-unknown': 'code-invalid',
  'name-duplicate': 'duplicate',
  // restore: FHIR to trial
  'study-foreign': 'informational',
  'restore-incomplete': 'not-found',
  // validate: the JSON text itself
  'json-invalid': 'structure',
  'json-too-deep': 'structure',
  'json-not-utf8': 'structure',
  'json-duplicate-key': 'structure',
  'json-number-out-of-range': 'value',
  'json-number-imprecise': 'value',
  // validate: resource against definitions
  'unknown-property': 'structure',
  'wrong-type': 'structure',
  'required-missing': 'required',
  'too-many': 'structure',
  'too-few': 'required',
  'empty-value': 'structure',
  'choice-repeated': 'structure',
  'value-format': 'value',
  'fixed-value': 'value',
  'value-too-long': 'too-long',
  'binding-required': 'code-invalid',
  'binding-extensible': 'code-invalid',
  'code-not-in-system': 'code-invalid',
  'slice-missing': 'required',
  'slice-too-many': 'structure',
  'slice-unmatched': 'structure',
  'extension-unknown': 'extension',
  'invariant-failed': 'invariant',
  'reference-dangling': 'not-found',
  'reference-wrong-type': 'structure',
  'bundle-rule': 'structure',
  'narrative-invalid': 'structure',
  'profile-unknown': 'not-supported',
  'resource-type-unknown': 'structure',
  'checked-against': 'informational',
  'not-checked': 'informational',
  // deliver and serve
  'delivery-failed': 'transient',
  'server-refused': 'processing',
  'request-invalid': 'invalid',
  unauthorized: 'security',
  'not-found': 'not-found',
  'method-not-allowed': 'not-supported',
  'media-type-unsupported': 'not-supported',
  throttled: 'throttled',
  'internal-error': 'exception',
} as const;

export type IssueCode = keyof typeof ISSUE_CODES;
