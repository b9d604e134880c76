import { codeSystem } from './canonical.ts';
import { bySeverity, placeText, type Issue } from './issue.ts';
import { ISSUE_CODES } from './issue-codes.ts';
import type { JsonObject } from './json.ts';

/**
 * Issues as FHIR reports them: worst first, the stable code in `details`, the sentence in `diagnostics`.
 * What stands in `lead` comes before all others, whatever its severity.
 */
export function toOperationOutcome(
  issues: readonly Issue[],
  lead: readonly Issue[] = [],
): JsonObject {
  const all = [...lead, ...bySeverity(issues)];
  return {
    resourceType: 'OperationOutcome',
    // OperationOutcome.issue is 1..*: nothing found is said in words.
    issue: all.length === 0 ? [NOTHING_FOUND] : all.map(toIssue),
  };
}

const NOTHING_FOUND: JsonObject = {
  severity: 'information',
  code: 'informational',
  diagnostics: 'No issues were found.',
};

function toIssue(issue: Issue): JsonObject {
  const where = issue.place ? sourceText(issue.place) : undefined;
  return {
    ...spotPart(issue.place),
    severity: issue.severity,
    code: ISSUE_CODES[issue.code],
    details: {
      coding: [{ system: codeSystem('issue-code'), code: issue.code }],
      text: issue.message,
    },
    diagnostics: where === undefined ? issue.message : `${issue.message} (${where})`,
    ...(issue.expression !== undefined && { expression: [issue.expression] }),
  };
}

/** HL7's extensions for the line and column of an issue. */
export const ISSUE_LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
export const ISSUE_COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

function spotPart(place: Issue['place']): JsonObject {
  if (place?.kind !== 'lines' || place.column === undefined) return {};
  return {
    extension: [
      { url: ISSUE_LINE, valueInteger: place.first },
      { url: ISSUE_COLUMN, valueInteger: place.column },
    ],
  };
}

function sourceText(place: NonNullable<Issue['place']>): string {
  if (place.kind === 'lines' && place.column !== undefined)
    return `line ${place.first}, column ${place.column}`;
  return place.kind === 'lines' ? `source lines ${placeText(place)}` : `source ${placeText(place)}`;
}
