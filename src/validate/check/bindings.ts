import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import type { Binding, Terminology } from '../terminology/terminology.ts';
import { report, reportAt, shown } from './run.ts';
import type { Run } from '../plan/plan.ts';

/**
 * A code outside a required value set is an error, outside an extensible one a warning. A value set
 * that is not fully known proves nothing: describe() says so.
 */
export function checkBinding(
  binding: Binding,
  value: string | JsonObject,
  type: string,
  element: string,
  run: Run,
): void {
  if (typeof value === 'string') checkCode(binding, value, element, run);
  else if (type === 'CodeableConcept') checkConcept(binding, value, element, run);
  else if (type === 'Coding' || value['code'] !== undefined)
    checkCoding(binding, value, element, run);
}

function checkCode(binding: Binding, code: string, element: string, run: Run): void {
  if (binding.has === undefined || binding.has(undefined, code)) return;
  reportOutside(binding, `The code ${shown(code)}`, element, run);
}

function checkCoding(binding: Binding, coding: JsonObject, element: string, run: Run): void {
  if (binding.has === undefined || isWithin(binding, coding)) return;
  reportOutside(binding, `The code ${codingText(coding)}`, element, run);
}

function checkConcept(binding: Binding, concept: JsonObject, element: string, run: Run): void {
  const codings = Array.isArray(concept['coding']) ? concept['coding'].filter(isJsonObject) : [];
  if (codings.length === 0) {
    if (binding.strength === 'required')
      reportOutside(binding, 'A concept without a coding', element, run);
    return;
  }
  if (binding.has === undefined || codings.some((coding) => isWithin(binding, coding))) return;
  reportOutside(binding, codings.map(codingText).join(', '), element, run);
}

function isWithin(binding: Binding, coding: JsonObject): boolean {
  const { system, code } = coding;
  if (binding.has === undefined) return true;
  // a coding without a system is in no value set, whatever its code
  return typeof code === 'string' && typeof system === 'string' && binding.has(system, code);
}

function codingText(coding: JsonObject): string {
  const system = typeof coding['system'] === 'string' ? coding['system'] : '(no system)';
  return `${shown(coding['code'])} of ${system}`;
}

function reportOutside(binding: Binding, found: string, element: string, run: Run): void {
  const allowed = binding.allowed === '' ? '' : ` (${binding.allowed})`;
  const rule = `${element} takes its code from ${binding.valueSet}${allowed}`;
  if (binding.strength === 'required')
    report(run, 'binding-required', `${found} is not in the value set; ${rule}.`);
  else {
    const message = `${found} is not in the value set; ${rule}, where one of its codes fits.`;
    report(run, 'binding-extensible', message, 'warning');
  }
}

/** A Coding whose code does not exist in its system, where the system is completely known. */
export function codingRule(terminology: Terminology): (coding: JsonObject, run: Run) => void {
  return (coding, run) => {
    const { system, code } = coding;
    if (typeof system !== 'string' || typeof code !== 'string') return;
    if (terminology.hasCode(system, code) !== false) return;
    reportAt(
      run,
      'code',
      'code-not-in-system',
      `The code ${shown(code)} does not exist in ${system}.`,
    );
  };
}
