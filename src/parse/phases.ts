const NUMERALS: Readonly<Record<string, string>> = {
  i: 'PHASE1',
  1: 'PHASE1',
  ii: 'PHASE2',
  2: 'PHASE2',
  iii: 'PHASE3',
  3: 'PHASE3',
  iv: 'PHASE4',
  4: 'PHASE4',
};

const NUMERAL = '(iii|ii|iv|i|[1-4])[abc]?';
/** `phase II`, `Phase 1b/2a`, `phase I-II`, `Phase 2/Phase 3`, `early phase 1`. */
const PHASE = new RegExp(
  `\\b(early[ -])?phase[ -]?${NUMERAL}(?:\\s?(?:/|-|–| and | or )\\s?(?:phase[ -]?)?${NUMERAL})?(?![a-z0-9])`,
  'i',
);

export interface PhaseFound {
  /** Codes of ctgov-phase in rising order. */
  readonly codes: readonly string[];
  /** The words that said so. */
  readonly excerpt: string;
  readonly index: number;
}

/** A phase of other trials: `in Phase 2 studies`, `the recommended phase II dose`. */
const OF_OTHERS = /^ (?:clinical )?(?:studies|trials|development|dose)\b/i;

/** The first phase a text names as its own. */
export function findPhase(text: string): PhaseFound | undefined {
  const match = PHASE.exec(text);
  if (!match || OF_OTHERS.test(text.slice(match.index + match[0].length))) return undefined;
  const [excerpt, early, first = '', second = ''] = match;
  const one = NUMERALS[first.toLowerCase()];
  const two = NUMERALS[second.toLowerCase()];
  const codes =
    early && one === 'PHASE1' ? ['EARLY_PHASE1'] : [one, two].flatMap((code) => code ?? []);
  return { codes: [...new Set(codes)].sort(), excerpt, index: match.index };
}

const NO_PHASE =
  /^(?:n\/?a|not applicable|nicht anwendbar|nicht zutreffend|entfällt|sans objet|non applicable|no aplica(?:ble)?|不适用)\.?$/i;

/** Codes of a field that holds nothing but a phase: `Phase 2`, `II/III`, `N/A`; none where it says anything else. */
export function phasesOfField(value: string): readonly string[] {
  const text = value.normalize('NFKC').trim();
  if (NO_PHASE.test(text)) return ['NA'];
  const numeral = text
    .replace(/期(?:临床(?:试验|研究))?$|^fase(?= )/i, '')
    .replaceAll(/[一二三四]/g, (sign) => String('一二三四'.indexOf(sign) + 1))
    .trim();
  const named = /phase/i.test(numeral) ? numeral : `phase ${numeral}`;
  const found = findPhase(named);
  return found && found.excerpt.length >= named.replace(/\.$/, '').length ? found.codes : [];
}
