/**
 * Words by which a record describes its own trial: its titles, and `a randomized, open-label phase II` of `This is a
 * randomized, open-label phase II study of`. Other trials, parts and plans are spoken of in the same words elsewhere.
 */
import type { Trial } from '../../trial/trial.ts';
import { sentencesOf, sourcesOf, type Source, type Statement } from './sources.ts';

/** A title that speaks of what follows on another trial. */
const SEQUEL =
  /\b(?:extension|follow-?up|roll-?over|sub-?stud|secondary analysis|long-term|ancillary)/i;

export function ownWords(trial: Trial): readonly Statement[] {
  return sourcesOf(trial).flatMap((source) =>
    source.path.startsWith('titles') ? ofTitle(source) : ofText(source),
  );
}

const ofTitle = (source: Source): readonly Statement[] =>
  SEQUEL.test(source.text.value) ? [] : [{ source, text: source.text.value.slice(0, LONGEST) }];

/** Longer than any title or sentence that describes a design. */
const LONGEST = 1000;

function ofText(source: Source): readonly Statement[] {
  const { value } = source.text;
  if (!DESIGN.test(value)) return [];
  return sentencesOf(value).flatMap((sentence) => {
    if (!DESIGN.test(sentence)) return [];
    const text = descriptionIn(sentence.slice(0, LONGEST));
    return text === undefined ? [] : [{ source, text }];
  });
}

/** Most sentences have no word of a design, and need no further look. */
const DESIGN =
  /random|open.label|blind|mask|phase|[ -]arm|parallel|single|cross-?over|factorial|prospective|retrospective|cent(?:er|re|ric)/i;

/** What a description of a trial ends with. */
const HEAD = /^(?:stud(?:y|ies)|trial|rct|design|investigation|fashion|manner)$/i;
const MAY_BE_HEAD = /stud|trial|rct|design|investig|fashion|manner/i;
/** Words that no description of a trial has before its head: verbs, prepositions, and what makes it another trial. */
const NO_PART =
  /^(?:that|which|who|of|to|in|for|with|from|by|is|was|are|were|be|been|has|have|had|will|would|using|after|following|during|at|as|on|if|whether|these|those|other|another|previous|prior|subsequent|larger|larger-scale|future|recommended|original|earlier|parent|same|each|every|part|parts|stage|portion|component|work|extension|follow-up|sub-?study|purpose|aim|recent|recently|completed|published|several|many|most|not|no)$/i;
/** The trial itself, before its description: `This`, `This is a`, `We will conduct a`, `It was designed as a`. */
const OWN =
  /(?:^|\s)(?:this|our|(?:the (?:present|current|proposed|planned))|(?:(?:this|it|the (?:(?:present|current|proposed|planned) )?(?:study|trial|project|research)|this (?:[\w-]+ ){0,3}(?:study|trial|project|research)) (?:is|was|will be|would be|has been|uses|used|employs|will use|will employ|adopts)(?: (?:designed|conducted|performed|planned|carried|implemented|organi[sz]ed|set))?(?: out| up)?(?: as| in| using)?|(?:we|the investigators|the researchers|the authors) (?:will |have |are |plan to |propose to |aim to |intend to )?(?:conduct|conducted|conducting|perform|performed|performing|carry out|design|designed|plan|propose|initiate|initiated)) (?:an?|the))$/i;
/** Not of this trial, or not yet. */
const ELSEWHERE = /^(?:if|in an?|previous(?:ly)?|recent(?:ly)?|should|once|based on)\b/i;
const MOST_WORDS = 30;

/** The words between what says `this trial` and its head; `Study design: ...` up to the end of the sentence. */
function descriptionIn(sentence: string): string | undefined {
  const [, named] = /^(?:the )?(?:study|trial) design\s*[:：]\s*(.{3,300})/is.exec(sentence) ?? [];
  if (named !== undefined) return named;
  if (ELSEWHERE.test(sentence)) return undefined;
  const words = sentence.split(/\s+/);
  for (const [head, word] of words.entries()) {
    if (!MAY_BE_HEAD.test(word) || !HEAD.test(bare(word))) continue;
    const start = startOf(words, head);
    if (start !== undefined && start < head) return words.slice(start, head + 1).join(' ');
  }
  return undefined;
}

/** Where the description before a head begins; undefined where it is not said to be this trial's. */
function startOf(words: readonly string[], head: number): number | undefined {
  for (let at = head - 1; at >= Math.max(0, head - MOST_WORDS); at -= 1) {
    const word = bare(words[at] ?? '');
    if (/^(?:this|our|an?|present|current|proposed|planned|the)$/i.test(word)) {
      const before = words.slice(Math.max(0, at - 12), at + 1).join(' ');
      return OWN.test(before) ? at + 1 : undefined;
    }
    if (NO_PART.test(word) || /[.;:]$/.test(words[at] ?? '')) return undefined;
  }
  return undefined;
}

const bare = (word: string): string => word.replaceAll(/^[("']+|[)"',.;:]+$/g, '');
