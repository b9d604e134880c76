/** Which lines of the record stand behind which element of a resource, by the mapping rows that made it. */
import type { TransactionBundle } from '../../bundle/bundle.ts';
import { explain, type Explanation } from '../../explain/explain.ts';
import type { Knowledge } from '../../explain/knowledge.ts';
import type { FhirResource, LineageEntry } from '../../map/resource.ts';
import { interpret } from '../../interpret/interpret.ts';
import { parse } from '../../parse/parse.ts';
import { toReceived } from '../../shared/received.ts';
import type { Trial } from '../../trial/trial.ts';
import { toSourceLines, type Range, type SourceLines } from './source-lines.ts';

export interface Made {
  readonly bundle: TransactionBundle;
  readonly trial: Trial;
  readonly lineage: readonly LineageEntry[];
  readonly source: SourceLines;
  readonly knowledge: Knowledge;
}

/** The trial as it is understood today, from the record as received. */
export function trialOf(text: string, receivedAt: string): Trial | undefined {
  const { value } = parse(toReceived('record', text, { receivedAt }));
  return value && interpret(value).value;
}

export interface ElementLine {
  /** JSON Pointer within the resource. */
  readonly pointer: string;
  readonly sources: readonly Range[];
}

export interface ResourceLines {
  readonly lines: SourceLines;
  /** Elements by the line of the resource they begin at. */
  readonly elements: ReadonlyMap<number, ElementLine>;
}

/** Of a resource of more lines an element is explained when it is asked for, and not all of them at once. */
const MANY_LINES = 3000;

export function resourceLines(made: Made, resource: FhirResource): ResourceLines {
  const lines = toSourceLines(JSON.stringify(resource));
  const all = lines.lines.length > MANY_LINES ? [] : explainElement(made, resource, '');
  const elements = new Map<number, ElementLine>();
  for (const explanation of all) {
    const pointer = pointerOf(explanation.element);
    const range = lines.range({ kind: 'pointer', pointer });
    if (range) elements.set(range.first, { pointer, sources: sourcesOf(made, explanation) });
  }
  return { lines, elements };
}

/** What stands behind the element at a JSON Pointer of a resource, and behind everything in it. */
export function explainElement(
  { bundle, trial, lineage, knowledge }: Made,
  { resourceType, id }: FhirResource,
  pointer: string,
): readonly Explanation[] {
  const path = pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('');
  const conversion = { bundle, trial, lineage, issues: [] };
  return explain(conversion, knowledge, `${resourceType}/${id}${path}`);
}

export function sourcesOf({ source }: Made, { sources }: Explanation): readonly Range[] {
  return sources.flatMap(({ place }) => source.range(place) ?? []);
}

/** `/extension/4/valueCode` of `ResearchStudy.extension[4].valueCode`. */
export function pointerOf(element: string): string {
  const [, ...steps] = element.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  return steps.map((step) => `/${step}`).join('');
}
