/** What one element of a profile demands of a value: type, fixed value, pattern, binding, limits. */
import { isJsonObject } from '../../shared/json.ts';
import { checkAbsentCode, checkBinding } from '../check/bindings.ts';
import { fitsLength, lengthOf } from '../check/length.ts';
import { report, shown } from '../check/run.ts';
import type { ElementPlan, Item, Run } from '../plan/plan.ts';
import { compare, sameValue } from '../fhirpath/operators.ts';
import { toItem } from '../fhirpath/item.ts';
import type {
  ElementDefinition,
  ElementType,
  StructureDefinition,
} from '../structure-definition.ts';
import { elementBinding } from '../terminology/element-binding.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import type { Demand } from './profile.ts';

export interface ProfileChecks {
  readonly terminology: Terminology;
  readonly structureOf: (url: string) => StructureDefinition | undefined;
  /** Applies a profile to a value; reports nothing and tells whether it fits. */
  readonly fits: (profile: string, item: Item, run: Run) => boolean | undefined;
  /** Applies a profile to a value and reports. */
  readonly apply: (profile: string, item: Item, run: Run) => void;
  readonly checkTarget: (
    targetProfiles: readonly string[],
    item: Item,
    element: string,
    run: Run,
  ) => void;
}

export function demandsOf(
  element: ElementDefinition,
  base: ElementPlan | undefined,
  profile: string,
  checks: ProfileChecks,
): Demand[] {
  const rule = `${element.id} of ${profile}`;
  const demands = [
    typeDemand(element, base, rule),
    fixedDemand(element, rule),
    patternDemand(element, rule),
    lengthDemand(element, base, rule),
    limitDemand(element, 'minValue', rule, checks.terminology),
    limitDemand(element, 'maxValue', rule, checks.terminology),
    bindingDemand(element, base, rule, checks.terminology),
    ...profileDemands(element, base, rule, checks),
  ];
  return demands.filter((demand) => demand !== undefined);
}

function typeDemand(
  element: ElementDefinition,
  base: ElementPlan | undefined,
  rule: string,
): Demand | undefined {
  const allowed = new Set((element.type ?? []).map((type) => type.code));
  const isNarrower = base !== undefined && allowed.size > 0 && allowed.size < base.types.length;
  if (!isNarrower) return undefined;
  return (item, run) => {
    if (allowed.has(item.type) || allowed.has(item.plan?.type ?? '')) return;
    report(
      run,
      'wrong-type',
      `Found a value of type ${item.type}; ${rule} allows ${[...allowed].join(', ')}.`,
    );
  };
}

/** The value of `fixed[x]` or `pattern[x]`, whatever its type. */
export function choiceValue(element: ElementDefinition, name: string): unknown {
  for (const key in element) {
    if (key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))) return element[key];
  }
  return undefined;
}

function fixedDemand(element: ElementDefinition, rule: string): Demand | undefined {
  const fixed = choiceValue(element, 'fixed');
  if (fixed === undefined) return undefined;
  return (item, run) => {
    if (sameValue(item.value, fixed)) return;
    report(run, 'fixed-value', `Found ${shown(item.value)}; ${rule} fixes it to ${shown(fixed)}.`);
  };
}

function patternDemand(element: ElementDefinition, rule: string): Demand | undefined {
  const pattern = choiceValue(element, 'pattern');
  if (pattern === undefined) return undefined;
  return (item, run) => {
    if (fitsPattern(item.value, pattern)) return;
    report(
      run,
      'fixed-value',
      `Found ${shown(item.value)}; ${rule} needs the pattern ${shown(pattern)}.`,
    );
  };
}

/** http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_ */
export function fitsPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      pattern.every((wanted) => value.some((item) => fitsPattern(item, wanted)))
    );
  }
  if (!isJsonObject(pattern)) return value === pattern;
  return (
    isJsonObject(value) &&
    Object.keys(pattern).every((key) => fitsPattern(value[key], pattern[key]))
  );
}

function lengthDemand(
  { maxLength }: ElementDefinition,
  base: ElementPlan | undefined,
  rule: string,
): Demand | undefined {
  if (maxLength === undefined || maxLength === base?.maxLength) return undefined;
  return ({ value }, run) => {
    if (typeof value !== 'string' || fitsLength(value, maxLength)) return;
    report(
      run,
      'value-too-long',
      `The text has ${lengthOf(value)} characters; ${rule} allows ${maxLength}.`,
    );
  };
}

function limitDemand(
  element: ElementDefinition,
  name: 'minValue' | 'maxValue',
  rule: string,
  { inUnit }: Terminology,
): Demand | undefined {
  const limit = choiceValue(element, name);
  if (limit === undefined) return undefined;
  return (item, run) => {
    const order = compare([item], [toItem(limit, item.type, item.plan)], inUnit);
    if (order === undefined || (name === 'minValue' ? order >= 0 : order <= 0)) return;
    const side = name === 'minValue' ? 'least' : 'most';
    report(
      run,
      'value-format',
      `Found ${shown(item.value)}; ${rule} allows at ${side} ${shown(limit)}.`,
    );
  };
}

function bindingDemand(
  element: ElementDefinition,
  base: ElementPlan | undefined,
  rule: string,
  terminology: Terminology,
): Demand | undefined {
  const binding = elementBinding(terminology, element.binding);
  // the base walk checks the binding of the base type
  if (binding === undefined || binding === base?.binding) return undefined;
  return (item, run) => {
    const { value, type } = item;
    if (typeof value === 'string' || isJsonObject(value))
      checkBinding(binding, value, type, rule, run);
    else if (base?.binding?.strength !== 'required')
      checkAbsentCode(binding, value, type, rule, run);
  };
}

function profileDemands(
  element: ElementDefinition,
  base: ElementPlan | undefined,
  rule: string,
  checks: ProfileChecks,
): Demand[] {
  const demands: Demand[] = [];
  const targets = (element.type ?? []).flatMap((type) => type.targetProfile ?? []);
  const known = new Set(base?.types.flatMap(({ targetProfiles }) => targetProfiles));
  // the base walk checks the targets of the base type
  const isOwn = targets.length !== known.size || targets.some((target) => !known.has(target));
  if (targets.length > 0 && isOwn) {
    demands.push((item, run) => checks.checkTarget(targets, item, rule, run));
  }
  const profiled = (element.type ?? []).filter(hasOwnProfile);
  if (profiled.length > 0)
    demands.push((item, run) => checkProfiles(profiled, item, rule, checks, run));
  return demands;
}

// The definition of an extension is applied wherever its url is found.
function hasOwnProfile(type: ElementType): boolean {
  return type.code !== 'Extension' && (type.profile?.length ?? 0) > 0;
}

function checkProfiles(
  types: readonly ElementType[],
  item: Item,
  rule: string,
  checks: ProfileChecks,
  run: Run,
): void {
  const type = types.find(
    ({ code }) => code === item.type || item.plan?.lineage.includes(code) === true,
  );
  const profiles = (type?.profile ?? []).map(withoutVersion);
  const [only, ...others] = profiles;
  if (only === undefined) return;
  if (others.length === 0) checks.apply(only, item, run);
  else if (profiles.every((profile) => checks.fits(profile, item, run) === false)) {
    report(
      run,
      'invariant-failed',
      `The value fits none of the profiles that ${rule} allows: ${profiles.join(', ')}.`,
    );
  }
}
