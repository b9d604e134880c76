import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report, reportAt, shown } from '../check/run.ts';
import type { Item, ObjectPlan, Plans, PropertyPlan, Run } from '../plan/plan.ts';
import { resourceItem } from '../fhirpath/navigate.ts';
import { lastSegment } from '../plan/compile-plans.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { referenceFault } from './reference-form.ts';
import { type Resolution, resolveReference, typeOfReference } from './resolve-reference.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** Reference: its target exists where it must, and is of a type (and profile) the element allows. */
export function referenceRule(
  plans: Plans,
): (value: JsonObject, property: PropertyPlan, run: Run) => void {
  return ({ reference, type }, property, run) => {
    checkTypeForm(type, run);
    if (typeof reference !== 'string') {
      if (typeof type === 'string') checkType(lastSegment(type), property, plans, run);
      return;
    }
    const fault = referenceFault(reference, run.bundle);
    if (fault !== undefined) {
      report(run, 'value-format', fault);
      return;
    }
    const found = resolveReference(reference, run);
    if (found.kind === 'dangling' || isToItself(reference, plans, run)) {
      reportDangling(reference, found, property, run);
      return;
    }
    if (found.kind === 'outside' && isBrought(property, run)) reportUnbrought(reference, run);
    const target = found.kind === 'found' ? asText(found.resource['resourceType']) : found.type;
    if (target === undefined) return;
    checkType(target, property, plans, run);
    if (typeof type === 'string' && lastSegment(type) !== target) {
      const message = `The reference says type ${shown(type)}; ${shown(reference)} is a ${target}.`;
      report(run, 'reference-wrong-type', message);
    }
  };
}

// http://hl7.org/fhir/R4/references-definitions.html#Reference.type
function checkTypeForm(type: unknown, run: Run): void {
  if (typeof type !== 'string' || !isAbsolute(type)) return;
  const message = `The type of a reference is a name; absolute ones like ${shown(type)} are for logical models only.`;
  reportAt(run, 'type', 'value-format', message);
}

// ref-1 of R5: only a contained resource refers to what contains it
function isToItself(reference: string, plans: Plans, run: Run): boolean {
  return reference === '#' && plans.release === 'R5' && run.resource?.container === undefined;
}

function reportDangling(
  reference: string,
  found: Resolution,
  property: PropertyPlan,
  run: Run,
): void {
  if (reference.startsWith('#')) {
    const message = `${shown(reference)} points to nothing that is contained in the resource (ref-1).`;
    report(run, 'reference-dangling', message);
    return;
  }
  if (isBrought(property, run)) {
    reportUnbrought(reference, run);
    return;
  }
  const hasNamesake = found.kind === 'dangling' && found.hasNamesake;
  const severity = hasNamesake && isWhole(run) ? 'error' : run.dangling;
  if (severity === 'ignore') return;
  const where = run.bundle === undefined ? 'among the resources at hand' : 'in the bundle';
  const hint = hasNamesake
    ? '; one of this type and id has a fullUrl that a relative reference here does not lead to'
    : '';
  const message = `${shown(reference)} points to nothing that is ${where}${hint}.`;
  report(run, 'reference-dangling', message, severity);
}

/** A document and a message are read far from any server: what they name by its id they bring. */
function isWhole({ bundle }: Run): boolean {
  return bundle?.type === 'document' || bundle?.type === 'message';
}

/**
 * References whose targets a document or message brings, whatever else is left out
 * (http://hl7.org/fhir/R4/documents.html#content, http://hl7.org/fhir/R4/messaging.html).
 */
const BROUGHT: ReadonlySet<string> = new Set([
  'Composition.subject',
  'Composition.encounter',
  'Composition.author',
  'Composition.attester.party',
  'Composition.custodian',
  'Composition.event.detail',
  'Composition.section.author',
  'Composition.section.focus',
  'Composition.section.entry',
  'MessageHeader.focus',
]);

function isBrought({ element }: PropertyPlan, run: Run): boolean {
  return (
    BROUGHT.has(element.id) &&
    isWhole(run) &&
    run.bundle?.first !== undefined &&
    run.bundle.first === run.resource?.value
  );
}

function reportUnbrought(reference: string, run: Run): void {
  const message = `${shown(reference)} is not in the ${run.bundle?.type ?? 'bundle'}, which has to bring it.`;
  report(run, 'reference-dangling', message);
}

function checkType(type: string, property: PropertyPlan, plans: Plans, run: Run): void {
  if (!plans.resourceTypes.has(type)) {
    report(
      run,
      'reference-wrong-type',
      `${shown(type)} is no resource type of FHIR ${plans.release}.`,
    );
    return;
  }
  const { targetTypes } = property.type;
  if (targetTypes === undefined || targetTypes.includes(type)) return;
  const message = `The reference leads to a ${type}; ${property.element.id} allows ${targetTypes.join(', ')}.`;
  report(run, 'reference-wrong-type', message);
}

/** CodeableReference (R5): the element says what its reference may lead to. */
export function codeableReferenceRule(
  plans: Plans,
): (value: JsonObject, property: PropertyPlan, run: Run) => void {
  return ({ reference: given }, property, run) => {
    if (!isJsonObject(given) || typeof given['reference'] !== 'string') return;
    const found = resolveReference(given['reference'], run);
    if (found.kind === 'dangling') return;
    const target = found.kind === 'found' ? asText(found.resource['resourceType']) : found.type;
    if (target === undefined || !plans.resourceTypes.has(target)) return;
    run.path.push('reference');
    checkType(target, property, plans, run);
    run.path.pop();
  };
}

/** Definitions are looked up by their canonical URL wherever they are published, not in the bundle. */
const PUBLISHED = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ConceptMap',
  'SearchParameter',
]);

/** canonical: a resource of the bundle must be of a type (and version) the element allows. */
export function canonicalRule(value: string, property: PropertyPlan, run: Run): void {
  const { bundle } = run;
  if (bundle === undefined || value.startsWith('#')) return;
  const url = withoutVersion(value);
  const target = bundle.byCanonical.get(url) ?? bundle.byFullUrl.get(url);
  if (target !== undefined) checkCanonicalType(asText(target['resourceType']), property, run);
  else if (isOfBundle(url, bundle.bases)) reportCanonical(value, run);
}

function isOfBundle(url: string, bases: ReadonlySet<string>): boolean {
  const type = typeOfReference(url);
  if (type === undefined || PUBLISHED.has(type)) return false;
  return [...bases].some((base) => url.startsWith(`${base}/${type}/`));
}

function reportCanonical(value: string, run: Run): void {
  if (run.dangling === 'ignore') return;
  const message = `${shown(value)} names a resource of this bundle's own base; the bundle has none.`;
  report(run, 'reference-dangling', message, run.dangling);
}

function checkCanonicalType(type: string, property: PropertyPlan, run: Run): void {
  const allowed = property.type.targetProfiles.map(lastSegment);
  if (allowed.length === 0 || allowed.includes(type) || allowed.includes('Resource')) return;
  const message = `The canonical leads to a ${type}; ${property.element.id} allows ${allowed.join(', ')}.`;
  report(run, 'reference-wrong-type', message);
}

/** What is known of profiles: as a set of them answers. */
interface Profiles {
  readonly typeOf: (url: string) => string | undefined;
  readonly fits: (url: string, target: Item, run: Run) => boolean | undefined;
}

/** A profile narrows the targets of a reference: by type, and by profile where the target is at hand. */
export function checkTargetProfiles(
  targets: readonly string[],
  item: Item,
  element: string,
  profiles: Profiles,
  plans: Plans,
  run: Run,
): void {
  const reference = referenceOf(item.value);
  if (typeof reference !== 'string') return;
  const found =
    item.type === 'canonical' ? canonicalTarget(reference, run) : resolveReference(reference, run);
  const target = found.kind === 'found' ? resourceItem(found.resource, plans) : undefined;
  const outside = found.kind === 'outside' ? plans.resource(found.type ?? '') : undefined;
  const verdicts = targets.map(withoutVersion).map((profile) => {
    if (outside !== undefined) return fitsType(profile, outside, profiles, plans);
    return target === undefined ? undefined : fitsTarget(profile, target, profiles, plans, run);
  });
  if (verdicts.length === 0 || verdicts.some((verdict) => verdict !== false)) return;
  const type = target?.type ?? outside?.type ?? '';
  const message = `${shown(reference)} leads to a ${type} that fits none of ${targets.join(', ')}, which ${element} demands.`;
  report(run, 'reference-wrong-type', message);
}

/** Of a canonical, a Reference or a CodeableReference. */
function referenceOf(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const { reference } = value;
  return isJsonObject(reference) ? reference['reference'] : reference;
}

function canonicalTarget(canonical: string, { bundle }: Run): Resolution {
  const resource = bundle?.byCanonical.get(withoutVersion(canonical));
  return resource === undefined
    ? { kind: 'outside', type: undefined }
    : { kind: 'found', resource };
}

function fitsTarget(
  profile: string,
  target: Item,
  profiles: Profiles,
  plans: Plans,
  run: Run,
): boolean | undefined {
  // a name under HL7's base is a type or one of its profiles
  if (profile.startsWith(BASE)) {
    const type = lastSegment(profile);
    if (target.plan?.lineage.includes(type) === true) return true;
    if (plans.resourceTypes.has(type)) return false;
  }
  return profiles.fits(profile, target, run);
}

/** Of a resource that is not at hand its type alone tells. */
function fitsType(
  profile: string,
  { lineage }: ObjectPlan,
  profiles: Profiles,
  plans: Plans,
): boolean | undefined {
  const name = profile.startsWith(BASE) ? lastSegment(profile) : '';
  const type =
    plans.resourceTypes.has(name) || name === 'Resource' ? name : profiles.typeOf(profile);
  return type === undefined ? undefined : lineage.includes(type);
}
