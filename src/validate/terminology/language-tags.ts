/** Language tags: https://www.rfc-editor.org/rfc/rfc5646#section-2.1 */

/** Subtags of the IANA registry by kind, in lower case, each list one text with blanks between. */
export interface LanguageSubtags {
  readonly language: string;
  readonly extlang: string;
  readonly script: string;
  readonly region: string;
  readonly variant: string;
  /** Whole tags from before there were subtags. */
  readonly grandfathered: string;
}

const FORM =
  /^(?<language>[a-z]{2,8})(?<extlang>(?:-[a-z]{3}){0,3})(?:-(?<script>[a-z]{4}))?(?:-(?<region>[a-z]{2}|\d{3}))?(?<variant>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$/;
/** Far longer than any tag in use; the form repeats groups, which takes an engine stack. */
const LONGEST = 1000;
const PRIVATE = /^x(-[a-z0-9]{1,8})+$/;
/** Subtags left to private use; the registry names their ranges. */
const OWN_USE: Readonly<Partial<Record<keyof LanguageSubtags, RegExp>>> = {
  language: /^q[a-t][a-z]$/,
  script: /^qa(a[a-z]|b[a-x])$/,
  region: /^(aa|q[m-z]|x[a-z]|zz)$/,
};

/** Whether a text is a language tag whose subtags are registered; of its form alone without the registry. */
export function languageTagTest(subtags: LanguageSubtags | undefined): (tag: string) => boolean {
  const sets = new Map<string, ReadonlySet<string>>();
  const isRegistered = (kind: keyof LanguageSubtags, subtag: string): boolean => {
    if (subtags === undefined) return true;
    const known = sets.get(kind) ?? new Set(subtags[kind].split(' '));
    sets.set(kind, known);
    return known.has(subtag);
  };
  return (text) => {
    if (text.length > LONGEST) return false;
    const tag = text.toLowerCase();
    const parts = FORM.exec(tag)?.groups;
    if (parts === undefined)
      return PRIVATE.test(tag) || (subtags !== undefined && isRegistered('grandfathered', tag));
    const kinds = ['language', 'extlang', 'script', 'region', 'variant'] as const;
    return (
      kinds.every((kind) =>
        (parts[kind] ?? '')
          .split('-')
          .every(
            (part) => part === '' || OWN_USE[kind]?.test(part) === true || isRegistered(kind, part),
          ),
      ) || isRegistered('grandfathered', tag)
    );
  };
}
