/** One criterion of a trial held against a patient: its definition, part by part, in three-valued logic. */
import { structureDefinition } from '../shared/canonical.ts';
import { asText, isJsonObject, objectIn, objectsIn, type JsonObject } from '../shared/json.ts';
import { checkOf, type Check, type Circumstances } from './check.ts';
import { all, any, atLeast, not, type Truth } from './kleene.ts';

export interface Held {
  readonly truth: Truth;
  /** Why it is not known, where no check says it. */
  readonly reason?: string;
  readonly checks: readonly Check[];
}

/** Elements of R5 that say more than the definition beside them: it is then only a part of what is asked. */
const NARROWING = [
  'durationQuantity',
  'durationRange',
  'instancesQuantity',
  'instancesRange',
  'timeFromEvent',
];

/** Whether what a characteristic (R5 JSON) describes is so, whatever its `exclude` says. */
export function hold(characteristic: JsonObject, circumstances: Circumstances): Held {
  const held = heldDefinition(characteristic, circumstances);
  const { coverage } = criterionOf(characteristic);
  if (coverage === 'none') {
    return {
      truth: undefined,
      reason: 'its words are not in a computable form',
      checks: held.checks,
    };
  }
  const isPart =
    coverage === 'partial' || NARROWING.some((key) => characteristic[key] !== undefined);
  // What must be so at least: without it the criterion cannot be met, with it it may be.
  return isPart && held.truth === true
    ? { ...held, truth: undefined, reason: 'it says more than what was compared' }
    : held;
}

/** What ext-criterion says of a characteristic. */
export function criterionOf({ extension }: JsonObject): {
  readonly coverage?: string;
  readonly label?: string;
} {
  const url = structureDefinition('ext-criterion');
  const parts = objectsIn(objectsIn(extension).find((each) => each['url'] === url)?.['extension']);
  const coverage = parts.find((part) => part['url'] === 'coverage')?.['valueCode'];
  const label = parts.find((part) => part['url'] === 'label')?.['valueString'];
  return {
    ...(typeof coverage === 'string' && { coverage }),
    ...(typeof label === 'string' && { label }),
  };
}

function heldDefinition(characteristic: JsonObject, circumstances: Circumstances): Held {
  const { definitionByTypeAndValue, definitionByCombination } = characteristic;
  if (isJsonObject(definitionByTypeAndValue)) {
    const check = checkOf(definitionByTypeAndValue, circumstances);
    return { truth: check.truth, checks: [check] };
  }
  if (isJsonObject(definitionByCombination))
    return combined(definitionByCombination, circumstances);
  return { truth: undefined, reason: 'its words are not in a computable form', checks: [] };
}

function combined(combination: JsonObject, circumstances: Circumstances): Held {
  const parts = objectsIn(combination['characteristic']).map((part) => {
    const held = hold(part, circumstances);
    return part['exclude'] === true ? { ...held, truth: not(held.truth) } : held;
  });
  const truth = joined(
    combination,
    parts.map((part) => part.truth),
  );
  const reason =
    truth === undefined ? parts.find((part) => part.truth === undefined)?.reason : undefined;
  return {
    truth,
    checks: parts.flatMap(({ checks }) => checks),
    ...(reason !== undefined && { reason }),
  };
}

/** http://hl7.org/fhir/R5/valueset-characteristic-combination.html; its statistical ways are not computed. */
function joined(combination: JsonObject, truths: readonly Truth[]): Truth {
  const threshold = objectIn(combination)['threshold'];
  const count = typeof threshold === 'number' ? threshold : undefined;
  if (truths.length === 0) return undefined;
  switch (asText(combination['code'])) {
    case 'all-of':
      return all(truths);
    case 'any-of':
      return any(truths);
    case 'at-least':
      return count === undefined ? undefined : atLeast(count, truths);
    case 'at-most':
      return count === undefined ? undefined : not(atLeast(count + 1, truths));
    default:
      return undefined;
  }
}
