/** What is known of one patient: the resources of a Bundle that are about them. */
import type { Issue, Noted } from '../shared/issue.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../shared/json.ts';
import { entriesOf, type Entry } from '../restore/resources.ts';
import { tokenOf } from '../map/analytes.ts';
import { effectiveOf, type Dated } from './dates.ts';

/** An Observation or one component of it. */
export interface Reading {
  /** `Observation/1`. */
  readonly reference: string;
  /** Where its value, dataAbsentReason and referenceRange are. */
  readonly holder: JsonObject;
  readonly dated?: Dated;
  /** It has a modifierExtension, so nothing may be concluded from it. */
  readonly isModified: boolean;
}

export interface PatientRecord {
  readonly reference: string;
  readonly patient: JsonObject;
  /** Readings by each of their codes: `http://loinc.org|718-7`. */
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
}

/** A result that was taken back, or is none yet. */
const VOID: ReadonlySet<string> = new Set(['entered-in-error', 'cancelled', 'registered']);

/**
 * Opens a Bundle of any type, R4 or R5.
 *
 * @param patientId id of the patient, where the Bundle has several
 */
export function openPatient(document: Json, patientId?: string): Noted<PatientRecord | undefined> {
  const entries = entriesOf(document);
  const patients = entries.filter(({ resource }) => resource['resourceType'] === 'Patient');
  const meant =
    patientId === undefined
      ? patients
      : patients.filter(({ resource }) => resource['id'] === patientId);
  const [patient] = meant;
  if (!patient || meant.length > 1) {
    return { value: undefined, issues: [notOne(meant.length, patientId)] };
  }
  const observations = entries.filter(
    ({ resource }) =>
      resource['resourceType'] === 'Observation' && !VOID.has(asText(resource['status'])),
  );
  const own = observations.filter(({ resource }) => isAbout(resource, patient));
  const value = {
    reference: nameOf(patient),
    patient: patient.resource,
    readings: readingsOf(own),
  };
  const others = observations.length - own.length;
  return { value, issues: others === 0 ? [] : [leftOut(others)] };
}

const notOne = (count: number, id: string | undefined): Issue => ({
  severity: 'fatal',
  code: count === 0 ? 'patient-absent' : 'patient-ambiguous',
  message:
    count === 0
      ? `There is no Patient${id === undefined ? '' : ' with this id'} among the resources; nothing compared. Give a Bundle with the Patient and what is known of them.`
      : `There are ${count} Patients among the resources; nothing compared. Say which one is meant by their id.`,
});

const leftOut = (count: number): Issue => ({
  severity: 'information',
  code: 'observation-of-other',
  message: `${count} Observation${count === 1 ? ' is' : 's are'} about nobody or about another patient; not looked at.`,
});

/** `Patient/1`; without an id the fullUrl, or the place in the Bundle. */
function nameOf({ resource, fullUrl, pointer }: Entry): string {
  const id = asText(resource['id']);
  return id === '' ? (fullUrl ?? pointer) : `${asText(resource['resourceType'])}/${id}`;
}

function isAbout({ subject }: JsonObject, { resource, fullUrl = '' }: Entry): boolean {
  if (!isJsonObject(subject)) return false;
  const target = asText(subject['reference']).replace(/\/_history\/[^/]*$/, '');
  if (target === '') return isIdentifier(objectIn(subject['identifier']), resource);
  if (target === fullUrl) return true;
  const local = `Patient/${asText(resource['id'])}`;
  const isElsewhere = target.includes(':') && fullUrl.includes('://');
  return target === local || (!isElsewhere && target.endsWith(`/${local}`));
}

function isIdentifier({ system, value }: JsonObject, patient: JsonObject): boolean {
  return (
    value !== undefined &&
    objectsIn(patient['identifier']).some(
      (own) => own['system'] === system && own['value'] === value,
    )
  );
}

function readingsOf(observations: readonly Entry[]): PatientRecord['readings'] {
  const readings = new Map<string, Reading[]>();
  for (const entry of observations) {
    const dated = effectiveOf(entry.resource);
    const isModified = objectsIn(entry.resource['modifierExtension']).length > 0;
    for (const holder of [entry.resource, ...objectsIn(entry.resource['component'])]) {
      const reading = { reference: nameOf(entry), holder, isModified, ...(dated && { dated }) };
      for (const { system, code } of objectsIn(objectIn(holder['code'])['coding'])) {
        const token = tokenOf(asText(system), asText(code));
        const known = readings.get(token);
        if (known) known.push(reading);
        else readings.set(token, [reading]);
      }
    }
  }
  return readings;
}

/** The readings of any of these codes that none other of them is later than, up to the end of a day. */
export function latestOf(
  { readings }: PatientRecord,
  tokens: readonly string[],
  until: number,
): readonly Reading[] {
  const all = new Set(tokens.flatMap((token) => readings.get(token) ?? []));
  const known = [...all].filter(({ dated }) => dated === undefined || dated.span.from <= until);
  const latest = known.reduce(
    (last, { dated }) => Math.max(last, dated?.span.from ?? -Infinity),
    -Infinity,
  );
  return known.filter(({ dated }) => dated === undefined || dated.span.until >= latest);
}
