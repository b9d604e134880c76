/** Codes and the systems they name, whatever their element is bound to. */
import type { JsonObject } from '../../shared/json.ts';
import type { PropertyPlan, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import type { KnownSystem } from '../terminology/known-system.ts';
import { LARGE_SYSTEMS } from '../terminology/large-systems.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { reportAt, shown } from './run.ts';

/** Systems come from outside: a limit holds what is kept of them. */
const MOST_SYSTEMS = 1000;

const QUANTITIES = ['Quantity', 'Age', 'Count', 'Distance', 'Duration'];

type ObjectRule = (value: JsonObject, property: PropertyPlan, run: Run) => void;

/** By type. */
export function codeRules(terminology: Terminology): readonly (readonly [string, ObjectRule])[] {
  const quantity = quantityRule(terminology);
  return [
    ['Coding', codingRule(terminology)],
    ...QUANTITIES.map((type) => [type, quantity] as const),
  ];
}

/** A Coding: its system is one, has the code, and calls it what the Coding calls it. */
function codingRule(terminology: Terminology): ObjectRule {
  const checkUnknown = unknownRule(terminology);
  return (coding, { element }, run) => {
    const { system, code } = coding;
    if (typeof code !== 'string') return;
    if (typeof system !== 'string') {
      if (system === undefined && coding['_system'] === undefined) reportNoSystem(code, run);
      return;
    }
    const known = terminology.system(system);
    if (known === undefined) {
      // one of several codings may be local to an application, a code on its own may not
      const isOneOfSeveral = element.id === 'CodeableConcept.coding';
      checkUnknown(system, isOneOfSeveral ? 'warning' : 'error', run);
    } else if (!known.isPlain(code, coding['display']) && checkCode(known, code, run)) {
      checkStatus(known, code, run);
      checkDisplay(known, code, coding['display'], run);
    }
  };
}

/** A Quantity: its code is one of the system of units. */
function quantityRule(terminology: Terminology): ObjectRule {
  const checkUnknown = unknownRule(terminology);
  return ({ system, code }, _property, run) => {
    if (typeof code !== 'string' || typeof system !== 'string') return;
    const known = terminology.system(system);
    if (known === undefined) checkUnknown(system, 'error', run);
    else checkCode(known, code, run);
  };
}

// http://hl7.org/fhir/R4/datatypes.html#Coding: without a system the code has no meaning to others
function reportNoSystem(code: string, run: Run): void {
  const message = `The code ${shown(code)} names no system, so that its meaning is not defined.`;
  reportAt(run, 'system', 'code-without-system', message, 'warning');
}

type UnknownRule = (system: string, severity: 'error' | 'warning', run: Run) => void;

/** Of a system that is not loaded. Exports name few systems many times: those in order are looked at once. */
function unknownRule(terminology: Terminology): UnknownRule {
  const inOrder = new Set<string>();
  return (system, severity, run) => {
    if (inOrder.has(system)) countUnchecked(system, run);
    else if (!isAbsolute(system)) {
      const message = `${shown(system)} is no absolute URI of a code system.`;
      reportAt(run, 'system', 'value-format', message, severity);
    } else if (terminology.isValueSet(system)) {
      const message = `${shown(system)} is a value set, not a code system.`;
      reportAt(run, 'system', 'code-not-in-system', message, severity);
    } else {
      if (inOrder.size < MOST_SYSTEMS) inOrder.add(system);
      countUnchecked(system, run);
    }
  };
}

function countUnchecked(system: string, { unchecked }: Run): void {
  if (unchecked === undefined) return;
  const before = unchecked.get(system);
  if (before !== undefined || unchecked.size < MOST_SYSTEMS)
    unchecked.set(system, (before ?? 0) + 1);
}

/** Reports a code that the system does not have; true where it has it. */
function checkCode(known: KnownSystem, code: string, run: Run): boolean {
  const has = known.has(code);
  if (has === true) return true;
  const { url, content, form } = known;
  if (has === false) {
    const what = form === undefined ? `does not exist in ${url}` : `is none of ${form} (${url})`;
    reportAt(run, 'code', 'code-not-in-system', `The code ${shown(code)} ${what}.`);
  } else if (content === 'supplement') {
    const message = `${url} adds to another code system; it has no codes of its own.`;
    reportAt(run, 'system', 'code-not-in-system', message);
  } else if ((content === 'fragment' || content === 'example') && !LARGE_SYSTEMS.has(url)) {
    const message = `The code ${shown(code)} is not in the ${content} of ${url} that is loaded.`;
    reportAt(run, 'code', 'code-not-in-system', message, 'warning');
  } else countUnchecked(url, run);
  return false;
}

function checkStatus(known: KnownSystem, code: string, run: Run): void {
  const status = known.status(code);
  if (status === undefined) return;
  const message = `The code ${shown(code)} of ${known.url} is ${status}.`;
  const severity = status === 'inactive' ? 'warning' : 'information';
  reportAt(run, 'code', 'code-inactive', message, severity);
}

/** Reports a display that is none the system has for the code. */
export function checkDisplay(known: KnownSystem, code: string, display: unknown, run: Run): void {
  if (typeof display !== 'string') return;
  const displays = known.displays(code);
  if (displays.length === 0 || displays.includes(display)) return;
  const plain = plainText(display);
  if (displays.some((other) => plainText(other) === plain)) return;
  const message = `${known.url} calls ${shown(code)} ${displays.slice(0, 3).map(shown).join(' or ')}, not ${shown(display)}.`;
  reportAt(run, 'display', 'display-wrong', message, 'warning');
}

const plainText = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
