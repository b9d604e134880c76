/** ElementDefinitions of a StructureDefinition: what they name exists, as far as the base types and code systems tell. */
import { type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { ObjectPlan, Plans, Run } from '../plan/plan.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { checkConstraints } from './constraints.ts';
import { eachObject } from './resource-rule.ts';

/** True of the canonical URL of a CodeSystem, which no binding may name. */
type IsCodeSystem = (url: string) => boolean;

export function checkElements(
  structure: JsonObject,
  plans: Plans,
  isCodeSystem: IsCodeSystem,
  run: Run,
): void {
  for (const view of ['snapshot', 'differential']) {
    const holder = structure[view];
    if (!isJsonObject(holder)) continue;
    run.path.push(view);
    eachObject(holder, 'element', run, (element) => {
      checkBinding(element, isCodeSystem, run);
      checkDiscriminators(element, plans, run);
      checkConstraints(element, structure, plans, run);
    });
    run.path.length -= 1;
  }
}

// "Refers to the value set" (http://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.binding.valueSet)
function checkBinding({ binding }: JsonObject, isCodeSystem: IsCodeSystem, run: Run): void {
  const valueSet = isJsonObject(binding) ? asText(binding['valueSet']) : '';
  if (valueSet === '' || !isCodeSystem(withoutVersion(valueSet))) return;
  run.path.push('binding');
  report(run, 'reference-wrong-type', `${shown(valueSet)} is a code system, no value set.`);
  run.path.length -= 1;
}

/** Far longer than any path; the form repeats a group, which takes an engine stack. */
const LONGEST = 1000;
const NAMES = /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/;

function checkDiscriminators({ path, slicing }: JsonObject, plans: Plans, run: Run): void {
  if (!isJsonObject(slicing)) return;
  const plan = planAt(asText(path).split('.'), plans);
  if (plan === undefined) return;
  run.path.push('slicing');
  eachObject(slicing, 'discriminator', run, (discriminator) => {
    const steps = asText(discriminator['path']);
    // functions and $this are left to those who apply the profile
    if (steps === '' || steps.length > LONGEST || !NAMES.test(steps)) return;
    if (leadsSomewhere(plan, steps.split('.'))) return;
    const message = `The path ${shown(steps)} leads to no element of ${plan.type}, which ${shown(path)} is.`;
    report(run, 'value-format', message);
  });
  run.path.length -= 1;
}

/** The type of an element by its path; undefined where it has none or several. */
function planAt([type = '', ...names]: readonly string[], plans: Plans): ObjectPlan | undefined {
  let plan = plans.object(type);
  for (const name of names) plan = plan && onlyType(plan, name.replace('[x]', ''));
  return plan;
}

function onlyType(plan: ObjectPlan, name: string): ObjectPlan | undefined {
  const properties = plan.byName.get(name) ?? [];
  return properties.length === 1 ? properties[0]?.type.object : undefined;
}

function leadsSomewhere(from: ObjectPlan, names: readonly string[]): boolean {
  let plan: ObjectPlan | undefined = from;
  for (const name of names) {
    // of several types, of a resource, or a primitive with its extensions: not told here
    if (plan === undefined) return true;
    if (!plan.byName.has(name) && !plan.properties.has(name)) return false;
    plan = onlyType(plan, name);
  }
  return true;
}
