/**
 * How a resource of ours is known on a server that gives ids of its own (ADR 10).
 *
 * By the identifier of ours that its id was made of, where the id follows from it; else (Provenance, which has no
 * identifier, and a source document with the sender's own key) by a tag that holds the id. Never by a registry
 * number: a hospital's own study has the same.
 */
import type { TransactionBundle } from '../../bundle/bundle.ts';
import { sid } from '../../shared/canonical.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../shared/json.ts';

/** What a search or a condition asks for: `identifier=system|value` or `_tag=system|code`. */
export interface Identity {
  readonly parameter: 'identifier' | '_tag';
  readonly system: string;
  readonly value: string;
}

const ID_TAG = sid('resource-id');

/** The id that each identifier system of ours leads to. */
const IDS: ReadonlyMap<string, (value: string) => string> = new Map([
  [sid('study'), (value: string) => value],
  [sid('trial-element'), (value: string) => value.replaceAll('/', '-')],
  [sid('organization'), (value: string) => `org-${value}`],
  [sid('location'), (value: string) => `loc-${value}`],
  [sid('source-record'), (value: string) => `${value}-source`],
]);

/** Identity of a resource of ours, under its own id. */
export function identityOf(resource: JsonObject): Identity {
  const id = asText(resource['id']);
  const identifier = ownIdentifiers(resource).find((one) => one.id === id);
  return identifier
    ? { parameter: 'identifier', system: identifier.system, value: identifier.value }
    : { parameter: '_tag', system: ID_TAG, value: id };
}

/** The id of ours that a resource on a server stands for; undefined for one that says nothing of it. */
export function ownIdOf(resource: JsonObject): string | undefined {
  const tag = objectsIn(objectIn(resource['meta'])['tag']).find(({ system }) => system === ID_TAG);
  return tag ? asText(tag['code']) : ownIdentifiers(resource)[0]?.id;
}

export const studyIdentity = (key: string): Identity => ({
  parameter: 'identifier',
  system: sid('study'),
  value: key,
});

interface OwnIdentifier {
  readonly system: string;
  readonly value: string;
  readonly id: string;
}

function ownIdentifiers(resource: JsonObject): readonly OwnIdentifier[] {
  // A study has the sender's key too, which makes no id of a study.
  const isStudy = resource['resourceType'] === 'ResearchStudy';
  return objectsIn(resource['identifier']).flatMap((identifier) => {
    const [system, value] = [asText(identifier['system']), asText(identifier['value'])];
    const id = IDS.get(system)?.(value);
    const isMeant = !isStudy || system === sid('study');
    return id === undefined || !isMeant ? [] : [{ system, value, id }];
  });
}

export function hasIdentity(resource: JsonObject, identity: Identity): boolean {
  const { parameter, system, value } = identity;
  return parameter === 'identifier'
    ? objectsIn(resource['identifier']).some(
        (one) => one['system'] === system && one['value'] === value,
      )
    : objectsIn(objectIn(resource['meta'])['tag']).some(
        (one) => one['system'] === system && one['code'] === value,
      );
}

/** Identities of one parameter as its query: `identifier=system%7Cvalue,...`. */
export function queryOf(identities: readonly Identity[]): string {
  const tokens = identities.map(({ system, value }) =>
    encodeURIComponent(`${escaped(system)}|${escaped(value)}`),
  );
  return `${identities[0]?.parameter ?? 'identifier'}=${tokens.join(',')}`;
}

/** Characters that mean something in a parameter value (search.html#escaping). */
const escaped = (text: string): string => text.replaceAll(/[\\,|$]/g, String.raw`\$&`);

/** The bundle with an id tag on each resource that no identifier of ours identifies. */
export function withIdentityTags(bundle: TransactionBundle): TransactionBundle {
  const entry = bundle.entry.map((one) => {
    const resource = one.resource as unknown as JsonObject;
    const { parameter, system, value } = identityOf(resource);
    if (parameter === 'identifier') return one;
    const meta = objectIn(resource['meta']);
    const tag = [...objectsIn(meta['tag']), { system, code: value }];
    return { ...one, resource: { ...one.resource, meta: { ...meta, tag } } };
  });
  return { ...bundle, entry };
}
