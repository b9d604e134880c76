/** Code systems that are rules rather than lists: MIME types, languages, units of measure. */
import type { KnownSystem } from './known-system.ts';
import { type LanguageSubtags, languageTagTest } from './language-tags.ts';

export const UCUM = 'http://unitsofmeasure.org';
const MIME_TYPES = 'urn:ietf:bcp:13';
const LANGUAGES = 'urn:ietf:bcp:47';

/** What is known of them besides their form. */
export interface Outside {
  /** Whether a code is a UCUM expression; undefined where it cannot be told. */
  readonly isUnit?: (code: string) => boolean | undefined;
  readonly languages?: LanguageSubtags;
}

// the short forms are those of CapabilityStatement.format
const MIME_TYPE = /^([^\s/;]+\/[^\s/;]+\s*(;.*)?|xml|json|ttl)$/;

export function outsideSystems({ isUnit, languages }: Outside): readonly KnownSystem[] {
  return [
    ruled(MIME_TYPES, 'type/subtype', (code) => MIME_TYPE.test(code)),
    ruled(LANGUAGES, 'a language tag of BCP 47', languageTagTest(languages)),
    ruled(UCUM, 'units of UCUM', (code) => isUnit?.(code)),
  ];
}

function ruled(url: string, form: string, has: (code: string) => boolean | undefined): KnownSystem {
  return {
    url,
    content: 'complete',
    form,
    has,
    displays: () => [],
    status: () => undefined,
    codes: () => [],
    spelling: (code) => code,
    isBelow: () => false,
    isChild: () => false,
  };
}
