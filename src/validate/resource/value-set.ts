/** ValueSet.compose: "An absolute URI which is the code system" (http://hl7.org/fhir/R4/valueset-definitions.html). */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { eachObject } from './resource-rule.ts';

export function valueSetRule(valueSet: JsonObject, run: Run): void {
  const { compose } = valueSet;
  if (!isJsonObject(compose)) return;
  run.path.push('compose');
  for (const name of ['include', 'exclude']) {
    eachObject(compose, name, run, ({ system }) => {
      const fault = typeof system === 'string' ? faultOf(system) : undefined;
      if (fault !== undefined) report(run, 'value-format', `${shown(system)} ${fault}.`);
    });
  }
  run.path.length -= 1;
}

function faultOf(system: string): string | undefined {
  if (system.includes('|')) return 'names a version, which belongs to version beside system';
  return isAbsolute(system) ? undefined : 'is no absolute URI of a code system';
}
