import { asText, isJsonObject } from '../shared/json.ts';
import { SECTIONS } from '../compare/trial/sections.ts';
import type { Change } from '../compare/trial/change.ts';
import type { BundleChanges } from '../compare/bundle/diff-bundles.ts';
import type { Comparison } from '../compare/compare.ts';

/** What `diff` calls its two records. */
export interface Labels {
  readonly before: string;
  readonly after: string;
  readonly fhir: string;
}

/** A comparison to be read: a line for each change, by section, then what changes in FHIR. */
export function diffText(comparison: Comparison, labels: Labels): string {
  const { changes, isSameTrial, resources } = comparison;
  const other = isSameTrial ? [] : ['These are records of two trials.'];
  return [
    `--- ${labels.before}`,
    `+++ ${labels.after}`,
    ...other,
    ...(changes.length === 0 ? ['No difference in the trial.'] : sectionLines(changes)),
    '',
    ...resourceLines(resources, labels.fhir),
    '',
  ].join('\n');
}

function sectionLines(changes: readonly Change[]): readonly string[] {
  const sections = [...new Set(changes.map(({ section }) => section))];
  return sections.flatMap((section) => {
    const own = changes.filter((change) => change.section === section);
    return ['', SECTIONS[section], ...linesOf(own, changes).map((line) => `  ${line}`)];
  });
}

/** A date and its kind that changed together are two changes and one line, and so are the fields of one list. */
function linesOf(own: readonly Change[], all: readonly Change[]): readonly string[] {
  const lists = new Map<string, number>();
  for (const change of own) {
    const list = listOf(change);
    if (list !== undefined) lists.set(list, (lists.get(list) ?? 0) + 1);
  }
  const line = (change: Change): string => {
    const list = listOf(change);
    const count = list === undefined ? 0 : (lists.get(list) ?? 0);
    return count > FEW ? `${count} fields ${list}: see --format json` : lineOf(change, all);
  };
  return [...new Set(own.map(line))];
}

/** So many fields of one list that no reader of the model took are told one by one. */
const FEW = 3;

/** `added in /a/list` for an item of a list that is a field of no element; undefined for any other change. */
function listOf({ path, kind, before, after }: Change): string | undefined {
  const value = (after ?? before)?.value;
  if (path !== 'leftovers[]' || !isJsonObject(value)) return undefined;
  const pointer = /^(.*)\/\d+$/.exec(asText(value['path']))?.[1];
  return pointer === undefined ? undefined : `${kind} in ${pointer}`;
}

/** The whole text of the criteria is not told again where its criteria are. */
function lineOf({ path, kind, words }: Change, all: readonly Change[]): string {
  const isTold = all.some((change) => change.path.startsWith('eligibility.criteria'));
  return path === 'eligibility.text' && kind === 'changed' && isTold
    ? 'Eligibility criteria reworded: see the criteria below'
    : words;
}

function resourceLines(resources: BundleChanges, fhir: string): readonly string[] {
  const { created, changed, unchanged, gone } = resources;
  const counts = [
    `${created.length} created`,
    `${changed.length} changed`,
    `${gone.length} no longer in it`,
    `${unchanged.length} unchanged`,
  ].join(', ');
  return [
    `FHIR ${fhir.toUpperCase()} resources: ${counts}`,
    ...created.map((reference) => `  created    ${reference}`),
    ...changed.map(({ reference, elements }) => `  changed    ${reference}: ${names(elements)}`),
    ...gone.map(
      ({ reference, becomes }) =>
        `  ${becomes === 'retire' ? 'to retire ' : 'stays     '} ${reference}`,
    ),
  ];
}

/** Elements of the resource itself, extensions by the last word of their address: `status, extension(phase)`. */
function names(elements: readonly string[]): string {
  const short = elements.map((element) => {
    const match = /^\w+\.(\w+)(?:\('[^']*?([^/.'-]+)'\))?/.exec(element);
    const [, name = element, extension] = match ?? [];
    return extension === undefined ? name : `${name}(${extension})`;
  });
  return [...new Set(short)].join(', ');
}
