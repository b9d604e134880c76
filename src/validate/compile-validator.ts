import type { Issue } from '../shared/issue.ts';
import { isJsonObject } from '../shared/json.ts';
import { checkBundle } from './bundle/bundle-rules.ts';
import {
  canonicalRule,
  checkTargetProfiles,
  codeableReferenceRule,
  referenceRule,
} from './bundle/references.ts';
import { attachmentRule } from './check/attachment.ts';
import { checkCanonicalUrl } from './check/canonical-url.ts';
import { codeRules } from './check/codings.ts';
import { checkContained } from './check/contained.ts';
import { brokenContext } from './check/context-invariant.ts';
import { contextNaming, isInContext } from './check/extension-context.ts';
import { modifierFault } from './check/extension-modifier.ts';
import { extensionRule, type Misplaced } from './check/extensions.ts';
import { identifierRule } from './check/identifier.ts';
import { narrativeRule } from './check/narrative.ts';
import { report, startRun } from './check/run.ts';
import type { Item, Plans, ResourceScope, Run } from './plan/plan.ts';
import { type Unsupported, invariantMaker } from './check/to-invariant.ts';
import type { Rules } from './check/rules.ts';
import { checkResource } from './check/walk.ts';
import { describeValidator } from './describe.ts';
import { toItem } from './fhirpath/item.ts';
import { compilePlans } from './plan/compile-plans.ts';
import { type ProfileSet, profileSet } from './profile/profile-set.ts';
import type { ResourceRule } from './resource/resource-rule.ts';
import { resourceRules } from './resource/resource-rules.ts';
import { checkWorkGroup } from './resource/work-group.ts';
import type { BaseDefinitions, ProfileDefinitions } from './structure-definition.ts';
import { type ProvesStructure, structureProof } from './schema/structure.ts';
import type { Units } from './terminology/outside.ts';
import { type Terminology, toTerminology } from './terminology/terminology.ts';
import { withoutVersion } from './terminology/value-set.ts';
import type { ValidateOptions, Validator } from './validator.ts';

// the schemas of a type take 25 ms to compile and save a few microseconds a resource: ADR 3
const SCHEMA_AFTER = 2000;

export interface CompileOptions {
  /** Resources of a type that are walked in full before its JSON Schema is compiled. */
  readonly schemaAfter?: number;
  /** Without it few units of UCUM are known, others are not checked, and quantities compare in one unit alone. */
  readonly units?: Units;
}

/**
 * Compiles definitions into a validator. Types and profiles compile on first use, so this returns at
 * once; what it returns never throws, whatever JSON it is given.
 */
export function compileValidator(
  base: BaseDefinitions,
  profiles: readonly ProfileDefinitions[] = [],
  { schemaAfter = SCHEMA_AFTER, units }: CompileOptions = {},
): Validator {
  const all = [base, ...profiles];
  const structures = all.flatMap((set) => set.structures);
  const terminology = toTerminology(
    all.flatMap((set) => set.codeSystems),
    all.flatMap((set) => set.valueSets),
    { languages: base.languages, ...(units && { units }) },
  );
  const unsupported: Unsupported = new Map();
  const toInvariant = invariantMaker(() => plans, unsupported);
  const plans: Plans = compilePlans(
    base.structures,
    terminology,
    toInvariant,
    base.fhirVersion === '5.0.0' ? 'R5' : 'R4',
  );
  const set = profileSet(structures, {
    plans: () => plans,
    toInvariant,
    terminology,
    problemOf: (url) => profiles.find(({ unusable }) => unusable?.has(url))?.unusable?.get(url),
    checkTarget: (targets, item, element, run) =>
      checkTargetProfiles(targets, item, element, set, plans, run),
  });
  const rules = toRules(
    plans,
    set,
    terminology,
    structureProof(plans, { compileAfter: schemaAfter }),
    resourceRules(plans, terminology, set.structureOf),
  );
  return {
    fhirVersion: base.fhirVersion,
    validate: (resource, options = {}) => validate(resource, options, rules),
    describe: (unchecked) => describeValidator(base, profiles, unsupported, unchecked),
  };
}

function toRules(
  plans: Plans,
  set: ProfileSet,
  terminology: Terminology,
  provesStructure: ProvesStructure,
  ofType: ReadonlyMap<string, ResourceRule>,
): Rules {
  return {
    plans,
    provesStructure,
    ofObject: new Map([
      ['Reference', referenceRule(plans)],
      ['CodeableReference', codeableReferenceRule(plans)],
      ['Attachment', attachmentRule],
      [
        'Extension',
        extensionRule(
          (url, item, run) => set.apply(url, item, run),
          misplacedExtension(set, plans),
        ),
      ],
      ['Identifier', identifierRule],
      ...codeRules(terminology),
    ]),
    ofPrimitive: new Map([
      ['canonical', canonicalRule],
      ['xhtml', narrativeRule],
    ]),
    ofProfile: (profile, value, plan, run) => {
      set.apply(profile, toItem(value, plan.type, plan), run);
    },
    ofResource: (scope, run) => {
      ofType.get(scope.plan.type)?.(scope.value, run);
      checkWorkGroup(scope.value, run);
      if (scope.plan.type === 'Bundle') checkBundle(scope.value, plans, run);
      checkContained(scope, plans, run);
      checkCanonicalUrl(scope, run);
      checkDeclared(scope, set, run);
      checkAsked(scope, set, run);
    },
  };
}

function misplacedExtension(set: ProfileSet, plans: Plans): Misplaced {
  const namesOf = contextNaming();
  return (url, item, member, run) => {
    const structure = set.structureOf(url);
    if (structure === undefined) return undefined;
    const fault = modifierFault(structure, member, set.structureOf);
    if (fault !== undefined) return fault;
    if (!isInContext(structure, namesOf(run))) return '';
    const rule = brokenContext(structure, item, plans, run);
    return rule === undefined ? undefined : `: ${rule}`;
  };
}

/** The profiles a resource names itself. */
function checkDeclared({ value, plan }: ResourceScope, set: ProfileSet, run: Run): void {
  const { meta } = value;
  const declared = isJsonObject(meta) && Array.isArray(meta['profile']) ? meta['profile'] : [];
  for (const [index, canonical] of declared.entries()) {
    if (typeof canonical !== 'string') continue;
    run.path.push('meta', 'profile', index);
    const isKnown = checkFitting(canonical, toItem(value, plan.type, plan), set, run);
    for (let step = 0; step < 3; step += 1) run.path.pop();
    if (isKnown) set.apply(withoutVersion(canonical), toItem(value, plan.type, plan), run);
  }
}

/** The profiles the caller asks for: of the resource given, and of those in a Bundle. */
function checkAsked(
  { value, plan, container, depth }: ResourceScope,
  set: ProfileSet,
  run: Run,
): void {
  if (container !== undefined) return;
  const asked = [...(depth === 1 ? run.profiles : []), ...(run.profilesFor?.(plan.type) ?? [])];
  const item = toItem(value, plan.type, plan);
  for (const profile of asked)
    if (checkFitting(profile, item, set, run)) set.apply(withoutVersion(profile), item, run);
}

function checkFitting(canonical: string, item: Item, set: ProfileSet, run: Run): boolean {
  const url = withoutVersion(canonical);
  const type = set.typeOf(url);
  if (type === undefined) {
    const problem = set.problemOf(url);
    const why = problem === undefined ? 'is not loaded' : `cannot be used: ${problem}`;
    report(run, 'profile-unknown', `The profile ${url} ${why}; not checked against it.`, 'warning');
    return false;
  }
  if (item.plan?.lineage.includes(type) === true) return true;
  report(run, 'wrong-type', `The profile ${url} is for ${type}; the resource is a ${item.type}.`);
  return false;
}

function validate(resource: unknown, options: ValidateOptions, rules: Rules): readonly Issue[] {
  const run = startRun(options);
  const type = isJsonObject(resource) ? resource['resourceType'] : undefined;
  run.path.push(
    typeof type === 'string' && rules.plans.resourceTypes.has(type) ? type : 'Resource',
  );
  checkResource(resource, rules, run);
  return run.findings.issues();
}
