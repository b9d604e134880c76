import type { Match, MatchedCheck, MatchedCriterion, Result, Verdict } from '../../match/match.ts';
import { plain } from '../report/report.ts';

export interface MatchTextOptions {
  readonly hasColor: boolean;
  /** Also of criteria that are words alone. */
  readonly isVerbose: boolean;
}

const RESET = '\u001B[0m';
const GREEN = '\u001B[32m';
const YELLOW = '\u001B[33m';
const RED = '\u001B[31m';
const VERDICT_COLORS: Readonly<Record<Verdict, string>> = {
  excluded: RED,
  unknown: YELLOW,
  'may be eligible': GREEN,
};
const EFFECT_COLORS: Readonly<Record<MatchedCriterion['effect'], string>> = {
  excludes: RED,
  open: YELLOW,
  allows: GREEN,
};

/** A match to be read: the verdict, then each side, a line for a criterion and one for each comparison of it. */
export function matchText(match: Match, options: MatchTextOptions): string {
  const { trial, patient, on, verdict, criteria } = match;
  const paint = painter(options);
  const head = [trial.id, trial.title].filter((part) => part !== undefined && part !== '');
  const known = criteria.filter(({ effect }) => effect !== 'open').length;
  return [
    plain(head.join('  ')),
    `${plain(patient)} on ${on}: ${paint(verdict, VERDICT_COLORS[verdict])}`,
    ...reasons(criteria),
    ...sideLines(
      'Inclusion',
      criteria.filter(({ exclude }) => !exclude),
      options,
    ),
    ...sideLines(
      'Exclusion: one that is met excludes',
      criteria.filter(({ exclude }) => exclude),
      options,
    ),
    '',
    `${known} of ${criteria.length} criteria known.`,
    '',
  ].join('\n');
}

const painter =
  ({ hasColor }: MatchTextOptions) =>
  (text: string, color: string): string =>
    hasColor ? `${color}${text}${RESET}` : text;

/** Which criteria exclude. */
function reasons(criteria: readonly MatchedCriterion[]): readonly string[] {
  const names = criteria.filter(({ effect }) => effect === 'excludes').map(({ linkId }) => linkId);
  return names.length === 0 ? [] : [`by ${plain(names.join(', '))}`];
}

function sideLines(
  title: string,
  criteria: readonly MatchedCriterion[],
  options: MatchTextOptions,
): readonly string[] {
  if (criteria.length === 0) return [];
  return ['', title, ...criteria.flatMap((criterion) => criterionLines(criterion, options))];
}

/** Width of the longest result. */
const WIDTH = 'not met'.length;
const INDENT = ' '.repeat(WIDTH + 4);
const LONGEST = 160;

function criterionLines(criterion: MatchedCriterion, options: MatchTextOptions): readonly string[] {
  const { linkId, text, result, effect, reason, checks } = criterion;
  const answer = painter(options)(result, EFFECT_COLORS[effect]) + padding(result);
  const isTold = reason !== undefined && (options.isVerbose || checks.length > 0);
  return [
    `  ${answer}  ${plain(linkId)}  ${shortened(plain(text.replaceAll(/\s+/g, ' ')))}`,
    ...checks.map((check) => `${INDENT}${checkLine(check)}`),
    ...(isTold ? [`${INDENT}unknown: ${reason}`] : []),
  ];
}

const padding = (result: Result): string => ' '.repeat(WIDTH - result.length);

function checkLine({ demand, result, reason, evidence }: MatchedCheck): string {
  const seen = evidence.map(({ reference, value, date }) =>
    [reference, value, date && `(${date})`].filter(Boolean).join(' '),
  );
  const why = reason === undefined ? '' : `, ${reason}`;
  const by = seen.length === 0 ? '' : ` by ${seen.join('; ')}`;
  return plain(`${demand}: ${result}${why}${by}`);
}

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
