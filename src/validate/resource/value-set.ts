/** ValueSet.compose: "An absolute URI which is the code system" (http://hl7.org/fhir/R4/valueset-definitions.html). */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { report, reportAt, shown } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';

export function valueSetRule({ hasCode, isValueSet }: Terminology): ResourceRule {
  return ({ compose }, run) => {
    if (!isJsonObject(compose)) return;
    run.path.push('compose');
    for (const name of ['include', 'exclude']) {
      eachObject(compose, name, run, (part) => {
        const { system } = part;
        if (typeof system !== 'string') return;
        const fault = isValueSet(system) ? 'is a value set, no code system' : faultOf(system);
        if (fault !== undefined) report(run, 'value-format', `${shown(system)} ${fault}.`);
        else checkConcepts(part, system, hasCode, run);
      });
    }
    run.path.length -= 1;
  };
}

// a code that does not exist makes no member; nothing forbids to list it
function checkConcepts(
  part: JsonObject,
  system: string,
  hasCode: Terminology['hasCode'],
  run: Run,
): void {
  eachObject(part, 'concept', run, ({ code }) => {
    if (typeof code !== 'string' || hasCode(system, code) !== false) return;
    const message = `The code ${shown(code)} does not exist in ${system}.`;
    reportAt(run, 'code', 'code-not-in-system', message, 'warning');
  });
}

function faultOf(system: string): string | undefined {
  if (system.includes('|')) return 'names a version, which belongs to version beside system';
  return isAbsolute(system) ? undefined : 'is no absolute URI of a code system';
}
