import { eventIn } from './event.ts';
import { tailOf } from './leads.ts';
import type { Period } from './period.ts';
import { AHEAD, type Found } from './place.ts';

export interface Last {
  readonly found: Found;
  readonly periodEnd: number;
}

/** `within 4 weeks or 5 half-lives before`, `or 72 hours before infusion`, `(6 weeks for mitomycin C)`. */
export function alternative(
  text: string,
  period: Period,
  last: Last | undefined,
): Found | undefined {
  if (!last || period.start < last.periodEnd || period.start - last.periodEnd > 90)
    return undefined;
  const between = text.slice(last.periodEnd, period.start);
  const after = text.slice(period.end, period.end + AHEAD);
  const { found } = last;
  if (/^,? ?(?:or|and|\/) (?:within |at least |≥ ?|\d x )?$/.test(between)) {
    return { ...found, end: Math.max(found.end, period.end) };
  }
  if (/^[^.;:()\d]{0,60}\((?:or )?(?:within |at least |≥ ?)?$/.test(between))
    return bracketed(period, found, after);
  const compared =
    /^,? ?or (greater|more|longer|less|fewer|shorter) th[ae]n $|^,? ?or ([<>≤≥]=?) ?$/.exec(
      between,
    );
  if (compared) return otherwise(found, compared[1] ?? compared[2] ?? '', period.end);
  return /^[^.;:()]{0,70} or $/.test(between) ? ofOtherEvent(found, period, after) : undefined;
}

/** `within 7 days before screening or 72 hours before infusion` */
function ofOtherEvent(found: Found, period: Period, after: string): Found | undefined {
  const tail = tailOf(after);
  if (tail?.kind !== 'before') return undefined;
  const event = eventIn(after.slice(tail.from, tail.from + 100));
  return { ...found, end: period.end + tail.from + event.length, event };
}

function bracketed(period: Period, found: Found, after: string): Found | undefined {
  const match = /^ (?:for|if|in case of|after) ([^()]{3,80})\)/.exec(after);
  if (!match) return undefined;
  const start = period.end + match[0].length - 1 - (match[1]?.length ?? 0);
  const end = period.end + match[0].length;
  const what = { start, end: end - 1, from: period.start, isNegated: found.what.isNegated };
  return { lead: found.lead, type: found.type, what, end };
}

/** `less than 6 months or greater than 60 months` */
function otherwise(found: Found, word: string, end: number): Found {
  const sign = word.includes('=') || /[≤≥]/.test(word) ? '=' : '';
  const comparator = /greater|more|longer|[>≥]/.test(word)
    ? sign
      ? '>='
      : '>'
    : sign
      ? '<='
      : '<';
  return { ...found, lead: { comparator }, end: Math.max(found.end, end) };
}
