import { codeSystem } from '../../shared/canonical.ts';
import type { Code, Text } from '../../trial/values.ts';
import type { Contact, Official, Party, ResponsibleParty } from '../../trial/trial.ts';
import { textOf, type Scope } from '../scope.ts';
import { PARTY_ROLE } from '../terms.ts';
import { compact, mark } from './build.ts';
import { codeConcept, conceptOf, textConcept, verbatim } from './coding.ts';
import { telecomOf } from './contacts.ts';
import { organizationReference } from './places.ts';
import type {
  AssociatedParty,
  CodeableConcept,
  ContactPoint,
  PractitionerRole,
  Reference,
} from './types.ts';

/** People of a study stay inside it: without an identifier they would only litter a provider directory (D18). */
export interface People {
  readonly contained: PractitionerRole[];
  readonly parties: AssociatedParty[];
}

interface PartyParts {
  readonly name: Text | undefined;
  readonly role: CodeableConcept;
  readonly classifiers?: readonly (CodeableConcept | undefined)[];
  readonly party?: Reference | undefined;
}

function associatedParty(
  scope: Scope,
  { name, role, classifiers = [], party }: PartyParts,
): AssociatedParty {
  const text = textOf(scope, name);
  return compact<AssociatedParty>({
    name: text,
    _name: text === undefined ? undefined : mark(name),
    role,
    classifier: classifiers.filter((classifier) => classifier !== undefined),
    party,
  });
}

const sponsorRole = (code: 'lead-sponsor' | 'collaborator'): CodeableConcept =>
  codeConcept(PARTY_ROLE, code, code);

/** Sponsor, collaborators, and the organization that registered the trial. */
export function organizationParties(scope: Scope): AssociatedParty[] {
  const { leadSponsor, collaborators, organization, responsibleParty } = scope.trial;
  const bySponsor = responsibleParty?.type?.value === 'SPONSOR' && leadSponsor !== undefined;
  const party = (
    given: Party,
    role: CodeableConcept,
    more: readonly (CodeableConcept | undefined)[] = [],
  ): AssociatedParty =>
    associatedParty(scope, {
      name: given.name,
      role,
      classifiers: [conceptOf(scope, given.class), ...more],
      party: organizationReference(scope, given),
    });
  const responsible = bySponsor ? [responsibleType(scope, responsibleParty)] : [];
  return [
    ...(leadSponsor ? [party(leadSponsor, sponsorRole('lead-sponsor'), responsible)] : []),
    ...collaborators.map((collaborator) => party(collaborator, sponsorRole('collaborator'))),
    ...(organization ? [registrant(scope, organization)] : []),
  ];
}

/** Who registered the record; no Organization of its own, often it is the sponsor under another spelling. */
function registrant(scope: Scope, organization: Party): AssociatedParty {
  return associatedParty(scope, {
    name: organization.name,
    role: codeConcept(
      codeSystem('party-role'),
      'registrant',
      'Organisation that registered the record',
    ),
    classifiers: [conceptOf(scope, organization.class)],
  });
}

function responsibleType(scope: Scope, party: ResponsibleParty): CodeableConcept | undefined {
  return conceptOf(scope, party.type, (table, row) => [verbatim(table, row)]);
}

export function peopleOf(scope: Scope): People {
  const people = [
    ...responsiblePeople(scope),
    ...scope.trial.officials.map((official, index) => officialPerson(scope, official, index)),
    ...scope.trial.centralContacts.flatMap((contact, index) =>
      contactPerson(scope, contact, index),
    ),
  ];
  return {
    contained: people.map(({ contained }) => contained),
    parties: people.map(({ party }) => party),
  };
}

interface Person {
  readonly contained: PractitionerRole;
  readonly party: AssociatedParty;
}

interface PersonFacts {
  readonly id: string;
  readonly name?: Text | undefined;
  readonly organization?: Text | undefined;
  readonly code?: CodeableConcept | undefined;
  readonly telecom?: readonly ContactPoint[];
  readonly role: CodeableConcept;
  readonly classifiers?: readonly (CodeableConcept | undefined)[];
}

function personOf(scope: Scope, facts: PersonFacts): Person {
  const name = textOf(scope, facts.name);
  const organization = textOf(scope, facts.organization);
  const contained = compact<PractitionerRole>({
    resourceType: 'PractitionerRole',
    id: facts.id,
    practitioner: name === undefined ? undefined : { display: name },
    organization: organization === undefined ? undefined : { display: organization },
    code: facts.code && [facts.code],
    contact: facts.telecom?.length ? [{ telecom: [...facts.telecom] }] : undefined,
  });
  const reference = compact<Reference>({ reference: `#${facts.id}`, display: name });
  return {
    contained,
    party: associatedParty(scope, { ...facts, name: facts.name, party: reference }),
  };
}

function officialPerson(scope: Scope, official: Official, index: number): Person {
  const role = conceptOf(scope, official.role);
  return personOf(scope, {
    id: `official-${index + 1}`,
    name: official.name,
    organization: official.affiliation,
    code: role,
    role: role ?? GENERAL_CONTACT,
  });
}

/** The responsible party where it is more than the sponsor itself; records of before 2011 name it differently. */
function responsiblePeople(scope: Scope): Person[] {
  const { responsibleParty: party, leadSponsor } = scope.trial;
  if (!party) return [];
  const { oldNameTitle, oldOrganization } = party;
  const sponsorAlone = party.type?.value === 'SPONSOR' && leadSponsor && isBare(party);
  const current = !sponsorAlone && (party.type !== undefined || !isBare(party));
  return [
    ...(current ? [responsiblePerson(scope, party)] : []),
    ...(oldNameTitle || oldOrganization
      ? [
          personOf(scope, {
            id: 'responsible-party-old',
            name: oldNameTitle,
            organization: oldOrganization,
            role: RESPONSIBLE_PARTY,
          }),
        ]
      : []),
  ];
}

const isBare = (party: ResponsibleParty): boolean =>
  !party.investigatorFullName && !party.investigatorTitle && !party.investigatorAffiliation;

const GENERAL_CONTACT = codeConcept(PARTY_ROLE, 'general-contact', 'general-contact');
const RESPONSIBLE_PARTY = codeConcept(
  codeSystem('party-role'),
  'responsible-party',
  'Responsible party',
);

function responsiblePerson(scope: Scope, party: ResponsibleParty): Person {
  const type = conceptOf(scope, party.type);
  const standard = type?.coding?.find(({ system }) => system === PARTY_ROLE);
  return personOf(scope, {
    id: 'responsible-party',
    name: party.investigatorFullName,
    organization: party.investigatorAffiliation,
    code: textConcept(scope, party.investigatorTitle),
    role: standard ? { coding: [standard] } : RESPONSIBLE_PARTY,
    // With a sponsor at hand its classifier already says that the sponsor is responsible.
    classifiers: [responsibleType(scope, party)],
  });
}

/** A central contact; its telecom stays with the study (D18). */
function contactPerson(scope: Scope, contact: Contact, index: number): Person[] {
  const role = conceptOf(scope, contact.role);
  const telecom = telecomOf(scope, contact);
  if (!role && telecom.length === 0 && textOf(scope, contact.name) === undefined) return [];
  return [
    personOf(scope, {
      id: `contact-${index + 1}`,
      name: contact.name,
      telecom,
      role: role ?? GENERAL_CONTACT,
    }),
  ];
}

/** A site's contact recruits there; other roles keep their own code. */
export function siteContactRole(scope: Scope, code: Code | undefined): CodeableConcept | undefined {
  return conceptOf(scope, code, (table, row) =>
    row.code === 'CONTACT'
      ? [
          { system: PARTY_ROLE, code: 'recruitment-contact', display: 'recruitment-contact' },
          verbatim(table, row),
        ]
      : [...row.targets.map((target) => ({ ...target })), verbatim(table, row)],
  );
}
