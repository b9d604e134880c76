/** A record on its way to FHIR, as the checks need it: without validation, and without what is a copy of the record. */
import { toTransaction } from '../../src/bundle/transaction.ts';
import { interpret } from '../../src/interpret/interpret.ts';
import { mapTrial } from '../../src/map/map-trial.ts';
import type { FhirResource } from '../../src/map/resource.ts';
import type { MapContext } from '../../src/map/scope.ts';
import { parse } from '../../src/parse/parse.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Issue } from '../../src/shared/issue.ts';
import type { Json } from '../../src/shared/json.ts';
import type { Received } from '../../src/shared/received.ts';
import { loadTables } from '../../src/source/load-tables.ts';
import type { Trial } from '../../src/trial/trial.ts';

export interface Converted {
  readonly trial: Trial;
  readonly issues: readonly Issue[];
  readonly resources: readonly FhirResource[];
  readonly bytes: string;
}

export const contextOf = (fhir: FhirVersion): MapContext => ({
  fhir,
  version: 'invariants',
  releasedAt: '2026-01-01T00:00:00Z',
  tables: loadTables(fhir),
});

/** Undefined where no trial could be read. */
export function convertedOf(record: Received, context: MapContext): Converted | undefined {
  const parsed = parse(record);
  if (!parsed.value) return undefined;
  const understood = interpret(parsed.value);
  const mapped = mapTrial(understood.value, record, context);
  return {
    trial: understood.value,
    issues: [...parsed.issues, ...understood.issues, ...mapped.issues],
    resources: mapped.resources,
    bytes: JSON.stringify(toTransaction(mapped.resources, context.fhir)),
  };
}

/** The bundle as a reader gets it, with neither the source document nor any narrative. */
export function withoutCopies({ bytes }: Converted): Json {
  const bundle = JSON.parse(bytes) as {
    readonly entry: readonly { readonly resource: FhirResource }[];
  };
  const entry = bundle.entry
    .filter(({ resource }) => resource.resourceType !== 'DocumentReference')
    .map(({ resource: { text: _narrative, ...resource }, ...rest }) => ({ ...rest, resource }));
  return { ...bundle, entry } as unknown as Json;
}

/** Ids of what a record becomes. Provenance is a new one for each content of the source, by design. */
export const idsOf = ({ resources }: Converted): readonly string[] =>
  resources
    .filter(({ resourceType }) => resourceType !== 'Provenance')
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
