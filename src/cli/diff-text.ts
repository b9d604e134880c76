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

/** A date and its kind that changed together are two changes and one line. */
function linesOf(own: readonly Change[], all: readonly Change[]): readonly string[] {
  return [...new Set(own.map((change) => lineOf(change, all)))];
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
