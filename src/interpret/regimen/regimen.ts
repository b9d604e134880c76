/**
 * How something is given, as its description says (MAPPING 5.3): each part only where all of the words agree. Two
 * amounts, phases or a titration leave the amount and the schedule unsaid.
 */
import { oneLine } from '../../parse/lines.ts';
import type { Regimen } from '../../trial/understood.ts';
import { phraseOf } from '../time-frame/words.ts';
import { dosesIn } from './doses.ts';
import { routesIn } from './routes.ts';
import { boundsIn, cycleIn, schedulesIn } from './schedules.ts';

const LONGEST = 2000;
/** Words of doses or times that change. */
const CHANGING =
  /titrat|escalat|increas|decreas|reduc|taper|dose[- ](?:level|finding|rang)|loading|maintenance|rush|up-?dosing|build-?up|followed by|\bthen\b|thereafter|adjust|subsequent|initial(?:ly)? dose|starting dose|phase [12i]|cohort|\boff\b|rest period|weeks? on\b|as needed|(?:when|as|if) (?:required|needed)|actual needs|\bprn\b|on demand|\bdays? ?\d{1,2} ?(?:-|–|to|through) ?\d|\bd\d{1,2} ?- ?d?\d/i;
/** `b.i.d.` as one word. */
const LATIN = /\b([bt])\.? ?i\.? ?d\b\.?|\b([qo])\. ?d\.?/gi;

export function readRegimen(text: string): Regimen | undefined {
  if (text.length > LONGEST) return undefined;
  const words = oneLine(text.replaceAll(/[()（）[\]]/g, ' , '));
  const route = only(routesIn(words));
  const regimen: Regimen = {
    ...(route && { route }),
    ...(CHANGING.test(words) ? {} : steadyPart(words)),
  };
  const { dose, schedule } = regimen;
  return dose || route || schedule ? regimen : undefined;
}

/** An amount or a frequency has one of these. */
const MAY_SAY =
  /[\d０-９]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|da[iy]|week|month|hour|night|morning|evening|noon|year|annual|minute|second|once|twice|thrice|every|each|\bper\b|cycle|auc|\b[bqto]\.? ?[a-z]?\.? ?d\b/i;

function steadyPart(words: string): Regimen {
  if (!MAY_SAY.test(words)) return {};
  const { tokens } = phraseOf(words.replaceAll(LATIN, (found) => found.replaceAll(/[. ]/g, '')));
  const cycle = cycleIn(words);
  const dose = only(dosesIn(words));
  const schedule = only(schedulesIn(tokens, cycle));
  const bounds = only(boundsIn(tokens, cycle));
  return {
    ...(dose && { dose }),
    ...(schedule && { schedule }),
    ...(bounds && { bounds: bounds.length, ...(bounds.isUpTo && { isUpTo: true }) }),
  };
}

const only = <T>([first, more]: readonly T[]): T | undefined =>
  more === undefined ? first : undefined;
