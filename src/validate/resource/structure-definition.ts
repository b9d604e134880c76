/** StructureDefinition: a constraint is of the kind and type of its base, and slices are of an element that is sliced. */
import { type JsonObject, asText, isJsonObject, listIn, objectsIn } from '../../shared/json.ts';
import { report, reportAt, shown } from '../check/run.ts';
import { expressionFault } from '../fhirpath/check-expression.ts';
import type { Plans, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { checkDifferential } from './differential-paths.ts';
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
      checkDifferential(structure, structureOf, plans, run);
      checkExtensionUrl(structure, run);
    }
    checkType(structure, structureOf, run);
    checkSlices(structure, 'snapshot', run);
    // a profile of a profile may go on with the slices of its base
    if (base !== undefined && base.derivation !== 'constraint')
      checkSlices(structure, 'differential', run);
    checkContexts(structure, plans, run);
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
  return derivation !== 'constraint' && 'is defined by FHIR; others may only constrain it';
}

/** Of extensions: where they may stand, as far as it is told in FHIRPath. */
function checkContexts({ context, contextInvariant }: JsonObject, plans: Plans, run: Run): void {
  const told = [
    ...objectsIn(context).map(({ type, expression }) => type === 'fhirpath' && expression),
    ...listIn(contextInvariant),
  ];
  for (const expression of told) {
    const fault = typeof expression === 'string' && expressionFault(expression, undefined, plans);
    if (typeof fault !== 'string') continue;
    report(run, 'expression-invalid', `The context of the extension is wrong: ${fault}.`);
  }
}

// "the url of the extension is the url of its definition" (http://hl7.org/fhir/R4/defining-extensions.html)
function checkExtensionUrl({ differential, url, baseDefinition }: JsonObject, run: Run): void {
  if (baseDefinition !== `${CORE}Extension` || !isJsonObject(differential)) return;
  run.path.push('differential');
  eachObject(differential, 'element', run, ({ path, fixedUri }) => {
    if (path !== 'Extension.url' || fixedUri === undefined || fixedUri === url) return;
    const message = `The extension is called ${shown(fixedUri)} here and ${shown(url)} by its definition.`;
    report(run, 'definition-conflict', message);
  });
  run.path.length -= 1;
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

/** http://hl7.org/fhir/R4/profiling.html#slicing: the element comes first, with its slicing. */
function checkSlices(structure: JsonObject, view: 'snapshot' | 'differential', run: Run): void {
  const holder = structure[view];
  if (!isJsonObject(holder)) return;
  const sliced = new Set<string>();
  run.path.push(view);
  eachObject(holder, 'element', run, ({ id, slicing, sliceName }) => {
    if (typeof id !== 'string') return;
    if (slicing !== undefined) sliced.add(id);
    const [, whole = ''] = /^(.*)[:/][^:/.]*$/.exec(id) ?? [];
    if (sliceName === undefined || whole === '' || sliced.has(whole)) return;
    const isOfType = whole.endsWith(`.${asText(sliceName)}`);
    if (view === 'differential' && (isOfType || IMPLIED.test(whole))) return;
    const message = `The slice ${shown(sliceName)} is of ${whole}, which no element before it slices.`;
    report(run, 'slice-unmatched', message);
  });
  run.path.length -= 1;
}

// sliced by what they are: extensions by url, choices by type, also as Extension.valueBoolean:valueBoolean
const IMPLIED = /(?:xtension|\[x\])$|[:/]/;
