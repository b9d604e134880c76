/**
 * For any element of a bundle: the value of the record it comes from, and the mapping row, code and
 * rule that made it. Reads the conversion only; it converts nothing again.
 */
import type { Conversion } from '../convert.ts';
import type { CodeRow } from '../map/tables.ts';
import type { Place } from '../shared/issue.ts';
import type { Json } from '../shared/json.ts';
import type { Derivation } from '../trial/values.ts';
import { anchorsOf } from './anchors.ts';
import { atOnce, valuesFor } from './at-once.ts';
import { openBundle, type OpenBundle, type OpenResource } from './bundle-index.ts';
import { derivationOf, keptPlace } from './derivation.ts';
import { leavesBelow, type ElementNode } from './element-tree.ts';
import type { Candidate } from './evidence.ts';
import { findElements } from './find-element.ts';
import type { Knowledge } from './knowledge.ts';
import { acrossRows, narrow, type Setting } from './narrow.ts';
import type { ElementRow, MadeElements } from './rows.ts';
import { readableName } from './siblings.ts';

/** One value of the record behind an element. */
export interface Source {
  readonly place: Place;
  readonly value: Json;
  /** Path in the trial model: `outcomes[1].measure`; absent for what is only kept. */
  readonly trial?: string;
  readonly row?: ElementRow;
  /** Row of the code table, where the value is a code. */
  readonly code?: CodeRow;
  /** How a value was obtained that is not the record's own. */
  readonly derivation?: Derivation;
  /** The element does not hold the value, it follows from it: an id, a link, a criterion of a text. */
  readonly follows?: true;
}

/**
 * `single`: this value and no other; `several`: all of them together; `ambiguous`: one of them, and the
 * bundle does not tell which; `made`: no value of the record; `unknown`: no row names the element.
 */
export type Answer = 'single' | 'several' | 'ambiguous' | 'made' | 'unknown';

export interface Explanation {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly resource: string;
  /** `ResearchStudy.status` */
  readonly element: string;
  /** `ResearchStudy/ctgov-nct01234567.extension(label:acronym)`: the element for people, and for explain(). */
  readonly name: string;
  readonly pattern: string;
  /** Value of the element, where it has one of its own. */
  readonly value: boolean | number | string;
  readonly answer: Answer;
  readonly sources: readonly Source[];
  readonly made?: MadeElements;
  /** Mark on the element itself. */
  readonly derivation?: Derivation;
}

/**
 * Explains an element and everything within it; the whole bundle where none is named.
 *
 * @param element `ResearchStudy.status`, `EvidenceVariable/id.title`, `ResearchStudy.extension[4]`,
 *   a pattern of the mapping rows, or the FHIRPath of an issue; nothing is found for one the bundle has not
 */
export function explain(
  conversion: Conversion,
  knowledge: Knowledge,
  element?: string,
): readonly Explanation[] {
  const bundle = openBundle(conversion, knowledge);
  const found =
    element === undefined ? bundle.resources.map(wholeOf) : findElements(bundle, element);
  return found.flatMap(({ resource, node }) =>
    leavesBelow(node)
      .filter((leaf) => leaf === node || isTold(leaf, node))
      .map((leaf) => explainLeaf(leaf, resource, bundle)),
  );
}

const wholeOf = (resource: OpenResource) => ({ resource, node: resource.root });

/** The URL of an extension and the marks of a derivation are told with the element they belong to. */
function isTold({ name, parent, pattern }: ElementNode, asked: ElementNode): boolean {
  if (name === 'url' && parent?.name === 'extension') return false;
  return !pattern.includes(MARK) || asked.pattern.includes(MARK);
}

const MARK = '.extension(ext-derivation)';

function explainLeaf(node: ElementNode, resource: OpenResource, bundle: OpenBundle): Explanation {
  const derivation = derivationOf(node);
  const head = {
    resource: resource.reference,
    element: node.expression,
    name: `${resource.reference}${readableName(node)}`,
    pattern: node.pattern,
    value: node.value as Explanation['value'],
    ...(derivation && { derivation }),
  };
  const kept = keptPlace(node);
  if (kept) return { ...head, answer: 'single', sources: [kept] };
  const sources = sourcesOf({ node, resource, bundle });
  if (sources.length > 0) return { ...head, answer: answerOf(sources), sources };
  const { made } = bundle.lookup(node.pattern);
  if (made) return { ...head, answer: 'made', sources, made };
  return { ...head, answer: derivation ? 'made' : 'unknown', sources };
}

/** Values the element holds; else values it follows from; else what a rule read out of prose. */
function sourcesOf(asked: Asked): readonly Source[] {
  const { holding, following, made } = asked.bundle.lookup(asked.node.pattern);
  const held = chosen(holding, ({ trial }) => trial, asked);
  if (held.length > 0) return held;
  const followed = chosen(following, ({ read, trial }) => (read.length > 0 ? read : trial), asked);
  if (followed.length > 0) return followed.map((source) => ({ ...source, follows: true }));
  const read = (made?.read ?? []).flatMap((path) =>
    asked.bundle.valuesAt(path).map((source) => ({ source })),
  );
  return narrow(read, settingOf(asked)).map((candidate) => sourceOf(candidate, asked.bundle));
}

/** One value of a row is that value, several of one row are alternatives, of several rows they count together. */
function answerOf(sources: readonly Source[]): Answer {
  if (sources.length === 1) return 'single';
  const alone = sources.filter(({ row }) => row?.together !== true).map(({ row }) => row);
  return new Set(alone).size < alone.length ? 'ambiguous' : 'several';
}

interface Asked {
  readonly node: ElementNode;
  readonly resource: OpenResource;
  readonly bundle: OpenBundle;
}

function chosen(
  rows: readonly ElementRow[],
  paths: (row: ElementRow) => readonly string[],
  asked: Asked,
): readonly Source[] {
  const setting = settingOf(asked);
  const { bundle } = asked;
  const byRow = rows.map((row) => {
    const [path = '', ...others] = paths(row);
    const found = others.length === 0 ? atOnce(row, path, setting, bundle) : undefined;
    if (found) return found;
    const values = [path, ...others].flatMap((each) => valuesFor(each, asked.resource, bundle));
    return narrow(
      values.map((source) => ({ row, source })),
      setting,
    );
  });
  return acrossRows(byRow.flat(), setting).map((candidate) => sourceOf(candidate, bundle));
}

const settingOf = ({ node, resource, bundle }: Asked): Setting => ({
  node,
  anchors: anchorsOf(node, resource.id),
  places: resource.places,
  tables: bundle.tables,
  itemsOf: bundle.itemsOf,
  sizeOf: bundle.sizeOf,
});

function sourceOf({ row, source }: Candidate, bundle: OpenBundle): Source {
  const code =
    row?.table === undefined
      ? undefined
      : bundle.tables.get(row.table)?.rows.get(String(source.value));
  return {
    place: source.place,
    value: source.value,
    trial: source.concrete,
    ...(row && { row }),
    ...(code && { code }),
    ...(source.derivation && { derivation: source.derivation }),
  };
}
