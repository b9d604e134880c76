/** Time frames in comparable form: kind and points in one line, anchors apart. */

/** `12 wk`, or an event in quotes. */
export type Point = string;

export type Clause =
  | { readonly kind: 'at'; readonly points: readonly Point[] }
  | { readonly kind: 'range'; readonly low: Point; readonly high: Point }
  | { readonly kind: 'upto'; readonly high: Point }
  | { readonly kind: 'every'; readonly period: Point; readonly duration?: Point };

export interface TimeReading {
  /** `at 12 wk + upto 2 a`; `text` where nothing can be said in numbers. */
  readonly points: string;
  /** Events from which it counts, or until which. */
  readonly anchors: readonly string[];
}

export const TEXT_ONLY: TimeReading = { points: 'text', anchors: [] };

export function timeReading(clauses: readonly Clause[], anchors: readonly string[]): TimeReading {
  if (clauses.length === 0) return TEXT_ONLY;
  const said = clauses.flatMap(spell);
  return {
    points: [...new Set(said)].toSorted().join(' + '),
    anchors: [...new Set(anchors.map(eventWords))].toSorted(),
  };
}

function spell(clause: Clause): readonly string[] {
  if (clause.kind === 'at') return clause.points.map((point) => `at ${point}`);
  if (clause.kind === 'range') return [`range ${clause.low} .. ${clause.high}`];
  if (clause.kind === 'upto') return [`upto ${clause.high}`];
  return [
    `every ${clause.period}${clause.duration === undefined ? '' : ` for ${clause.duration}`}`,
  ];
}

export const durationPoint = (value: number, unit: string): Point => `${value} ${unit}`;
export const eventPoint = (words: string): Point => `"${eventWords(words)}"`;

/** An event by its words: without article, `Date of` and letter case. */
const eventWords = (words: string): string =>
  words
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^(?:the |date of |day of |time of )+/, '');
