/**
 * AuditEvent of one delivery, for servers whose operators want the record of who wrote what beside the data (the
 * source: AuditEvent of R4 4.0.1 and R5 5.0.0, code `transaction` of restful-interaction).
 */
import { CANONICAL, sid } from '../shared/canonical.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { JsonObject } from '../shared/json.ts';
import type { FhirClient } from './fhir-client.ts';

export interface Audited {
  /** Names this event for ever: it is created once however often it is sent. `[A-Za-z0-9_-]{1,64}` */
  readonly id: string;
  /** Instant. */
  readonly recorded: string;
  readonly isDelivered: boolean;
  /** Id of the study as this project writes it. */
  readonly trialKey: string;
  readonly jobId: string;
  readonly ordinal: number;
}

const TAG = `${CANONICAL}/audit-event`;
const CODES = 'http://terminology.hl7.org/CodeSystem';

/** Created under the condition that none of this name is there: an answer that was lost may be asked for again. */
export async function writeAuditEvent(
  client: FhirClient,
  fhir: FhirVersion,
  audited: Audited,
): Promise<void> {
  await client.send({
    method: 'POST',
    path: 'AuditEvent',
    body: toAuditEvent(fhir, audited),
    ifNoneExist: `_tag=${encodeURIComponent(`${TAG}|${audited.id}`)}`,
  });
}

export function toAuditEvent(fhir: FhirVersion, audited: Audited): JsonObject {
  const { id, recorded, isDelivered, trialKey, jobId, ordinal } = audited;
  const interaction = {
    system: 'http://hl7.org/fhir/restful-interaction',
    code: 'transaction',
    display: 'transaction',
  };
  const rest = { system: `${CODES}/audit-event-type`, code: 'rest', display: 'RESTful Operation' };
  const trialcast = { display: 'trialcast' };
  const shared = {
    resourceType: 'AuditEvent',
    meta: { tag: [{ system: TAG, code: id }] },
    action: 'E',
    recorded,
    agent: [{ who: trialcast, requestor: true }],
    source: { observer: trialcast },
  };
  const entity = [
    { what: { type: 'ResearchStudy', identifier: { system: sid('trial-key'), value: trialKey } } },
    { what: { identifier: { system: sid('job'), value: `${jobId}/${ordinal}` } } },
  ];
  if (fhir === 'r4')
    return { ...shared, type: rest, subtype: [interaction], outcome: isDelivered ? '0' : '8', entity }; // prettier-ignore
  const severity = isDelivered ? 'success' : 'error';
  return {
    ...shared,
    category: [{ coding: [rest] }],
    code: { coding: [interaction] },
    outcome: { code: { system: 'http://hl7.org/fhir/issue-severity', code: severity } },
    entity,
  };
}
