/** StructureDefinition: a constraint is of the kind and type of its base, and slices are of an element that is sliced. */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { report, reportAt, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { checkPaths } from './differential-paths.ts';
import { checkElements } from './element-definitions.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';
import { type StructureOf, checkTypeProfiles } from './type-profiles.ts';

export function structureDefinitionRule(
  structureOf: StructureOf,
  plans: Plans,
  isCodeSystem: (url: string) => boolean,
): ResourceRule {
  return (structure, run) => {
    const { baseDefinition, derivation } = structure;
    const base =
      typeof baseDefinition === 'string' && derivation === 'constraint'
        ? structureOf(withoutVersion(baseDefinition))
        : undefined;
    if (base !== undefined) {
      checkAgainstBase(structure, base, run);
      checkPaths(structure, plans, run);
    }
    checkType(structure, structureOf, run);
    checkSlices(structure, run);
    checkElements(structure, plans, isCodeSystem, run);
    checkTypeProfiles(structure, structureOf, plans, run);
  };
}

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

// "References are URLs that are relative to http://hl7.org/fhir/StructureDefinition [...] Absolute URLs are only allowed
// in logical models" (http://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.type)
function checkType(structure: JsonObject, structureOf: StructureOf, run: Run): void {
  const { type, kind, url } = structure;
  // the definition of the type itself
  if (typeof type !== 'string' || url === `${CORE}${type}`) return;
  const fault = isAbsolute(type)
    ? kind !== 'logical' && 'is an absolute URL, which only a logical model may have'
    : relativeFault(type, structure, structureOf);
  if (fault !== false) reportAt(run, 'type', 'value-format', `The type ${shown(type)} ${fault}.`);
}

function relativeFault(
  type: string,
  { derivation }: JsonObject,
  structureOf: StructureOf,
): string | false {
  if (structureOf(`${CORE}${type}`)?.type !== type)
    return 'is none of FHIR; a type that is defined elsewhere is named by its absolute URL';
  return derivation === 'specialization' && 'is defined by FHIR; others may only constrain it';
}

// http://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.type
function checkAgainstBase(structure: JsonObject, base: StructureDefinition, run: Run): void {
  const { kind, type } = structure;
  if (typeof kind === 'string' && kind !== base.kind) {
    const message = `The kind is ${shown(kind)}; ${base.url}, which it constrains, is of kind ${base.kind}.`;
    report(run, 'wrong-type', message);
  }
  if (typeof type === 'string' && type !== base.type) {
    const message = `The type is ${shown(type)}; ${base.url}, which it constrains, is of type ${base.type}.`;
    report(run, 'wrong-type', message);
  }
}

/** http://hl7.org/fhir/R4/profiling.html#slicing: in a snapshot the element comes first, with its slicing. */
function checkSlices({ snapshot }: JsonObject, run: Run): void {
  if (!isJsonObject(snapshot)) return;
  const sliced = new Set<string>();
  run.path.push('snapshot');
  eachObject(snapshot, 'element', run, ({ id, slicing, sliceName }) => {
    if (typeof id !== 'string') return;
    if (slicing !== undefined) sliced.add(id);
    const [, whole = ''] = /^(.*)[:/][^:/.]*$/.exec(id) ?? [];
    if (sliceName === undefined || whole === '' || sliced.has(whole)) return;
    const message = `The slice ${shown(sliceName)} is of ${whole}, which no element before it slices.`;
    report(run, 'slice-unmatched', message);
  });
  run.path.length -= 1;
}
