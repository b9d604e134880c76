/** Counts: measurable lesions, tumours, lines of therapy. */
import type { Comparator } from './comparator.ts';
import { BEFORE_NUMBER, comparatorIn, quantity, SMALL_NUMBER, smallNumber } from './counted.ts';
import { concept, type VariableType } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

interface Count {
  readonly type: VariableType;
  readonly clue: RegExp;
  /** Groups: comparator, number, what follows the number. */
  readonly pattern: RegExp;
  /** Of a number without comparator; none where that says nothing certain. */
  readonly plain?: '>=' | '=';
  /** What has to stand before. */
  readonly after?: RegExp;
}

const COUNTED = String.raw`(?:(?<![a-z])(${BEFORE_NUMBER}) ?)?(?<![a-z\d.])(${SMALL_NUMBER})( or (?:more|fewer|less)| ?(?:-|to) ?\d{1,2}(?![\d.]))?(?:,? (?:but not more than \d+|additional|different|distinct))?`;
const THERAPY = String.raw`(?:(?:systemic|anti-?cancer|antineoplastic|cytotoxic|prior|previous|different|line|lines|of|standard|chemotherapy|chemotherapeutic|platinum-based|platinum-containing|combination|biologic|biological|endocrine|hormonal|immunosuppressive|unsuccessful|the|or|and|treatment|therapeutic|multi-agent|first-line|conventional|targeted|anti-?myeloma|adequate|separate|failed|approved) ){0,7}`;

const COUNTS: readonly Count[] = [
  {
    type: concept('measurable-lesion-count', 'Measurable lesion count'),
    clue: /measurable|target les|accurately measured/,
    pattern: new RegExp(
      String.raw`${COUNTED} (?:(?!measurable)[a-z-]+,? ){0,5}(?:(?:(?:[a-z]*-?)measurable|target) (?:[a-z-]+ ){0,3}(?:lesions?|foc(?:us|i)|sites?|tumou?rs?|diseases?|metastas[ei]s|nod(?:e|ule)s?)|(?:lesions?|sites?|tumou?rs?|mass|metastas[ei]s) (?:(?:that|which|is|are|can|could|be|must|deemed|considered|radiographically|[a-z]+ly) ){1,5}measurable|lesions?,?(?:[^.;:<>≤≥]{0,100} that)? can be accurately measured)(?![a-z])`,
      'g',
    ),
    plain: '>=',
  },
  {
    type: concept('prior-therapy-lines', 'Number of prior therapy lines'),
    clue: /(?:prior|previous|lines?) |regimen/,
    pattern: new RegExp(
      String.raw`${COUNTED} (?:(?:[a-z-]+ )?(?:prior|previous)(?:ly failed)? ${THERAPY}(?:lines?|regimens?|(?:chemo|immuno)?therap(?:y|ies)|treatments?|courses? of chemotherapy)|(?:systemic |chemotherapy |treatment |therapeutic |therapy )?lines? of (?:prior |previous |systemic |anti-?cancer |standard |cytotoxic |chemo|poly)*(?:therap(?:y|ies)|treatments?|tkis?(?![a-z])|chemotherap(?:y|ies)))(?![a-z-])(?: regimens?)?`,
      'g',
    ),
    plain: '=',
  },
  // `prior lines of systemic therapy ≥ 2`
  {
    type: concept('prior-therapy-lines', 'Number of prior therapy lines'),
    clue: /(?:prior|previous) (?:[a-z]+ )?(?:lines|regimens)/,
    pattern:
      /(?<=(?:prior|previous) (?:[a-z]+ )?(?:lines|regimens)(?: of [a-z-]+(?: [a-z-]+){0,3})?:? )([<>≤≥]=?) ?(\d)(?!\d|\.\d|%)( or (?:more|fewer|less))?/g,
  },
  {
    type: concept('prior-therapy-lines', 'Number of prior therapy lines'),
    clue: /(?:systemic|endocrine|hormonal|cytotoxic|chemo|anti-?cancer|alkylating|biologic)[a-z]* ?(?:chemo)?(?:therap|treatment|regimen)/,
    pattern: new RegExp(
      String.raw`${COUNTED} (?:(?:systemic|endocrine|hormonal|cytotoxic|alkylating|anti-?cancer|standard|first-line|chemotherapy) ){1,3}(?:regimens?|(?:chemo)?therap(?:y|ies)|treatments?)(?![a-z-])`,
      'g',
    ),
    after:
      /(?<![a-z])(?:progress[a-z]*|relaps[a-z]*|refractory|recurr[a-z]*|fail[a-z]*|received|intoleran[a-z]*|pre-?treated)(?![a-z])[^.;:]{0,50}$/,
  },
  {
    type: concept('tumor-count', 'Number of tumors or lesions'),
    clue: /tumou?r|nodule|metastas|lesion|(?<![a-z])lns/,
    pattern: new RegExp(
      String.raw`${COUNTED} (?:(?:brain|liver|hepatic|intrahepatic|lung|pulmonary|bone|discrete|separate|cerebral|intracranial|extracranial|hcc|total|active|visceral|organ|lymph node|oligo|visible|metastatic|synchronous|metachronous|distant|target) ){0,4}(?:tumou?rs?|nodules?|metastases|(?:brain|liver|hepatic|lung|bone) (?:metastas[ei]s|lesions?)|tumou?r lesions?|tumou?r nodules?|lns)(?![a-z-])`,
      'g',
    ),
  },
];

/** What makes the count another thing. */
const NOT_AFTER =
  /(?<![a-z])(?:grade|stage|class|part|cohort|arm|phase|line|lines|score|day|week|figure|least|most|(?:counted|considered|regarded)(?: as)?)\)? ?$/;

export function readCounts(text: string): readonly Statement[] {
  return COUNTS.flatMap((count) => (count.clue.test(text) ? readCount(text, count) : []));
}

function readCount(text: string, { type, pattern, plain, after }: Count): readonly Statement[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { index, 0: found } = match;
    const before = text.slice(Math.max(0, index - 80), index);
    const isOther =
      NOT_AFTER.test(before.slice(-12)) ||
      after?.test(before) === false ||
      (match[0].endsWith('measured') && DEFINED.test(before));
    const said = isOther ? undefined : valueOf(match, FAILED.test(before) ? '>=' : plain);
    const value = said && MUST_NOT.test(before) ? atMost(said) : said;
    return value ? [{ rule: type.code, type, value, start: index, end: index + found.length }] : [];
  });
}

/** `measurable disease, defined as at least one lesion that can be accurately measured` */
const DEFINED = /(?<![a-z])defined (?:as|by)[^.;]{0,40}$/;
/** `failed two lines` had at least these. */
const FAILED = /(?<![a-z])failed (?:on )?$/;
/** `must not have had more than 5 prior regimens` */
const MUST_NOT = /(?<![a-z])not (?:have )?(?:had|received|undergone) $/;

const atMost = (value: Statement['value']): Statement['value'] =>
  value.kind === 'quantity' && value.comparator === '>' ? { ...value, comparator: '<=' } : value;

/** `1 to 3 metastases`, `at least two lines`, `one prior regimen` */
function valueOf(
  { 1: before, 2: number = '', 3: after = '' }: RegExpExecArray,
  plain: Count['plain'],
): Statement['value'] | undefined {
  const value = smallNumber(number);
  if (Number.isNaN(value)) return undefined;
  if (before !== undefined) return compared(value, comparatorIn(before, after));
  const high = Number(/\d+$/.exec(after)?.[0]);
  if (high > value) return { kind: 'range', low: value, high };
  return /^an?$/.test(number) ? undefined : compared(value, comparatorIn(before, after) ?? plain);
}

const compared = (
  value: number,
  comparator: Comparator | undefined,
): Statement['value'] | undefined =>
  comparator && quantity(value, comparator === '=' ? undefined : comparator);
