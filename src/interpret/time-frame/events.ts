/** Events that a time counts from or that are a moment themselves. */
import type { TimeEvent } from '../../trial/understood.ts';

/** Named by its words without article; undefined where there are none. */
export function eventIn(words: string): TimeEvent | undefined {
  const text = words
    .replace(/^(?:(?:the|a|an|la|le|les|der|die|das|dem|den|el|los|las) )+/i, '')
    .replace(/[\s.:;,'-]+$/, '');
  if (!/\p{L}/u.test(text)) return undefined;
  const code = codeOf(text);
  return { text: inFull(text), ...(code && { code }) };
}

/** As `withoutCycles` shortens it; the record's own `C2D1` stays. */
const inFull = (text: string): string => text.replace(/^c(\d{1,2})d(\d{1,2})$/, 'Cycle $1 Day $2');

const TREATMENT =
  '(?:the )?(?:study |trial )?(?:drugs?|treatments?|medications?|interventions?|therapy|product)';

/** Whole names only: an event in other words keeps its words. */
const CODES: readonly (readonly [RegExp, NonNullable<TimeEvent['code']>])[] = (
  [
    [
      `(?:first (?:study )?dos(?:e|ing)|first administration|first treatment)(?: of ${TREATMENT})?(?: date)?|(?:start|initiation|beginning) (?:date )?of ${TREATMENT}|start date of the treatment phase|(?:study )?treatment (?:start|initiation)`,
      'evidence-variable-event',
      'treatment-start',
    ],
    ['(?:the )?(?:hospital )?admission', 'evidence-variable-event', 'hospital-admission'],
    ['(?:the )?(?:hospital )?discharge', 'evidence-variable-event', 'hospital-discharge'],
    [
      '(?:study|trial) start|start of (?:the )?(?:study|trial)',
      'evidence-variable-event',
      'study-start',
    ],
    ['randomi[sz]ation', 'timing-event', 'randomization'],
    ['(?:study |trial )?enroll?ment|inclusion', 'timing-event', 'enrollment'],
    [`(?:last|final) (?:study )?dos(?:e|ing)(?: of ${TREATMENT})?`, 'timing-event', 'last-dose'],
    ['(?:study )?screening(?: visit| period)?', 'timing-event', 'screening'],
    ['(?:the )?(?:surgery|operation)', 'timing-event', 'surgery'],
    ['(?:initial )?diagnosis', 'timing-event', 'diagnosis'],
    ['death(?: (?:due to|from) any cause)?', 'timing-event', 'death'],
    ['(?:disease )?progression', 'timing-event', 'progression'],
  ] as const
).map(([names, system, code]) => [
  new RegExp(`^(?:(?:date|day|time) of )?(?:the )?(?:${names})$`, 'i'),
  { system, code },
]);

const codeOf = (text: string): TimeEvent['code'] => CODES.find(([names]) => names.test(text))?.[1];

const THING = '[^,;:]{2,60}';
const MOMENT = new RegExp(
  [
    '(?:(?:study|trial|pre-[a-z]+) )?base-? ?lines?(?: (?:visits?|assessments?|evaluations?|examinations?|measurements?|values?|periode?|study|pre-?[a-z]+))?|basline|basal(?:ine)?|screening(?: (?:visits?|period|phase))?',
    '(?:base-?line|screening|enroll?ment)\\/[a-z-]{3,14}(?: (?:date|visit|dose))?',
    'pre-? ?(?:dos(?:e|ing)|treatment|therapy|operat\\w+|op|surgery|surgical|intervention|study|infusion|injection|procedure|test|enroll?ment|vaccination|training|index)(?: (?:visit|assessment|period|values?|measurements?))?',
    'post-? ?(?:dos(?:e|ing)|treatment|therapy|operat\\w+|op|surgery|surgical|intervention|infusion|injection|procedure|test|vaccination|training|index)(?: (?:visit|assessment))?',
    '(?:post|pre)-[a-z]{4,}(?: (?:therapy|treatment|visit|assessment|scan|surgery|intervention|challenge))?',
    '(?:immediate(?:ly)?|right|just|directly|shortly)? ?(?:post-?|pre-? ?)(?:op\\w*|procedure|dose|treatment|intervention|surgery)',
    `(?:visit |immediate(?:ly)? |right |just |directly |shortly )?(?:before|prior to|after|following|upon|on|at) ${THING}`,
    `(?:immediate(?:ly)?|right|just|directly|shortly) (?:post|pre) ?${THING}`,
    `(?:the )?(?:day|morning|evening|night|date|time|start|beginning|end|completion|onset|initiation|conclusion) of ${THING}`,
    'end-of-(?:treatment|study|therapy|intervention)|eo[ts]|(?:study|treatment|trial) (?:start|end|entry|completion|discontinuation|initiation)',
    '(?:study |trial )?(?:enroll?ment|inclusion|entry|randomi[sz]ation|intake|recruitment)(?: visit)?|(?:hospital )?(?:admission|discharge)|surgery|operation|birth|delivery|intubation',
    '(?:intra|peri)-? ?op(?:erative(?:ly)?)?|(?:icu|[np]icu|pacu|ward|unit|home) (?:admission|discharge)',
    '(?:safety )?follow-? ?up(?: visits?)?|(?:early )?(?:treatment )?(?:termination|discontinuation)(?: visit)?|unscheduled visits?|final (?:visit|assessment)|mid-?treatment|relapse|disease onset',
    // Alone in a row of moments.
    'before|initially|immediate(?:ly)? (?:post|after|before|pre)',
    '(?!(?:each|every|all|any|per|both|multiple|regular|scheduled|routine|several|other|subsequent|clinic|daily|weekly|monthly) )(?:[a-z/-]+ ){1,3}visit',
    // Of a cycle whose length is not told.
    'c\\d{1,2}d\\d{1,2}',
    'zu (?:studien)?beginn|(?:zum )?ausgangswert|l[ií]nea (?:de )?bas(?:e|al)|(?:à )?l.inclusion',
  ].join('|'),
  'i',
);
const WHOLE_MOMENT = new RegExp(`^(?:${MOMENT.source})$`, 'i');

const HAN_MOMENT = /^(?:基线|筛选期?|入组|随机|[一-鿿]{1,8}[前后後时時])$/;

/** True where the words name a moment: `baseline`, `end of treatment`, `immediately after surgery`. */
export const isMoment = (words: string): boolean =>
  WHOLE_MOMENT.test(words) || HAN_MOMENT.test(words);
