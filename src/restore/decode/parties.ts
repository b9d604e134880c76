import { codeSystem } from '../../shared/canonical.ts';
import { asText } from '../../shared/json.ts';
import { PARTY_ROLE } from '../../map/terms.ts';
import { present, presentOrNothing } from '../../parse/present.ts';
import type {
  Contact,
  Official,
  Oversight,
  Party,
  ResponsibleParty,
  Trial,
} from '../../trial/trial.ts';
import type { Code, Text } from '../../trial/values.ts';
import type { Library } from '../resources.ts';
import { codeIn, codeOrText, conceptText, hasCode } from './concepts.ts';
import { decodeTelecom } from './contacts.ts';
import { allAt, at, flagPart, isPresent, ownExtension, textAt, type Element } from './element.ts';

type Parties = Pick<
  Trial,
  | 'organization'
  | 'leadSponsor'
  | 'collaborators'
  | 'responsibleParty'
  | 'officials'
  | 'centralContacts'
>;

/** A party of the study with the person or organization it points to. */
interface Placed {
  readonly party: Element;
  readonly who: Element | undefined;
  /** `#official-2`; empty where it points to no contained resource. */
  readonly local: string;
}

export function decodeParties(study: Element, library: Library): Parties {
  const placed = allAt(study, 'associatedParty').map((party): Placed => {
    const reference = at(party, 'party');
    const local = asText(reference.json['reference']);
    return {
      party,
      who: library.resolve(reference, study),
      local: local.startsWith('#') ? local : '',
    };
  });
  const withRole = (system: string, code: string): readonly Placed[] =>
    placed.filter(({ party }) => hasCode(at(party, 'role'), system, code));
  const sponsors = withRole(PARTY_ROLE, 'lead-sponsor');
  return present({
    organization: partiesOf(withRole(codeSystem('party-role'), 'registrant'))[0],
    leadSponsor: partiesOf(sponsors)[0],
    collaborators: partiesOf(withRole(PARTY_ROLE, 'collaborator')),
    responsibleParty: decodeResponsible(placed, sponsors),
    officials: placed.filter(isOfficial).map(decodeOfficial),
    centralContacts: placed.filter(isContact).map(decodeContact),
  });
}

function partiesOf(placed: readonly Placed[]): readonly Party[] {
  return placed.flatMap(({ party, who }) => {
    const name = textAt(party, 'name') ?? (who && textAt(who, 'name'));
    const isNamed = name !== undefined || party.json['name'] === undefined;
    // A name no FHIR text could hold stands in ext-source-element; its party is there all the same.
    return isNamed
      ? [present({ name: name ?? { value: '', place: party.place }, class: classOf(party) })]
      : [];
  });
}

function classOf(party: Element): Code | undefined {
  return allAt(party, 'classifier').flatMap(
    (each) => codeOrText(each, 'ctgov-agency-class') ?? [],
  )[0];
}

const RESPONSIBLE = 'ctgov-responsible-party-type';

function decodeResponsible(
  placed: readonly Placed[],
  sponsors: readonly Placed[],
): ResponsibleParty | undefined {
  const current = placed.find(({ local }) => local === '#responsible-party');
  const old = placed.find(({ local }) => local === '#responsible-party-old')?.who;
  const types = [
    ...(current
      ? allAt(current.party, 'classifier').map((each) => codeOrText(each, RESPONSIBLE))
      : []),
    ...sponsors.flatMap(({ party }) =>
      allAt(party, 'classifier').map((each) => codeIn(each, RESPONSIBLE)),
    ),
  ];
  const person = current?.who;
  return presentOrNothing({
    type: types.find((type) => type !== undefined),
    investigatorFullName: person && displayAt(person, 'practitioner'),
    investigatorTitle: person && titleOf(person),
    investigatorAffiliation: person && displayAt(person, 'organization'),
    oldNameTitle: old && displayAt(old, 'practitioner'),
    oldOrganization: old && displayAt(old, 'organization'),
  });
}

const displayAt = (person: Element, name: string): Text | undefined =>
  textAt(at(person, name), 'display');

function titleOf(person: Element): Text | undefined {
  const [code] = allAt(person, 'code');
  return code && conceptText(code);
}

/** Roles of a study that people have who are no contacts, where the party is not of our own making. */
const OFFICIAL_ROLES = ['primary-investigator', 'sub-investigator', 'sponsor-investigator'];

function isOfficial({ party, local }: Placed): boolean {
  if (local !== '') return local.startsWith('#official-') || isForeignOfficial(party, local);
  return isForeignOfficial(party, local);
}

function isForeignOfficial(party: Element, local: string): boolean {
  const role = at(party, 'role');
  return !isOwn(local) && OFFICIAL_ROLES.some((code) => hasCode(role, PARTY_ROLE, code));
}

function isContact({ party, local }: Placed): boolean {
  if (local.startsWith('#contact-')) return true;
  return !isOwn(local) && hasCode(at(party, 'role'), PARTY_ROLE, 'general-contact');
}

const isOwn = (local: string): boolean => /^#(?:official-|contact-|responsible-party)/.test(local);

function decodeOfficial({ party, who }: Placed): Official {
  const [code] = who ? allAt(who, 'code') : [];
  return present({
    name: textAt(party, 'name') ?? (who && (displayAt(who, 'practitioner') ?? textAt(who, 'name'))),
    affiliation: who && displayAt(who, 'organization'),
    role:
      codeOrText(code ?? at(party, 'nothing'), 'ctgov-contact-role') ??
      codeIn(at(party, 'role'), 'ctgov-contact-role'),
  });
}

function decodeContact({ party, who }: Placed): Contact {
  const role = at(party, 'role');
  const [contact] = who ? allAt(who, 'contact') : [];
  return present({
    name: textAt(party, 'name') ?? (who && displayAt(who, 'practitioner')),
    role: codeOrText(role, 'ctgov-contact-role'),
    ...decodeTelecom(contact && isPresent(contact) ? contact : (who ?? party)),
  });
}

export function decodeOversight(study: Element): Oversight {
  const facts = ownExtension(study, 'ext-oversight');
  return present({
    oversightHasDmc: flagPart(facts, 'hasDmc'),
    isFdaRegulatedDrug: flagPart(facts, 'isFdaRegulatedDrug'),
    isFdaRegulatedDevice: flagPart(facts, 'isFdaRegulatedDevice'),
    isUnapprovedDevice: flagPart(facts, 'isUnapprovedDevice'),
    isPpsd: flagPart(facts, 'isPpsd'),
    isUsExport: flagPart(facts, 'isUsExport'),
    fdaaa801Violation: flagPart(facts, 'fdaaa801Violation'),
  });
}
