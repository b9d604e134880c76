/** The differential of a constraint speaks of elements that its type has (http://hl7.org/fhir/R4/profiling.html). */
import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import {
  type StaticTypes,
  type StaticType,
  knownTypes,
  typesNamed,
} from '../fhirpath/static-types.ts';
import type { NamedProperty, Plans, Run } from '../plan/plan.ts';
import { checkNarrowing } from './narrowing.ts';
import { eachObject } from './resource-rule.ts';
import type { StructureOf } from './type-profiles.ts';

export function checkDifferential(
  { differential, type }: JsonObject,
  structureOf: StructureOf,
  plans: Plans,
  run: Run,
): void {
  if (!isJsonObject(differential) || typeof type !== 'string') return;
  const root = typesNamed(type, plans);
  if (root === undefined) return;
  run.path.push('differential');
  eachObject(differential, 'element', run, (element) => {
    const [first, ...names] = asText(element['path']).split('.');
    const end = first === type ? follow(names, root, plans) : undefined;
    if (typeof end === 'string') {
      const message = `The path ${shown(element['path'])} leads to no element of ${type}: ${end} is none.`;
      report(run, 'unknown-property', message);
    } else if (end !== undefined) checkNarrowing(element, end, structureOf, plans, run);
  });
  run.path.length -= 1;
}

/**
 * What a path leads to, or the first name that no type before it has; undefined behind a resource, which may be of any
 * type, and at the root.
 */
function follow(
  names: readonly string[],
  root: readonly StaticType[],
  plans: Plans,
): readonly NamedProperty[] | string | undefined {
  let types: StaticTypes = root;
  let last: readonly NamedProperty[] | undefined;
  for (const name of names) {
    if (types === undefined) return undefined;
    const found = types.map((type) => propertiesAt(type, name, plans));
    if (found.some((properties) => properties === 'any')) return undefined;
    last = found.flatMap((one) => (one === 'any' ? [] : one));
    if (last.length === 0) return name;
    types = knownTypes(last);
  }
  return last;
}

/** By the name in a path: `name`, `value[x]`, or `valueString` where a choice is narrowed to one type. */
function propertiesAt(
  { plan }: StaticType,
  name: string,
  plans: Plans,
): readonly NamedProperty[] | 'any' {
  // what a primitive holds
  if (plan === undefined && name === 'value') return 'any';
  const elements = (plan ?? plans.object('Element'))?.byName;
  if (elements === undefined) return 'any';
  const plain = elements.get(name.replace('[x]', '')) ?? [];
  const ofForm = plain.filter((property) => isChoice(property) === name.endsWith('[x]'));
  if (ofForm.length > 0) return ofForm;
  return [...elements.values()].flat().filter((one) => isChoice(one) && one.jsonName === name);
}

const isChoice = ({ element, jsonName }: NamedProperty): boolean => element.name !== jsonName;
