/** The EvidenceVariable that says who may take part, among the resources of a converted trial, R4 or R5. */
import { raiseResource } from '../restore/raise.ts';
import { entriesOf } from '../restore/resources.ts';
import { codeSystem } from '../shared/canonical.ts';
import type { Issue, Noted } from '../shared/issue.ts';
import { asText, objectIn, objectsIn, type Json, type JsonObject } from '../shared/json.ts';

interface Raised {
  readonly resource: JsonObject;
  readonly fullUrl?: string;
}

export interface TrialCriteria {
  /** Title of the study, else of the variable. */
  readonly title: string;
  /** Identifier of the registry, where the study has one. */
  readonly id?: string;
  /** Characteristics in the shape of R5. */
  readonly characteristics: readonly JsonObject[];
}

/** Of a Bundle with one study, or an EvidenceVariable alone. */
export function eligibilityOf(document: Json): Noted<TrialCriteria | undefined> {
  const raised = entriesOf(document).map((entry) => ({
    ...entry,
    resource: raiseResource(entry.resource),
  }));
  const studies = raised.filter(({ resource }) => resource['resourceType'] === 'ResearchStudy');
  const variable = studies.length > 1 ? undefined : variableOf(raised, studies[0]);
  if (!variable) return { value: undefined, issues: [studies.length > 1 ? SEVERAL : ABSENT] };
  const study = studies[0]?.resource ?? {};
  const id = asText(objectsIn(study['identifier'])[0]?.['value']);
  const value = {
    title: asText(study['title']) || asText(variable['title']),
    ...(id !== '' && { id }),
    characteristics: objectsIn(variable['characteristic']),
  };
  return { value, issues: [] };
}

function variableOf(raised: readonly Raised[], study: Raised | undefined): JsonObject | undefined {
  const variables = raised.filter(
    ({ resource }) => resource['resourceType'] === 'EvidenceVariable',
  );
  const eligibility = objectIn(objectIn(study?.resource['recruitment'])['eligibility']);
  const target = asText(eligibility['reference']);
  const meant = variables.find(
    ({ resource, fullUrl }) =>
      target !== '' &&
      (target === fullUrl || target.endsWith(`EvidenceVariable/${asText(resource['id'])}`)),
  );
  const tagged = variables.find(({ resource }) =>
    objectsIn(objectIn(resource['meta'])['tag']).some(
      ({ system, code }) => system === codeSystem('trial-element-role') && code === 'eligibility',
    ),
  );
  const only = variables.length === 1 ? variables[0] : undefined;
  return (meant ?? tagged ?? only)?.resource;
}

const ABSENT: Issue = {
  severity: 'fatal',
  code: 'eligibility-absent',
  message:
    'There is no EvidenceVariable with criteria of eligibility among the resources; nothing compared. Give a registry record, or a Bundle that convert wrote.',
};

const SEVERAL: Issue = {
  severity: 'fatal',
  code: 'eligibility-absent',
  message:
    'There are several ResearchStudies among the resources; nothing compared. Give the Bundle of one of them.',
};
