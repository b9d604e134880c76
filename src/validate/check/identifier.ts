import type { JsonObject } from '../../shared/json.ts';
import type { PropertyPlan, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { report, shown } from './run.ts';

/**
 * Identifier: the system is an absolute URI, and where it says that the value is a URI, "then the value must be a full
 * URI" (http://hl7.org/fhir/R4/datatypes-definitions.html#Identifier.system).
 */
export function identifierRule(
  { system, value }: JsonObject,
  _property: PropertyPlan,
  run: Run,
): void {
  if (typeof system !== 'string') return;
  if (!isAbsolute(system)) {
    const message = `The system ${shown(system)} is no absolute URI, so that it names no system.`;
    report(run, 'value-format', message);
  }
  if (system !== 'urn:ietf:rfc:3986' || typeof value !== 'string' || isAbsolute(value)) return;
  const message = `The system says that the value is a URI; ${shown(value)} is no absolute one.`;
  report(run, 'value-format', message);
}
