/**
 * The lists of a trial: what makes an item the same item in another version, and what it is called.
 *
 * A list that is not here is matched by its whole items and then by position, so a field added to the model is
 * compared on the day it is added.
 */
import { isJsonObject, type Json } from '../../shared/json.ts';
import { normal } from '../text/words.ts';
import { ACTIVITY_NAMES } from './labels.ts';
import type { MatchRule } from './match.ts';
import { textAt } from './values.ts';
import { own } from '../../shared/own.ts';

export interface ListRule extends MatchRule {
  /** What one item is called: `Primary outcome`. */
  readonly noun: (item: Json) => string;
  /** What tells it from the others of its kind. */
  readonly name?: (item: Json) => string;
  /** The member that is its wording: a change of it is told as a change of the item. */
  readonly main?: string;
  /** Items are numbered, and their order compared, within a group: `primary`. @default one group */
  readonly group?: (item: Json) => string;
  /** Told as a whole: `Phase 1 -> Phase 1, Phase 2`. */
  readonly isWhole?: true;
  /** An item is named with its group: `Criterion 4 (inclusion)`. */
  readonly showsGroup?: true;
  /** Items carry their number: `Arm 2`. */
  readonly isNumbered?: true;
}

/** `key('city', 'country')`: the words of these members; empty where all of them are. */
const key =
  (...names: readonly string[]) =>
  (item: Json): string => {
    const parts = names.map((name) => textAt(item, name));
    return parts.every((part) => part === '') ? '' : parts.join('|');
  };
/** As key, but only for items that have every one of them. */
const whole =
  (...names: readonly string[]) =>
  (item: Json): string =>
    names.every((name) => textAt(item, name) !== '') ? key(...names)(item) : '';
const words =
  (...names: readonly string[]) =>
  (item: Json): string =>
    names.map((name) => textAt(item, name)).join(' ');
const named = (noun: string) => (): string => noun;
const everyItem = (): string => '';

const texts = (noun: string): ListRule => ({
  keys: [textAt],
  alike: { words: textAt, least: 0.5 },
  noun: named(noun),
});
const codes = (noun: string): ListRule => ({ noun: named(noun), isWhole: true });
const contacts = (noun: string): ListRule => ({
  keys: [whole('name', 'role'), key('email'), key('name')],
  position: key('role'),
  noun: named(noun),
  name: (item) => textAt(item, 'name') || textAt(item, 'email') || textAt(item, 'phone'),
});

const OUTCOMES: Readonly<Record<string, string>> = {
  primary: 'Primary outcome',
  secondary: 'Secondary outcome',
  other: 'Other outcome',
};
const IDENTIFIERS: Readonly<Record<string, string>> = {
  registry: 'Registry number',
  alias: 'Earlier registry number',
  organization: "Organization's study number",
  secondary: 'Secondary number',
};

const side = (item: Json): string =>
  isJsonObject(item) && item['exclude'] === true ? 'exclusion' : 'inclusion';

export const LISTS: Readonly<Record<string, ListRule>> = {
  identifiers: {
    keys: [key('kind', 'id')],
    position: key('kind'),
    group: key('kind'),
    noun: (item) => own(IDENTIFIERS, textAt(item, 'kind')) ?? 'Number',
    name: key('id'),
    main: 'id',
  },
  'status.registrationDates': {
    keys: [key('activity')],
    noun: (item) => ACTIVITY_NAMES[textAt(item, 'activity')] ?? textAt(item, 'activity'),
  },
  collaborators: {
    keys: [key('name')],
    alike: { words: words('name'), least: 0.5 },
    noun: named('Collaborator'),
    name: key('name'),
    main: 'name',
  },
  conditions: texts('Condition'),
  keywords: texts('Keyword'),
  removedCountries: texts('Removed country'),
  conditionMeshes: { keys: [key('id'), key('term')], noun: named('MeSH condition'), name: key('term') }, // prettier-ignore
  interventionMeshes: { keys: [key('id'), key('term')], noun: named('MeSH intervention'), name: key('term') }, // prettier-ignore
  browseTerms: {
    keys: [key('module', 'kind', 'id'), key('module', 'kind', 'term')],
    position: key('module', 'kind'),
    noun: (item) => `Index term (${textAt(item, 'module')} ${textAt(item, 'kind')})`,
    name: key('term'),
  },
  'design.phases': codes('Phase'),
  'design.whoMasked': codes('Who is masked'),
  'eligibility.stdAges': codes('Age groups'),
  'ipdSharing.infoTypes': codes('Shared information'),
  arms: {
    keys: [key('label')],
    alike: { words: words('label', 'description'), least: 0.6 },
    position: everyItem,
    noun: named('Arm'),
    name: key('label'),
    main: 'label',
    isNumbered: true,
  },
  'arms[].interventionNames': texts('Intervention'),
  'arms[].interventions': { keys: [textAt], noun: named('Intervention given') },
  interventions: {
    keys: [key('type', 'name'), key('name')],
    alike: { words: words('name', 'description'), least: 0.6 },
    position: key('type'),
    noun: named('Intervention'),
    name: key('name'),
    main: 'name',
    isNumbered: true,
  },
  'interventions[].armGroupLabels': texts('Arm'),
  'interventions[].otherNames': texts('Other name'),
  outcomes: {
    keys: [key('kind', 'measure', 'timeFrame'), key('kind', 'measure'), key('measure')],
    alike: { words: words('measure', 'timeFrame'), least: 0.6 },
    position: key('kind'),
    group: key('kind'),
    noun: (item) => OUTCOMES[textAt(item, 'kind')] ?? 'Outcome',
    name: key('measure'),
    main: 'measure',
    isNumbered: true,
  },
  'eligibility.criteria': {
    keys: [(item) => `${side(item)}|${textAt(item, 'text')}`, key('text')],
    alike: { words: (item) => textAt(item, 'text'), least: 0.5 },
    group: side,
    showsGroup: true,
    noun: named('Criterion'),
    name: key('text'),
    main: 'text',
    isNumbered: true,
  },
  centralContacts: contacts('Central contact'),
  'sites[].contacts': contacts('Contact'),
  officials: {
    keys: [key('name')],
    position: key('role'),
    noun: named('Official'),
    name: key('name'),
    main: 'name',
  },
  sites: {
    keys: [
      key('facility', 'city', 'state', 'zip', 'country'),
      whole('facility', 'city', 'country'),
      whole('facility', 'zip', 'country'),
      whole('facility', 'city'),
    ],
    alike: { words: words('facility', 'city', 'state', 'zip', 'country'), least: 0.75 },
    noun: named('Site'),
    name: (item) =>
      ['facility', 'city', 'state', 'country']
        .map((name) => textAt(item, name))
        .filter((part) => part !== '')
        .join(', '),
  },
  references: {
    keys: [key('pmid'), key('citation')],
    alike: { words: words('citation'), least: 0.6 },
    noun: named('Reference'),
    name: (item) => {
      const pmid = textAt(item, 'pmid');
      return pmid === '' ? textAt(item, 'citation') : `PMID ${pmid}`;
    },
  },
  'references[].retractions': {
    keys: [key('pmid', 'source')],
    position: everyItem,
    noun: named('Retraction'),
    name: key('source'),
  },
  seeAlso: {
    keys: [key('url'), key('label')],
    position: everyItem,
    noun: named('Link'),
    name: words('label', 'url'),
  },
  availableIpds: {
    keys: [key('id', 'type'), key('url')],
    position: everyItem,
    noun: named('Shared data'),
    name: words('type', 'id'),
  },
  largeDocuments: {
    keys: [key('filename'), whole('label', 'date'), key('typeAbbrev')],
    position: everyItem,
    noun: named('Document'),
    name: key('label'),
  },
  'submissionHistory.submissions': {
    keys: [key('releaseDate')],
    position: everyItem,
    noun: named('Submission of results'),
    name: key('releaseDate'),
    isNumbered: true,
  },
  'annotations.unpostedEvents': {
    keys: [key('type', 'date')],
    position: key('type'),
    noun: named('Event of results not posted'),
    name: key('date'),
  },
  'annotations.violationEvents': {
    keys: [key('type', 'issuedDate')],
    position: key('type'),
    noun: named('Violation event'),
    name: key('description'),
  },
  leftovers: {
    keys: [
      (item) => `${itemless(item)}|${isJsonObject(item) ? JSON.stringify(item['value']) : ''}`,
      key('path'),
      itemless,
    ],
    noun: named('Field'),
    name: key('path'),
    main: 'value',
  },
};

/** A pointer without the positions in it, which move when an item is put in front. */
function itemless(item: Json): string {
  return textAt(item, 'path').replaceAll(/\/\d+(?=\/|$)/g, '/-');
}

/** For a list of which nothing is known. */
export const ANY_LIST: ListRule = { position: everyItem, noun: named('Item') };

/** The number or bullet of a criterion as a kind: another number is no other wording. */
export function labelKind(label: string): string {
  return normal(label).replaceAll(/[\p{L}\p{N}]+/gu, 'n');
}
