import { createRequire } from 'node:module';

/** As @lhncbc/ucum-lhc has it, which comes without types. */
interface UcumLibrary {
  readonly UcumLhcUtils: {
    getInstance(): { validateUnitString(code: string): { readonly status: string } };
  };
}

/** Far longer than any unit; the library takes longer the longer a text is. */
const LONGEST = 120;
/** Codes come from outside: a limit holds what is kept of them. */
const MOST_KEPT = 10_000;

const require = createRequire(import.meta.url);

/**
 * A test whether a code is an expression of UCUM, by the library of the U.S. National Library of Medicine: loaded
 * (50 ms) when the first code is asked about, each code asked once.
 */
export function unitTest(): (code: string) => boolean {
  const known = new Map<string, boolean>();
  let validate: ((code: string) => boolean) | undefined;
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    validate ??= loadLibrary();
    const plain = withoutBlanks(code);
    const verdict = hasForm(plain) && validate(plain);
    if (known.size < MOST_KEPT) known.set(code, verdict);
    return verdict;
  };
}

// HL7 lists units with blanks in their annotations, {clock time}; the library takes none
function withoutBlanks(code: string): string {
  return code.length > LONGEST
    ? code
    : code.replaceAll(/\{[^{}]*\}/g, (annotation) => annotation.replaceAll(' ', '_'));
}

// https://ucum.org/ucum#section-Character-Set-and-Lexical-Rules: no blanks; the library trims them
function hasForm(code: string): boolean {
  return code.length <= LONGEST && /^[!-~]+$/.test(code);
}

function loadLibrary(): (code: string) => boolean {
  const { UcumLhcUtils } = require('@lhncbc/ucum-lhc') as UcumLibrary;
  const library = UcumLhcUtils.getInstance();
  return (code) => {
    try {
      return library.validateUnitString(code).status === 'valid';
    } catch {
      return false;
    }
  };
}
