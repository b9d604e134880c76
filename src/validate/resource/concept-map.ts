/** ConceptMap: the codes it maps exist in the systems, and lie in the value sets, it says they are of. */
import { asText, type Json, type JsonObject } from '../../shared/json.ts';
import { checkDisplay } from '../check/codings.ts';
import { report, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';

/** What the codes of one side of a group are of. */
interface Side {
  readonly system: string;
  readonly valueSet: string | undefined;
}

export function conceptMapRule(
  terminology: Terminology,
  isMember: Plans['isMember'],
): ResourceRule {
  function checkCode(holder: JsonObject, { system, valueSet }: Side, run: Run): void {
    const { code } = holder;
    if (typeof code !== 'string') return;
    const known = terminology.system(system);
    if (known !== undefined) checkDisplay(known, code, holder['display'], run);
    run.path.push('code');
    if (known?.has(code) === false) {
      report(run, 'code-not-in-system', `The code ${shown(code)} does not exist in ${system}.`);
    } else if (valueSet !== undefined && isMember(valueSet, system, code) === false) {
      const message = `The code ${shown(code)} is not in ${valueSet}, which the ConceptMap is about.`;
      report(run, 'binding-required', message);
    }
    run.path.pop();
  }

  return (map: JsonObject, run: Run): void => {
    eachObject(map, 'group', run, (group) => {
      const source = sideOf(group['source'], map, 'source');
      const target = sideOf(group['target'], map, 'target');
      eachObject(group, 'element', run, (element) => {
        if (source !== undefined) checkCode(element, source, run);
        if (target === undefined) return;
        eachObject(element, 'target', run, (one) => checkCode(one, target, run));
      });
    });
  };
}

function sideOf(
  system: Json | undefined,
  map: JsonObject,
  side: 'source' | 'target',
): Side | undefined {
  if (typeof system !== 'string') return undefined;
  // R4, R5
  const names = [`${side}Canonical`, `${side}Uri`, `${side}ScopeCanonical`, `${side}ScopeUri`];
  const valueSet = names.map((name) => asText(map[name])).find((url) => url !== '');
  return {
    system: withoutVersion(system),
    valueSet: valueSet === undefined ? undefined : withoutVersion(valueSet),
  };
}
