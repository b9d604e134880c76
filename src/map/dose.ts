/** A dose in words taken apart; only ever a whole sentence of this small grammar (MAPPING 5.3). */
export interface Dose {
  readonly amount?: { readonly value: number; readonly unit: string };
  readonly repeat?: {
    readonly frequency: number;
    readonly period: number;
    readonly periodUnit: 'd' | 'wk' | 'mo';
  };
}

const AMOUNT = String.raw`(?<value>\d{1,6}(?:\.\d{1,4})?)\s?(?<unit>mg\/kg|mg\/m2|mg|g)`;
const ROUTE = String.raw`(?:\s(?:IV|intravenously|orally|PO|subcutaneously|SC))?`;
const SCHEDULE = String.raw`(?:every (?<every>\d{1,3}) (?<each>day|week|month)s?|Q(?<weeks>\d{1,2})W|(?<single>weekly|once weekly|daily|once daily|QD)|(?<twice>BID|twice daily)|(?<thrice>TID|three times daily))`;
const DOSE = new RegExp(`^${AMOUNT}${ROUTE}(?:,?\\s${SCHEDULE})?\\.?$`, 'iu');

const UNITS: Readonly<Record<string, 'd' | 'wk' | 'mo'>> = { day: 'd', week: 'wk', month: 'mo' };

/** `1200mg every 3 weeks`; undefined where anything else is said. */
export function readDose(words: string): Dose | undefined {
  const groups = DOSE.exec(words.trim())?.groups;
  if (!groups) return undefined;
  const { value, unit } = groups;
  const repeat = readRepeat(groups);
  return {
    ...(value !== undefined &&
      unit !== undefined && { amount: { value: Number(value), unit: unit.toLowerCase() } }),
    ...(repeat && { repeat }),
  };
}

function readRepeat(groups: Readonly<Record<string, string | undefined>>): Dose['repeat'] {
  const { every, each, weeks, single, twice, thrice } = groups;
  const unit = each === undefined ? undefined : UNITS[each.toLowerCase()];
  if (every !== undefined && unit) return { frequency: 1, period: Number(every), periodUnit: unit };
  if (weeks !== undefined) return { frequency: 1, period: Number(weeks), periodUnit: 'wk' };
  if (single !== undefined) {
    return { frequency: 1, period: 1, periodUnit: /weekly/iu.test(single) ? 'wk' : 'd' };
  }
  if (twice !== undefined) return { frequency: 2, period: 1, periodUnit: 'd' };
  return thrice === undefined ? undefined : { frequency: 3, period: 1, periodUnit: 'd' };
}
