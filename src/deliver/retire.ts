/**
 * What becomes of a part that its trial's record no longer has (ADR 8), as content.
 *
 * Pure. A part that is already in its end state gives undefined: a push that is repeated writes nothing.
 */
import { CROSS_VERSION, sid } from '../shared/canonical.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../shared/json.ts';

/** When the record said so: business version and date of what it changes. */
export interface Revision {
  readonly version?: string;
  readonly date?: string;
}

/** A part as it stands once no record speaks of it: an inactive Group, a retired definition. */
export function retiredPart(stored: JsonObject, revision: Revision): JsonObject | undefined {
  if (stored['resourceType'] === 'Group') {
    return stored['active'] === false ? undefined : { ...contentOf(stored), active: false };
  }
  // `date` must change when the status does (canonicalresource.html).
  return stored['status'] === 'retired'
    ? undefined
    : { ...contentOf(stored), ...revision, status: 'retired' };
}

/**
 * The study of a number that now leads to another record. R5 has a status for it; in R4 the status stays what
 * the trial's was, and R5's stands beside it, for no R4 code says that a record is a duplicate.
 */
export function retiredStudy(
  stored: JsonObject,
  successor: JsonObject,
  isR4: boolean,
): JsonObject | undefined {
  const before = objectIn(stored['_status']);
  const others = objectsIn(before['extension']).filter(({ url }) => url !== RECORD_STATUS);
  const isRetired = isR4
    ? objectsIn(before['extension']).some(
        ({ url, valueCode }) => url === RECORD_STATUS && valueCode === 'retired',
      )
    : stored['status'] === 'retired';
  if (isRetired) return undefined;
  return {
    ...contentOf(stored),
    ...(isR4
      ? {
          _status: {
            ...before,
            extension: [...others, { url: RECORD_STATUS, valueCode: 'retired' }],
          },
        }
      : { status: 'retired' }),
    relatedArtifact: [...objectsIn(stored['relatedArtifact']), successorLink(successor)],
  };
}

const RECORD_STATUS = `${CROSS_VERSION}ResearchStudy.status`;

function successorLink(successor: JsonObject): JsonObject {
  const official = objectsIn(successor['identifier']).find(({ use }) => use === 'official');
  return {
    type: 'successor',
    display: `The registry leads from this number to ${asText(official?.['value'])}`,
    resource: urlOf(successor),
  };
}

function urlOf(study: JsonObject): string {
  const extension = objectsIn(study['extension']).find(
    ({ url }) => url === `${CROSS_VERSION}ResearchStudy.url`,
  );
  return asText(study['url'] ?? extension?.['valueUri']);
}

/** The study's own version and date: of R5's elements, or of the extensions that carry them in R4. */
export function revisionOf(study: JsonObject): Revision {
  const extensions = objectsIn(study['extension']);
  const inR4 = (element: string): JsonObject | undefined =>
    extensions.find(({ url }) => url === `${CROSS_VERSION}ResearchStudy.${element}`);
  const version = asText(study['version'] ?? inR4('version')?.['valueString']);
  const date = asText(study['date'] ?? inR4('date')?.['valueDateTime']);
  return { ...(version !== '' && { version }), ...(date !== '' && { date }) };
}

/**
 * A Provenance without references to what is deleted: servers refuse to delete what another resource refers
 * to. What it told of stays named, by identifier. Undefined where it refers to none of them.
 */
export function withoutTargets(
  provenance: JsonObject,
  deleted: ReadonlyMap<string, JsonObject>,
): JsonObject | undefined {
  const targets = objectsIn(provenance['target']);
  const isGone = (target: JsonObject): boolean => deleted.has(asText(target['reference']));
  if (!targets.some(isGone)) return undefined;
  return {
    ...contentOf(provenance),
    target: targets.map((target) => {
      const reference = asText(target['reference']);
      const resource = deleted.get(reference);
      return resource ? logicalReference(reference, resource) : target;
    }),
  };
}

/** A reference to what is deleted: by its identifier, which no server follows. */
export function logicalReference(reference: string, resource: JsonObject): JsonObject {
  const identifier = objectsIn(resource['identifier']).find(
    ({ system }) => system === sid('trial-element'),
  );
  return {
    type: asText(resource['resourceType']),
    ...(identifier && { identifier }),
    display: `${reference}, deleted since`,
  };
}

/** As it is sent back: without what the server itself writes into meta. HAPI adds `#requestid` to meta.source. */
function contentOf(stored: JsonObject): JsonObject {
  const {
    versionId: _versionId,
    lastUpdated: _lastUpdated,
    source,
    ...meta
  } = objectIn(stored['meta']);
  const from = asText(source).split('#', 1)[0] ?? '';
  return { ...stored, meta: { ...meta, ...(from !== '' && { source: from }) } };
}
