/** How well a value of the trial agrees with what an element says. */
import { cleanText } from '../map/clean.ts';
import type { CodeTables } from '../map/tables.ts';
import { leavesBelow, type ElementNode } from './element-tree.ts';
import type { ElementRow } from './rows.ts';
import type { TrialValue } from './trial-values.ts';

/** A value that may stand behind an element, with the row that says so. */
export interface Candidate {
  /** Absent for what a rule read out of prose and no leaf of a record holds. */
  readonly row?: ElementRow;
  readonly source: TrialValue;
}

export type Evidence = 'equal' | 'part' | 'none';

/** Everything a value may look like in FHIR: itself, or a code and display its table gives. */
export function formsOf({ row, source }: Candidate, tables: CodeTables): readonly string[] {
  const value = String(source.value);
  if (row?.table === 'ctgov-date-type') return [value, String(value === 'ACTUAL')];
  const code = row?.table === undefined ? undefined : tables.get(row.table)?.rows.get(value);
  if (!code) return [plain(value)];
  const targets = code.targets.flatMap((target) => [target.code, target.display ?? target.code]);
  return [value, code.display, ...targets];
}

/** Compares a value with the texts of an element and of what is within it. */
export function evidenceFor(
  candidate: Candidate,
  texts: ReadonlySet<string>,
  tables: CodeTables,
): Evidence {
  const forms = formsOf(candidate, tables).filter((form) => form !== '');
  if (forms.some((form) => texts.has(form))) return 'equal';
  const isPart = (text: string): boolean =>
    forms.some((form) => form.length > 1 && (text.includes(form) || form.includes(text)));
  return [...texts].some((text) => text.length > 1 && isPart(text)) ? 'part' : 'none';
}

const textsByNode = new WeakMap<ElementNode, ReadonlySet<string>>();

/** Texts, numbers and flags of an element and of what is within it. */
export function textsOf(node: ElementNode): ReadonlySet<string> {
  const known = textsByNode.get(node);
  if (known) return known;
  const texts = new Set(
    leavesBelow(node).map(({ value }) =>
      plain(typeof value === 'string' ? value : JSON.stringify(value)),
    ),
  );
  textsByNode.set(node, texts);
  return texts;
}

/** As the words stand in FHIR, without the white space around them. */
const plain = (text: string): string => cleanText(text)?.trim() ?? '';
