/** Questionnaire: what an item is enabled by is another question (http://hl7.org/fhir/R4/questionnaire.html). */
import { type JsonObject, asText, objectsIn } from '../../shared/json.ts';
import { MAX_DEPTH, report, shown } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';
import { eachObject } from './resource-rule.ts';

export function questionnaireRule(questionnaire: JsonObject, run: Run): void {
  const links = linksBelow(questionnaire);
  checkItems(questionnaire, links, run);
}

function checkItems(holder: JsonObject, links: ReadonlySet<string>, run: Run): void {
  // the walk refuses what nests without end
  if (run.path.length > MAX_DEPTH) return;
  eachObject(holder, 'item', run, (item) => {
    for (const { question } of objectsIn(item['enableWhen'])) {
      const fault = faultOf(asText(question), item, links);
      if (fault === undefined) continue;
      report(run, 'definition-conflict', `It is enabled by ${shown(question)}, which ${fault}.`);
    }
    checkItems(item, links, run);
  });
}

function faultOf(
  question: string,
  item: JsonObject,
  links: ReadonlySet<string>,
): string | undefined {
  if (question === '') return undefined;
  if (question === item['linkId']) return 'is the item itself';
  if (!links.has(question)) return 'is no item of the questionnaire';
  return linksBelow(item).has(question) ? 'stands inside it' : undefined;
}

/** Identifiers of all items at any depth. */
export function linksBelow(holder: JsonObject): ReadonlySet<string> {
  const links = new Set<string>();
  const pending = [holder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const item of objectsIn(next['item'])) {
      links.add(asText(item['linkId']));
      pending.push(item);
    }
  }
  return links;
}
