/**
 * Questionnaire.item.enableWhen: "this item should only be enabled (displayed/allow answers to be captured) when the
 * specified condition is true" (http://hl7.org/fhir/R4/questionnaire-definitions.html).
 */
import { type Json, type JsonObject, asText, isJsonObject, objectsIn } from '../../shared/json.ts';

/** Items of a response by linkId, at any depth. */
export type Given = ReadonlyMap<string, readonly JsonObject[]>;

/** Undefined where it cannot be told: of one question there are several, or values have no order here. */
export function isEnabled(question: JsonObject, given: Given): boolean | undefined {
  const conditions = objectsIn(question['enableWhen']).map((one) => isMet(one, given));
  if (conditions.length === 0) return true;
  // decided by one that is met, or by one that is not
  const deciding = conditions.length === 1 || question['enableBehavior'] === 'any';
  if (conditions.includes(deciding)) return deciding;
  return conditions.includes(undefined) ? undefined : !deciding;
}

function isMet(condition: JsonObject, given: Given): boolean | undefined {
  const { question, operator } = condition;
  const items = given.get(asText(question)) ?? [];
  // "the nearest question occurrence": which one that is is not told here
  if (items.length > 1) return undefined;
  const answers = objectsIn(items[0]?.['answer']).map((answer) => valueOf(answer, 'value'));
  const wanted = valueOf(condition, 'answer');
  if (operator === 'exists')
    return typeof wanted === 'boolean' ? answers.length > 0 === wanted : undefined;
  if (answers.length === 0) return operator === '!=' ? undefined : false;
  const compares = answers.map((answer) => isFulfilled(asText(operator), answer, wanted));
  if (operator === '!=')
    return compares.includes(undefined) ? undefined : !compares.includes(false);
  if (compares.includes(true)) return true;
  return compares.includes(undefined) ? undefined : false;
}

const ORDERED: Readonly<Record<string, (order: number) => boolean>> = {
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
};

function isFulfilled(
  operator: string,
  answer: Json | undefined,
  wanted: Json | undefined,
): boolean | undefined {
  if (operator === '=' || operator === '!=') {
    const same = isSameAnswer(answer, wanted);
    return same === undefined ? undefined : same === (operator === '=');
  }
  const test = Object.hasOwn(ORDERED, operator) ? ORDERED[operator] : undefined;
  if (test === undefined || typeof answer !== 'number' || typeof wanted !== 'number')
    return undefined;
  return test(answer - wanted);
}

/** Codings by system and code; other values that are no primitive cannot be told. */
function isSameAnswer(answer: Json | undefined, wanted: Json | undefined): boolean | undefined {
  if (!isJsonObject(answer) && !isJsonObject(wanted)) return answer === wanted;
  if (!isJsonObject(answer) || !isJsonObject(wanted)) return undefined;
  if (typeof answer['code'] !== 'string' || answer['value'] !== undefined) return undefined;
  return answer['code'] === wanted['code'] && answer['system'] === wanted['system'];
}

const valueOf = (holder: JsonObject, name: 'value' | 'answer'): Json | undefined =>
  Object.entries(holder).find(([key]) => key.startsWith(name))?.[1];

export function givenItems(response: JsonObject): Given {
  const given = new Map<string, JsonObject[]>();
  const pending = [response];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const item of objectsIn(next['item'])) {
      const link = asText(item['linkId']);
      const known = given.get(link);
      if (known === undefined) given.set(link, [item]);
      else known.push(item);
      pending.push(item);
    }
    for (const answer of objectsIn(next['answer'])) pending.push(answer);
  }
  return given;
}
