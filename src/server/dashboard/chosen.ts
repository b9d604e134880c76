/** What a person has chosen to look at, from the address: a resource, an element, an issue, a line of the record. */
import type { TransactionBundle } from '../../bundle/bundle.ts';
import type { FhirResource, LineageEntry } from '../../map/resource.ts';
import type { Issue } from '../../shared/issue.ts';
import { pointerOf } from './lineage.ts';
import { covers, rangesByResource, type Range, type SourceLines } from './source-lines.ts';

export interface Asked {
  /** `EvidenceVariable/ctgov-nct01234567-exp-1`. */
  readonly resource?: string;
  /** JSON Pointer within that resource. */
  readonly element?: string;
  /** Which issue of the list, from 0. */
  readonly issue?: number;
  /** Line of the record, from 1. */
  readonly line?: number;
}

export interface Chosen {
  readonly resource: FhirResource;
  readonly element?: string;
  /** Lines of the record that are marked besides those of the element. */
  readonly marked: readonly Range[];
  readonly issue?: Issue;
  /** Resources that were made of the chosen line, the one that says most of it alone first. */
  readonly madeOf: readonly string[];
}

export interface Record {
  readonly bundle: TransactionBundle;
  readonly lineage: readonly LineageEntry[];
  readonly issues: readonly Issue[];
  readonly source: SourceLines;
}

export const nameOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

/** Bundle order puts what is referred to first; a reader starts with the study. */
export function studyFirst(bundle: TransactionBundle | undefined): readonly FhirResource[] {
  const resources = bundle?.entry.map((entry) => entry.resource) ?? [];
  const isStudy = (resource: FhirResource): boolean => resource.resourceType === 'ResearchStudy';
  return [...resources.filter(isStudy), ...resources.filter((resource) => !isStudy(resource))];
}

export function choose(record: Record, asked: Asked): Chosen | undefined {
  const resources = studyFirst(record.bundle);
  const [study] = resources;
  if (!study) return undefined;
  const issue = asked.issue === undefined ? undefined : record.issues[asked.issue];
  if (issue) return chosenIssue(record, issue, study);
  const { line } = asked;
  const madeOf = line === undefined ? [] : madeOfLine(record, line);
  const wanted = asked.resource ?? madeOf[0];
  return {
    resource: resources.find((one) => nameOf(one) === wanted) ?? study,
    marked: line === undefined ? [] : [{ first: line, last: line }],
    madeOf,
    ...(asked.element !== undefined && { element: asked.element }),
  };
}

/** An issue that names no element is about whatever was made of its lines. */
function chosenIssue(record: Record, issue: Issue, study: FhirResource): Chosen {
  const { bundle, source } = record;
  const range = issue.place && source.range(issue.place);
  const { resource, element } = placeInBundle(bundle, issue.expression ?? '');
  const madeOf = issue.expression === undefined && range ? madeOfLine(record, range.first) : [];
  const made = bundle.entry.find((one) => nameOf(one.resource) === madeOf[0])?.resource;
  return {
    resource: resource ?? made ?? study,
    issue,
    marked: range ? [range] : [],
    madeOf,
    ...(element !== undefined && { element }),
  };
}

/** `Bundle.entry[3].resource.title` or `ResearchStudy.title`. */
function placeInBundle(
  bundle: TransactionBundle,
  expression: string,
): { readonly resource?: FhirResource; readonly element?: string } {
  const [, entry, rest = ''] = /^Bundle\.entry\[(\d+)\](?:\.resource)?(.*)$/.exec(expression) ?? [];
  if (entry !== undefined) {
    const resource = bundle.entry[Number(entry)]?.resource;
    return resource ? { resource, element: pointerOf(`_${rest}`) } : {};
  }
  const type = expression.split('.')[0];
  const resource = bundle.entry.find((one) => one.resource.resourceType === type)?.resource;
  return resource ? { resource, element: pointerOf(expression) } : {};
}

function madeOfLine({ lineage, source }: Record, line: number): readonly string[] {
  const size = (ranges: readonly Range[]): number =>
    ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return [...rangesByResource(lineage, source)]
    .filter(([, ranges]) => covers(ranges, line))
    .toSorted(([, a], [, b]) => size(a) - size(b))
    .map(([name]) => name);
}
