/** Whether an answer is one that its question takes (http://hl7.org/fhir/R4/valueset-item-type.html). */
import { type Json, type JsonObject, asText, isJsonObject, objectsIn } from '../../shared/json.ts';
import { fitsLength, lengthOf } from '../check/length.ts';
import { shown } from '../check/run.ts';
import type { Plans } from '../plan/plan.ts';
import { withoutVersion } from '../terminology/value-set.ts';

/** Names of `value[x]` by Questionnaire.item.type; choices besides take what their options are. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: ['valueCoding'],
  'open-choice': ['valueCoding', 'valueString'],
  coding: ['valueCoding'],
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

export function answerFault(
  answer: JsonObject,
  question: JsonObject,
  isMember: Plans['isMember'],
): string | undefined {
  const type = asText(question['type']);
  if (type === 'group' || type === 'display') return `An item of type ${type} has no answer.`;
  const allowed = Object.hasOwn(VALUES, type) ? VALUES[type] : undefined;
  const given = Object.keys(answer).find((name) => name.startsWith('value'));
  if (allowed === undefined || given === undefined) return undefined;
  if (!allowed.includes(given) && !optionTypes(question).has(given))
    return `The answer is a ${given.slice('value'.length)}; the question is of type ${type}.`;
  return lengthFault(answer, question) ?? optionFault(answer, given, question, isMember);
}

function optionTypes(question: JsonObject): ReadonlySet<string> {
  const options = objectsIn(question['answerOption']).flatMap((option) => Object.keys(option));
  // R5: text instead of an option
  const isOpen = question['answerConstraint'] === 'optionsOrString';
  return new Set([...options, ...(isOpen ? ['valueString'] : [])]);
}

function lengthFault({ valueString }: JsonObject, { maxLength }: JsonObject): string | undefined {
  if (typeof valueString !== 'string' || typeof maxLength !== 'number') return undefined;
  if (fitsLength(valueString, maxLength)) return undefined;
  return `${lengthOf(valueString)} characters; the question takes ${maxLength}.`;
}

// text beside options: R4 says it by the type, R5 by answerConstraint
const isFree = ({ type, answerConstraint }: JsonObject, given: string): boolean =>
  answerConstraint === 'optionsOrType' ||
  (given === 'valueString' && (type === 'open-choice' || answerConstraint === 'optionsOrString'));

function optionFault(
  answer: JsonObject,
  given: string,
  question: JsonObject,
  isMember: Plans['isMember'],
): string | undefined {
  if (isFree(question, given)) return undefined;
  const value = answer[given];
  const options = objectsIn(question['answerOption']);
  if (options.length > 0) {
    const isOption = options.some((option) => isSame(option[given], value));
    return isOption ? undefined : `${shown(value)} is none of the options of the question.`;
  }
  const valueSet = question['answerValueSet'];
  if (typeof valueSet !== 'string' || !isJsonObject(value)) return undefined;
  const { system, code } = value;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  if (isMember(withoutVersion(valueSet), system, code) !== false) return undefined;
  return `The code ${shown(code)} of ${system} is not in ${valueSet}, which the question takes.`;
}

/** Codings by system and code, references by where they lead. */
function isSame(option: Json | undefined, value: Json | undefined): boolean {
  if (!isJsonObject(option) || !isJsonObject(value)) return option === value;
  return ['system', 'code', 'reference'].every((name) => option[name] === value[name]);
}
