import { createRequire } from 'node:module';
import type { Units } from '../validate/terminology/outside.ts';

/** As much of @lhncbc/ucum-lhc as is used here; it comes without types. */
interface UcumLibrary {
  validateUnitString(code: string): Answer;
  convertUnitTo(from: string, value: number, to: string): Answer;
}

/** Far longer than any unit; the library takes longer the longer a text is. */
const LONGEST = 120;
/** Codes come from outside: a limit holds what is kept of them. */
const MOST_KEPT = 10_000;

const require = createRequire(import.meta.url);

/**
 * Units by the library of the U.S. National Library of Medicine: loaded (50 ms) when the first unit is asked
 * about; whether a code is a unit is asked once for each.
 */
export function ucumUnits(): Units {
  const known = new Map<string, boolean>();
  const library = lazyLibrary();

  function isUnit(code: string): boolean {
    const before = known.get(code);
    if (before !== undefined) return before;
    const plain = withoutBlanks(code);
    const verdict =
      hasForm(plain) && orFailed(() => library().validateUnitString(plain)).status === 'valid';
    if (known.size < MOST_KEPT) known.set(code, verdict);
    return verdict;
  }

  function inUnit(value: number, from: string, to: string): number | undefined {
    if (!isUnit(from) || !isUnit(to)) return undefined;
    const { status, toVal } = orFailed(() => library().convertUnitTo(from, value, to));
    return status === 'succeeded' && typeof toVal === 'number' ? toVal : undefined;
  }

  return { isUnit, inUnit };
}

interface Answer {
  readonly status: string;
  readonly toVal?: number | null;
}

// validation never throws, whatever a library does with a hostile code; and what the library tells the console of
// such a code would stand amid the report on standard output
function orFailed(ask: () => Answer): Answer {
  const { console: told } = globalThis;
  globalThis.console = SILENT;
  try {
    return ask();
  } catch {
    return { status: 'error' };
  } finally {
    globalThis.console = told;
  }
}

const SILENT: Console = { ...globalThis.console, log: () => undefined };

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

function lazyLibrary(): () => UcumLibrary {
  let loaded: UcumLibrary | undefined;
  return () => {
    if (loaded !== undefined) return loaded;
    const { UcumLhcUtils } = require('@lhncbc/ucum-lhc') as {
      readonly UcumLhcUtils: { getInstance(): UcumLibrary };
    };
    loaded = UcumLhcUtils.getInstance();
    return loaded;
  };
}
