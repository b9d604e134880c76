/** Values of a laboratory run together in a line or a paragraph. */
import { hasValue } from './announce.ts';
import { criterion, type CriterionPart } from './part.ts';
import { sentencesOf } from './sentences.ts';
import type { Side } from './side.ts';

/** `ANC ≥1.5 × 10⁹/L. Platelets ≥75 × 10⁹/L. Hemoglobin ≥80 g/L.` in a paragraph. */
export function valueSentences(text: string): readonly string[] | undefined {
  if (text.length > LONGEST_VALUES || !/[.。]\s/.test(text) || !hasValue(text)) return undefined;
  const sentences = sentencesOf(text);
  return sentences.length > 2 && sentences.every(hasValue) ? sentences : undefined;
}

/** `… the following criteria: Neutrophils ≥ 1.5 × 10⁹/L Platelets ≥ 75 × 10⁹/L Hemoglobin ≥ 90 g/L`, whose lines were drawn together. */
export function valueRun(
  text: string,
  side: Side,
  label: string | undefined,
): CriterionPart | undefined {
  const mayAnnounce = text.includes(':') || text.includes('：');
  if (!mayAnnounce || text.length > LONGEST_VALUES || !hasValue(text)) return undefined;
  const lead = OF_VALUES.exec(text.slice(0, FARTHEST))?.[0];
  if (lead === undefined) return undefined;
  const values = text.slice(lead.length).split(NEXT_VALUE);
  if (values.length < 3 || !values.every(isOfValue)) return undefined;
  return criterion(
    side,
    label,
    lead,
    values.map((value) => criterion(side, undefined, value)),
  );
}

/** `total bilirubin: within normal limits` has no sign. */
const isOfValue = (text: string): boolean => hasValue(text) || /\bnormal\b/.test(text);

const OF_VALUES =
  /^[^:：]{0,200}\b(?:functions?|laborator\w*|criteria|values|data|parameters|indicators|requirements|as follows|defined)\b[^:：]{0,80}[:：]\s+(?=\p{L})/u;
/** What a value ends with. */
const ENDED = /(?<=(?:[\d%)\]]|\/[a-zµμ]?L|ULN|LLN|normal|limits?|range)\.?)\s+/;
/** Any name with a capital, and a value after it. */
const NAMED =
  /(?!(?:Patients?|Subjects?|Participants?|If|For|Or|OR|And|AND|In|Except|Unless|With|Note)\b)(?=\p{Lu}[\p{L}\d()/ -]{2,70}(?:\\?[<>]|[≤≥]))/u;
/** What laboratories measure needs no capital, nor a sign after its name. */
const MEASURED =
  /(?=(?:(?:absolute|total|serum|direct|white|urine|left|blood) ){0,3}(?:neutrophils?|platelets?|ha?emoglobin|leu[ck]ocytes?|lymphocytes?|cells?|bilirubin|creatinine|albumin|transaminases?|aspartate|alanine|alkaline|dipstick|ventricular)\b[^.:;<>≤≥]{0,60}(?:\\?[<>]|[≤≥:]))/;
const NEXT_VALUE = new RegExp(`${ENDED.source}(?:${NAMED.source}|${MEASURED.source})`, 'u');

const LONGEST_VALUES = 3000;
const FARTHEST = 400;
