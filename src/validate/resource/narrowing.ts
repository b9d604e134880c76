/**
 * An element of a profile allows no more than the element of its type
 * (http://hl7.org/fhir/R4/profiling.html#limitations).
 */
import { type JsonObject, asText, isJsonObject, listIn, objectsIn } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { ElementPlan, NamedProperty, Plans, Run, TypePlan } from '../plan/plan.ts';
import { primitiveParent } from '../plan/primitives.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import type { StructureOf } from './type-profiles.ts';

/** The run stands at the element; the properties are those of the type that its path leads to. */
export function checkNarrowing(
  element: JsonObject,
  properties: readonly NamedProperty[],
  structureOf: StructureOf,
  plans: Plans,
  run: Run,
): void {
  const base = onlyElement(properties);
  if (base === undefined) return;
  const types = properties.map(({ type }) => type);
  const codes = objectsIn(element['type']).map(({ code }) => asText(code));
  const faults = [
    cardinalityFault(element, base),
    typeFault(codes, types, plans),
    valueFault(element, codes, types),
    bindingFault(element, codes, base, plans),
    ...targetFaults(element, types, structureOf, plans),
  ];
  for (const fault of faults) {
    if (fault !== undefined) report(run, 'definition-conflict', `${fault} (${base.id}).`);
  }
}

// a path through a choice may lead to elements of several types
function onlyElement(properties: readonly NamedProperty[]): ElementPlan | undefined {
  const elements = new Set(properties.map(({ element }) => element));
  const [first] = elements;
  return elements.size === 1 ? first : undefined;
}

function cardinalityFault(
  { min, max, sliceName, path }: JsonObject,
  base: ElementPlan,
): string | undefined {
  const most = max === '*' ? Infinity : Number(max ?? 0);
  if (most > base.max) return `The maximum ${shown(max)} is above ${base.max}, that of the base`;
  // of slices, and of one type of a choice, there may be fewer
  const isPart = sliceName !== undefined || !asText(path).endsWith(lastOf(base.id));
  if (isPart || typeof min !== 'number' || min >= base.min) return undefined;
  return `The minimum ${min} is below ${base.min}, that of the base`;
}

const lastOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

function typeFault(
  codes: readonly string[],
  types: readonly TypePlan[],
  plans: Plans,
): string | undefined {
  const wrong = codes.find((code) => !types.some((type) => isNarrowed(code, type, plans)));
  if (wrong === undefined) return undefined;
  return `The type ${shown(wrong)} is none of the base, ${types.map(({ code }) => code).join(', ')}`;
}

// ids and urls have types of FHIRPath; what no plan tells of is left alone
function isNarrowed(code: string, type: TypePlan, plans: Plans): boolean {
  if (code === type.code || code === '' || code.includes('/') || type.code.includes('.'))
    return true;
  return plans.object(code)?.lineage.includes(type.code) === true;
}

const VALUE = /^(?:fixed|pattern)([A-Z]\w*)$/;

function valueFault(
  element: JsonObject,
  codes: readonly string[],
  types: readonly TypePlan[],
): string | undefined {
  const key = Object.keys(element).find((name) => VALUE.test(name));
  const given = VALUE.exec(key ?? '')?.[1];
  if (given === undefined || types.some(({ isResource }) => isResource)) return undefined;
  const named = codes.filter((code) => code !== '' && !code.includes('/'));
  const allowed = named.length > 0 ? named : types.map(({ code }) => code);
  const isAllowed = allowed.some((code) => code.charAt(0).toUpperCase() + code.slice(1) === given);
  if (isAllowed) return undefined;
  return `${key} is no value of ${allowed.slice(0, 5).join(', ')}`;
}

const BINDABLE = ['Coding', 'CodeableConcept', 'CodeableReference', 'Quantity'];

function bindingFault(
  { binding }: JsonObject,
  codes: readonly string[],
  base: ElementPlan,
  plans: Plans,
): string | undefined {
  if (!isJsonObject(binding)) return undefined;
  const types = codes.length > 0 ? codes : base.types.map(({ code }) => code);
  // "Binding can only be present for coded elements, string, and uri" (eld-11)
  if (!types.some((code) => isBindable(code, plans)))
    return `There is a binding, and ${types.slice(0, 5).join(', ')} cannot be bound`;
  const { strength } = binding;
  if (base.binding?.strength !== 'required' || strength === 'required') return undefined;
  return `The binding is ${shown(strength)}; that of the base is required`;
}

function isBindable(code: string, plans: Plans): boolean {
  const primitive = primitiveParent(code) ?? code;
  if (primitive === 'string' || primitive === 'uri' || code.includes('/')) return true;
  const lineage = plans.object(code)?.lineage;
  return lineage !== undefined && BINDABLE.some((type) => lineage.includes(type));
}

function targetFaults(
  { type }: JsonObject,
  types: readonly TypePlan[],
  structureOf: StructureOf,
  plans: Plans,
): string[] {
  return objectsIn(type).flatMap(({ code, targetProfile }) => {
    const base = types.find((one) => one.code === code)?.targetProfiles ?? [];
    const allowed = base.map((url) => structureOf(withoutVersion(url))?.type ?? '');
    if (allowed.length === 0) return [];
    const wrong = listIn(targetProfile).find((url) => {
      const target = structureOf(withoutVersion(asText(url)))?.type;
      const lineage = target === undefined ? undefined : plans.object(target)?.lineage;
      return lineage !== undefined && !lineage.some((one) => allowed.includes(one));
    });
    return wrong === undefined ? [] : [`${shown(wrong)} is no target of the base`];
  });
}
