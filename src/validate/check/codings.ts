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
  const lookUp = systemFinder(terminology);
  return (coding, { element }, run) => {
    const { system, code } = coding;
    if (typeof code !== 'string') return;
    if (typeof system !== 'string') {
      if (system === undefined && coding['_system'] === undefined) reportNoSystem(code, run);
      return;
    }
    // one of several codings may be local to an application, a code on its own may not
    const severity = element.id === 'CodeableConcept.coding' ? 'warning' : 'error';
    const known = lookUp(system, severity, run);
    if (known === undefined || known.isPlain(code, coding['display'])) return;
    if (!checkCode(known, code, run)) return;
    checkStatus(known, code, run);
    checkDisplay(known, code, coding['display'], run);
  };
}

/** A Quantity: its code is one of the system of units. */
function quantityRule(terminology: Terminology): ObjectRule {
  const lookUp = systemFinder(terminology);
  return ({ system, code }, _property, run) => {
    if (typeof code !== 'string' || typeof system !== 'string') return;
    const known = lookUp(system, 'error', run);
    if (known !== undefined) checkCode(known, code, run);
  };
}

// http://hl7.org/fhir/R4/datatypes.html#Coding: without a system the code has no meaning to others
function reportNoSystem(code: string, run: Run): void {
  const message = `The code ${shown(code)} names no system, so that its meaning is not defined.`;
  reportAt(run, 'system', 'code-without-system', message, 'warning');
}

/** The system by its URL; where it is not loaded, counts it or reports what is wrong with its URL. */
type SystemFinder = (
  system: string,
  severity: 'error' | 'warning',
  run: Run,
) => KnownSystem | undefined;

/** Exports name few systems many times: those loaded and those in order are looked at once. */
function systemFinder(terminology: Terminology): SystemFinder {
  const met = new Map<string, KnownSystem | null>();

  function meet(system: string, severity: 'error' | 'warning', run: Run): KnownSystem | null {
    const known = terminology.system(system);
    const fault = known === undefined ? faultOf(system, terminology) : undefined;
    if (fault !== undefined) {
      const [code, reason] = fault;
      reportAt(run, 'system', code, `${shown(system)} ${reason}.`, severity);
    } else if (met.size < MOST_SYSTEMS) met.set(system, known ?? null);
    if (known === undefined && fault === undefined) countUnchecked(system, run);
    return known ?? null;
  }

  return (system, severity, run) => {
    const before = met.get(system);
    if (before === null) countUnchecked(system, run);
    return (before === undefined ? meet(system, severity, run) : before) ?? undefined;
  };
}

function faultOf(
  system: string,
  { isValueSet }: Terminology,
): readonly ['value-format' | 'code-not-in-system', string] | undefined {
  if (!isAbsolute(system)) return ['value-format', 'is no absolute URI of a code system'];
  return isValueSet(system)
    ? ['code-not-in-system', 'is a value set, not a code system']
    : undefined;
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
