/** StructureDefinition: a constraint is of the kind and type of its base, and slices are of an element that is sliced. */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { checkElements } from './element-definitions.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';

export function structureDefinitionRule(
  structureOf: (url: string) => StructureDefinition | undefined,
  plans: Plans,
  isCodeSystem: (url: string) => boolean,
): ResourceRule {
  return (structure, run) => {
    const { baseDefinition, derivation } = structure;
    const base =
      typeof baseDefinition === 'string' && derivation === 'constraint'
        ? structureOf(withoutVersion(baseDefinition))
        : undefined;
    if (base !== undefined) checkAgainstBase(structure, base, run);
    checkSlices(structure, run);
    checkElements(structure, plans, isCodeSystem, run);
  };
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
