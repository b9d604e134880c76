import type { ExtensionJson } from '../cross-version.ts';
import type { Extension } from './types.ts';

/** The table of cross-version elements knows no value types: what it gives are extensions of R4. */
export const lowered = (extensions: readonly ExtensionJson[]): Extension[] =>
  extensions as readonly object[] as Extension[];
