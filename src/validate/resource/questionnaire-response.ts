/**
 * QuestionnaireResponse: it answers the Questionnaire it contains
 * (http://hl7.org/fhir/R4/questionnaireresponse.html#notes). One that lies elsewhere is left to whoever has it.
 */
import { type JsonObject, asText, objectsIn } from '../../shared/json.ts';
import { MAX_DEPTH, report, reportAt, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import { answerFault } from './answers.ts';
import { type Given, givenItems, isEnabled } from './enable-when.ts';
import { linksBelow } from './questionnaire.ts';
import { type ResourceRule, eachObject } from './resource-rule.ts';

interface Asked {
  /** Required answers may be missing until it is finished. */
  readonly isFinished: boolean;
  readonly links: ReadonlySet<string>;
  readonly given: Given;
  readonly isMember: Plans['isMember'];
  readonly run: Run;
}

export function questionnaireResponseRule({ isMember }: Plans): ResourceRule {
  return (response, run) => {
    const { questionnaire, contained, status } = response;
    if (typeof questionnaire !== 'string' || !questionnaire.startsWith('#')) return;
    const id = questionnaire.slice(1);
    const found = objectsIn(contained).find((one) => one['id'] === id);
    if (found?.['resourceType'] !== 'Questionnaire') return;
    const isFinished = status === 'completed' || status === 'amended';
    checkItems(response, found, {
      isFinished,
      links: linksBelow(found),
      given: givenItems(response),
      isMember,
      run,
    });
  };
}

/** The items of a response, group or answer against those that are asked for there. */
function checkItems(holder: JsonObject, asker: JsonObject, asked: Asked): void {
  const { run } = asked;
  // the walk refuses what nests without end
  if (run.path.length > MAX_DEPTH) return;
  const questions = objectsIn(asker['item']);
  const positions = new Map(questions.map(({ linkId }, position) => [asText(linkId), position]));
  let last = -1;
  eachObject(holder, 'item', run, (item) => {
    const link = asText(item['linkId']);
    const position = positions.get(link);
    const question = position === undefined ? undefined : questions[position];
    if (position === undefined || question === undefined) {
      reportStray(link, asked);
      return;
    }
    if (position < last) report(run, 'answer-mismatch', `The item ${shown(link)} comes too late.`);
    last = Math.max(last, position);
    checkItem(item, question, asked);
  });
  const byLink = Map.groupBy(objectsIn(holder['item']), ({ linkId }) => asText(linkId));
  for (const question of questions)
    checkPresence(byLink.get(asText(question['linkId'])) ?? [], question, asked);
}

function reportStray(link: string, { links, run }: Asked): void {
  if (link === '') return;
  const fault = links.has(link) ? 'has another place in' : 'is none of';
  report(run, 'answer-mismatch', `The item ${shown(link)} ${fault} its Questionnaire.`);
}

function checkItem(item: JsonObject, question: JsonObject, asked: Asked): void {
  const { run } = asked;
  const isGroup = question['type'] === 'group';
  const answers = objectsIn(item['answer']);
  if (answers.length > 1 && question['repeats'] !== true && !isGroup)
    report(run, 'answer-mismatch', `${answers.length} answers; the question takes one.`);
  eachObject(item, 'answer', run, (answer) => {
    const fault = answerFault(answer, question, asked.isMember);
    if (fault !== undefined) report(run, 'answer-mismatch', fault);
    if (!isGroup) checkItems(answer, question, asked);
  });
  if (isGroup) checkItems(item, question, asked);
}

/** As often as it may be, there where it must be, and not where it is not enabled. */
function checkPresence(items: readonly JsonObject[], question: JsonObject, asked: Asked): void {
  const { isFinished, given, run } = asked;
  const { linkId, type, repeats, required } = question;
  if (items.length > 1 && repeats !== true) {
    const message = `${items.length} items ${shown(linkId)}; one is asked for.`;
    reportAt(run, 'item', 'answer-mismatch', message);
  }
  const isAnswered = items.some((item) => item['answer'] !== undefined);
  const enabled = isFinished ? isEnabled(question, given) : undefined;
  if (enabled === false && isAnswered)
    report(run, 'answer-mismatch', `${shown(linkId)} is answered; other answers disable it.`);
  const isMissing = type === 'group' ? items.length === 0 : !isAnswered;
  if (enabled === true && required === true && type !== 'display' && isMissing)
    report(run, 'answer-mismatch', `The required item ${shown(linkId)} is not answered.`);
}
