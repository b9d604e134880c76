import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { Binding } from '../terminology/binding.ts';
import { report, shown } from './run.ts';
import type { Run } from '../plan/plan.ts';

/**
 * A code outside a required value set is an error; outside an extensible one a warning, or a note where
 * it is of a system that the value set does not use; outside a preferred one a note where it is of a
 * system that it uses. What is not loaded proves nothing: describe() says so.
 */
export function checkBinding(
  binding: Binding,
  value: string | JsonObject,
  type: string,
  element: string,
  run: Run,
): void {
  checkOne(binding, value, type, element, run);
  if (binding.maximum !== undefined && isCoded(value))
    checkOne(binding.maximum, value, type, element, run);
}

// the largest value set says nothing of a concept that is text alone
function isCoded(value: string | JsonObject): boolean {
  return typeof value === 'string' || value['code'] !== undefined || value['coding'] !== undefined;
}

/**
 * A code that is given by extensions alone is none of its value set: no reason for its absence takes its place.
 * `value`: what stands beside the extensions.
 */
export function checkAbsentCode(
  binding: Binding | undefined,
  value: unknown,
  type: string,
  element: string,
  run: Run,
): void {
  if (type !== 'code' || binding?.strength !== 'required') return;
  if (value === undefined || value === null)
    reportOutside(binding, 'An extension without a code', [], element, run);
}

function checkOne(
  binding: Binding,
  value: string | JsonObject,
  type: string,
  element: string,
  run: Run,
): void {
  if (typeof value === 'string') checkCode(binding, value, element, run);
  else if (type === 'CodeableConcept') checkConcept(binding, value, element, run);
  else if (type === 'CodeableReference') checkReferenced(binding, value, element, run);
  else if (type === 'Coding' || value['code'] !== undefined)
    checkCoding(binding, value, element, run);
}

// R5: a binding is about the concept, where there is one
function checkReferenced(binding: Binding, value: JsonObject, element: string, run: Run): void {
  const { concept } = value;
  if (!isJsonObject(concept)) return;
  run.path.push('concept');
  checkConcept(binding, concept, element, run);
  run.path.pop();
}

function checkCode(binding: Binding, code: string, element: string, run: Run): void {
  if (binding.has?.(undefined, code) !== false) return;
  reportOutside(binding, `The code ${shown(code)}`, [], element, run);
}

function checkCoding(binding: Binding, coding: JsonObject, element: string, run: Run): void {
  if (isWithin(binding, coding)) return;
  reportOutside(binding, `The code ${codingText(coding)}`, [coding], element, run);
}

function checkConcept(binding: Binding, concept: JsonObject, element: string, run: Run): void {
  const codings = Array.isArray(concept['coding']) ? concept['coding'].filter(isJsonObject) : [];
  if (codings.length === 0) {
    if (binding.strength === 'required')
      reportOutside(binding, 'A concept without a coding', [], element, run);
    return;
  }
  if (codings.some((coding) => isWithin(binding, coding))) return;
  reportOutside(binding, codings.map(codingText).join(', '), codings, element, run);
}

/** True also where it cannot be told. */
function isWithin({ has, strength, systems }: Binding, { system, code }: JsonObject): boolean {
  if (has === undefined) return true;
  // another system is a choice of its own, where the value set is a preference
  if (strength === 'preferred' && typeof system === 'string' && systems?.has(system) === false)
    return true;
  // a coding without a system is in no value set, whatever its code
  return typeof code === 'string' && typeof system === 'string' && has(system, code) !== false;
}

function codingText(coding: JsonObject): string {
  const system = typeof coding['system'] === 'string' ? coding['system'] : '(no system)';
  return `${shown(coding['code'])} of ${system}`;
}

function reportOutside(
  binding: Binding,
  found: string,
  codings: readonly JsonObject[],
  element: string,
  run: Run,
): void {
  const allowed = binding.allowed === '' ? '' : ` (${binding.allowed})`;
  const rule = `${element} takes its code from ${binding.valueSet}${allowed}`;
  if (binding.strength === 'required') {
    report(run, 'binding-required', `${found} is not in the value set; ${rule}.`);
  } else if (binding.strength === 'preferred') {
    const message = `${found} is not in the value set; ${rule}, where that is possible.`;
    report(run, 'binding-preferred', message, 'information');
  } else if (areOfOtherSystems(codings, binding)) {
    const message = `${found} is of another system than the value set's, which is allowed where none of its codes fits; ${rule}.`;
    report(run, 'binding-extensible', message, 'information');
  } else {
    const message = `${found} is not in the value set; ${rule}, where one of its codes fits.`;
    report(run, 'binding-extensible', message, 'warning');
  }
}

// a coding without a system is a code of nothing, no choice of another system
function areOfOtherSystems(codings: readonly JsonObject[], { systems }: Binding): boolean {
  if (systems === undefined || codings.length === 0) return false;
  return codings.every(({ system }) => typeof system === 'string' && !systems.has(system));
}
