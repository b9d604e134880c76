/** Code systems that are rules rather than lists: MIME types, languages, units of measure. */
import type { KnownSystem } from './known-system.ts';
import { type LanguageSubtags, languageTagTest } from './language-tags.ts';

export const UCUM = 'http://unitsofmeasure.org';
const MIME_TYPES = 'urn:ietf:bcp:13';
const LANGUAGES = 'urn:ietf:bcp:47';

/** What is known of UCUM. */
export interface Units {
  /** Undefined where it cannot be told. */
  readonly isUnit: (code: string) => boolean | undefined;
  /** A value in another unit; undefined where the one cannot be told in the other. */
  readonly inUnit: (value: number, from: string, to: string) => number | undefined;
}

/** What is known of them besides their form. */
export interface Outside {
  readonly units?: Units;
  readonly languages?: LanguageSubtags;
}

// the short forms are those of CapabilityStatement.format
const MIME_TYPE = /^([^\s/;]+\/[^\s/;]+\s*(;.*)?|xml|json|ttl)$/;

export function outsideSystems({ units, languages }: Outside): readonly KnownSystem[] {
  return [
    ruled(MIME_TYPES, 'type/subtype', (code) => MIME_TYPE.test(code)),
    ruled(LANGUAGES, 'a language tag of BCP 47', remembered(languageTagTest(languages))),
    ruled(UCUM, 'units of UCUM', (code) => units?.isUnit(code)),
  ];
}

/** Codes come from outside: a limit holds what is kept of them. */
const MOST_KEPT = 1000;
const LONGEST_KEPT = 100;

// a language stands in every resource, and is the same in all
function remembered(test: (code: string) => boolean): (code: string) => boolean {
  const known = new Map<string, boolean>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const verdict = test(code);
    if (known.size < MOST_KEPT && code.length < LONGEST_KEPT) known.set(code, verdict);
    return verdict;
  };
}

function ruled(url: string, form: string, has: (code: string) => boolean | undefined): KnownSystem {
  return {
    url,
    content: 'complete',
    form,
    isPlain: () => false,
    has,
    displays: () => [],
    status: () => undefined,
    codes: () => [],
    spelling: (code) => code,
    isBelow: () => false,
    isChild: () => false,
  };
}
