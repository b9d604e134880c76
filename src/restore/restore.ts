/**
 * FHIR back to the trial, and to the registry's own JSON (MAPPING section 13).
 *
 * Reads neither the source document nor any other copy of the record: whatever comes back was in the
 * elements. Never throws: what cannot be restored is an issue.
 */
import type { Issue } from '../shared/issue.ts';
import { asText, isJsonObject, objectIn, type Json, type JsonObject } from '../shared/json.ts';
import { interpret } from '../interpret/interpret.ts';
import { isTooDeep, MAX_DEPTH } from '../parse/ctgov/leftovers.ts';
import { readStudy } from '../parse/ctgov/study.ts';
import type { CodeTables } from '../map/tables.ts';
import type { Leftover, Trial } from '../trial/trial.ts';
import { decodeTrial, keyOf } from './decode/trial.ts';
import type { Element } from './decode/element.ts';
import { readForeignWords } from './foreign.ts';
import { isFromText, isFromRegistry } from './origin.ts';
import { writeStudy } from './ctgov/study.ts';
import { raiseResource } from './raise.ts';
import {
  entriesOf,
  isOfType,
  openLibrary,
  pointerOf,
  type Entry,
  type Library,
} from './resources.ts';
import { standardCodes } from './standard-codes.ts';
import { unreadElements } from './unread.ts';

/** A study of a bundle as a trial again. */
export interface Restored {
  /** `ResearchStudy/ctgov-nct01234567`. */
  readonly name: string;
  /** As convert() had it; places are those of the record where that was ClinicalTrials.gov JSON, else of the bundle. */
  readonly trial: Trial;
  /** The trial as ClinicalTrials.gov v2 JSON: for its own studies the record, for others what they state. */
  readonly ctgov: JsonObject;
  readonly issues: readonly Issue[];
}

/**
 * Restores the first study of a Bundle, or a ResearchStudy alone.
 *
 * @param tables ConceptMaps by which standard codes of foreign studies become registry codes; our own need none.
 */
export function restoreBundle(
  document: Json,
  tables: readonly CodeTables[] = [],
): Partial<Restored> & Pick<Restored, 'issues'> {
  if (isTooDeep(document)) return unreadable(TOO_DEEP);
  const entries = entriesOf(document);
  if (entries.length === 0) return unreadable(NOT_FHIR);
  return restoreEntries(entries, tables)[0] ?? unreadable(NO_STUDY);
}

/** Restores every study among the resources, in their order. */
export function restoreEntries(
  entries: readonly Entry[],
  tables: readonly CodeTables[] = [],
): readonly Restored[] {
  const raised = entries.map((entry) => ({ ...entry, resource: raiseResource(entry.resource) }));
  const library = openLibrary(raised, standardCodes(tables));
  return library.all
    .filter((resource) => isOfType(resource, 'ResearchStudy'))
    .map((study) => restoreStudy(study, library, entries));
}

function restoreStudy(study: Element, library: Library, entries: readonly Entry[]): Restored {
  const { value, issues } = decodeTrial(study, library);
  const decoded = keyOf(study) === undefined ? readForeignWords(value, study, library) : value;
  const found = [...issues, ...unreadElements(study)];
  const name = `ResearchStudy/${asText(study.json['id'])}`;
  const ctgov = writeStudy(decoded);
  if (isOfClinicalTrials(decoded, study, library)) {
    const trial = interpret(inGivenOrder(readStudy(ctgov).value, decoded)).value;
    return { name, trial, ctgov, issues: found };
  }
  const trial = withPointers(interpret(decoded).value, entries) as Trial;
  return { name, trial, ctgov, issues: found };
}

/** Members no model knows come back at the end of what holds them; the list of leftovers tells their order. */
function inGivenOrder(read: Trial, { leftovers }: Trial): Trial {
  const order = new Map(leftovers.map(({ path }, index) => [path, index] as const).toReversed());
  const at = (path: string): number => order.get(path) ?? leftovers.length;
  const again = read.leftovers
    .map((leftover) => sameCopy(leftover, leftovers[at(leftover.path)]))
    .toSorted((a, b) => at(a.path) - at(b.path));
  return { ...read, leftovers: again };
}

/** Of several equal members the copy names the one it named before. */
function sameCopy(read: Leftover, given: Leftover | undefined): Leftover {
  return read.copyOf !== undefined && given?.copyOf !== undefined
    ? { ...read, copyOf: given.copyOf }
    : read;
}

/** True for a study made from ClinicalTrials.gov's own JSON, of which every value has its pointer. */
function isOfClinicalTrials(trial: Trial, study: Element, library: Library): boolean {
  if (keyOf(study) === undefined || isFromText(trial, study, library)) return false;
  return isFromRegistry(trial, study);
}

/** Places of entries, as lines while texts were read, become pointers into the document. */
function withPointers(part: unknown, entries: readonly Entry[]): unknown {
  if (Array.isArray(part)) return part.map((item) => withPointers(item, entries));
  if (!isJsonObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      const { kind, first } = objectIn(value);
      return key === 'place' && kind === 'lines' && typeof first === 'number'
        ? [key, pointerOf({ kind: 'lines', first, last: first }, entries)]
        : [key, withPointers(value, entries)];
    }),
  );
}

const unreadable = (issue: Issue): Pick<Restored, 'issues'> => ({ issues: [issue] });

const NOT_FHIR: Issue = {
  severity: 'fatal',
  code: 'format-unknown',
  message: 'The JSON is no FHIR Bundle with resources and no FHIR resource; nothing restored.',
};

const NO_STUDY: Issue = {
  severity: 'fatal',
  code: 'restore-incomplete',
  message: 'There is no ResearchStudy among the resources; nothing restored.',
};

const TOO_DEEP: Issue = {
  severity: 'fatal',
  code: 'record-unreadable',
  message: `The document nests lists and objects deeper than ${MAX_DEPTH} levels; nothing restored.`,
};
