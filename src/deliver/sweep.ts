/**
 * The sweep: parts of a trial that the server has and the trial's record no longer has (ADR 8).
 *
 * Parts are found by the tag that names their trial, never by guessing ids. Only what carries the tag is ever
 * touched, and of it only the types a trial is alone to use: sites and sponsors have no tag, the study itself, its
 * source document and the Provenance of each version stay.
 */
import type { TransactionBundle } from '../bundle/bundle.ts';
import { PART_TYPES } from '../compare/bundle/diff-bundles.ts';
import { fhirVersionOf } from '../compare/bundle/fhir-version-of.ts';
import { registrySystem } from '../map/registry-systems.ts';
import { sid } from '../shared/canonical.ts';
import { asText, type JsonObject, objectsIn } from '../shared/json.ts';
import type { OrphanPolicy } from '../shared/orphan-policy.ts';
import { stepBeyond, type Step } from './plan.ts';
import type { Stored } from './read-current.ts';
import { retiredPart, retiredStudy, revisionOf, withoutTargets } from './retire.ts';
import { hasTag, type Tag } from './search.ts';
import { studyIdentity } from './strategy/identity.ts';
import { findByTag, type Session, type Wanted } from './strategy/session.ts';

export interface SweepParts {
  readonly policy: OrphanPolicy;
  /** Types the server knows: others cannot be on it. */
  readonly types: ReadonlySet<string>;
  readonly session: Session;
}

/** The tag all parts of a bundle's trial carry; undefined for a bundle that is none of ours. */
export function trialTagOf(bundle: TransactionBundle): Tag | undefined {
  return bundle.meta.tag.find(({ system }) => system === sid('study'));
}

/** `plan` with a step for each part that left the record; the given one where there is none. */
export async function sweep(
  bundle: TransactionBundle,
  plan: readonly Step[],
  current: ReadonlyMap<string, Stored>,
  parts: SweepParts,
): Promise<readonly Step[]> {
  const tag = trialTagOf(bundle);
  const study = studyIn(plan)?.resource;
  if (!tag || !study || parts.policy === 'keep') return plan;

  const known = new Set(plan.map(({ reference }) => reference));
  const aliases = aliasStudies(study, current);
  const tags = [...(isFirst(plan, tag) ? [] : [tag]), ...aliases.map(({ tag: own }) => own)];
  const orphans = await findParts(tags, known, parts);
  const gone =
    parts.policy === 'delete'
      ? await deletions(orphans, tags, known, parts)
      : retirements(orphans, study);
  return [...plan, ...gone, ...retiredAliases(aliases, study, bundle)];
}

/** Nothing of the trial is on the server, so nothing can have been left behind there. */
function isFirst(plan: readonly Step[], tag: Tag): boolean {
  return plan.every(({ resource, stored }) => !stored || !hasTag(resource, tag));
}

function studyIn(plan: readonly Step[]): Step | undefined {
  return plan.find(({ resource }) => resource['resourceType'] === 'ResearchStudy');
}

async function findParts(
  tags: readonly Tag[],
  known: ReadonlySet<string>,
  { types, session }: SweepParts,
): Promise<readonly Stored[]> {
  const searches = tags.flatMap((tag) =>
    PART_TYPES.filter((type) => types.has(type)).map((type) => findByTag(type, tag, session)),
  );
  const found = await Promise.all(searches);
  return found.flatMap((parts) =>
    [...parts].filter(([reference]) => !known.has(reference)).map(([, stored]) => stored),
  );
}

function retirements(orphans: readonly Stored[], study: JsonObject): readonly Step[] {
  const revision = revisionOf(study);
  return orphans.flatMap((stored) => {
    const resource = retiredPart(stored.resource, revision);
    return resource ? [stepBeyond('retire', stored, resource)] : [];
  });
}

/** Deletions, and the Provenances of earlier versions without their references to what is deleted. */
async function deletions(
  orphans: readonly Stored[],
  tags: readonly Tag[],
  known: ReadonlySet<string>,
  { session }: SweepParts,
): Promise<readonly Step[]> {
  if (orphans.length === 0) return [];
  const steps = orphans.map((stored) => stepBeyond('delete', stored));
  const deleted = new Map(steps.map(({ reference, resource }) => [reference, resource]));
  const provenances = await Promise.all(tags.map((tag) => findByTag('Provenance', tag, session)));
  const updates = provenances.flatMap((found) =>
    [...found].flatMap(([reference, stored]) => {
      const resource = known.has(reference) ? undefined : withoutTargets(stored.resource, deleted);
      return resource ? [stepBeyond('update', stored, resource)] : [];
    }),
  );
  return [...updates, ...steps];
}

interface AliasStudy {
  readonly tag: Tag;
  readonly stored: Stored;
}

/** Studies of numbers that now lead to this record, to be read along with the bundle's own resources. */
export function wantedAliases(bundle: TransactionBundle): readonly Wanted[] {
  const study = bundle.entry.find(({ resource }) => resource.resourceType === 'ResearchStudy');
  if (!study) return [];
  return aliasKeys(study.resource as unknown as JsonObject).map((key) => ({
    reference: toStudyReference(key),
    identity: studyIdentity(key),
  }));
}

function aliasKeys(study: JsonObject): readonly string[] {
  return objectsIn(study['identifier'])
    .filter(({ use, system }) => use === 'old' && system === registrySystem('ctgov'))
    .map(({ value }) => asText(value).toLowerCase())
    .filter((number) => /^nct\d{8}$/.test(number))
    .map((number) => `ctgov-${number}`)
    .filter((key) => key !== study['id']);
}

const toStudyReference = (key: string): string => `ResearchStudy/${key}`;

/** Only a study of our making is touched: another system's may have the same id and has not our tag. */
function aliasStudies(
  study: JsonObject,
  current: ReadonlyMap<string, Stored>,
): readonly AliasStudy[] {
  return aliasKeys(study).flatMap((key) => {
    const stored = current.get(toStudyReference(key));
    const tag = { system: sid('study'), code: key };
    return stored && hasTag(stored.resource, tag) ? [{ tag, stored }] : [];
  });
}

/** A study is never deleted, whatever the policy: its number stands in other people's data. */
function retiredAliases(
  aliases: readonly AliasStudy[],
  study: JsonObject,
  bundle: TransactionBundle,
): readonly Step[] {
  return aliases.flatMap(({ stored }) => {
    const resource = retiredStudy(stored.resource, study, fhirVersionOf(bundle) !== 'r5');
    return resource ? [stepBeyond('retire', stored, resource)] : [];
  });
}
