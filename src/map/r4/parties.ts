import { codeSystem } from '../../shared/canonical.ts';
import type { Code } from '../../trial/values.ts';
import type { Official, Party, ResponsibleParty } from '../../trial/trial.ts';
import { textOf, type Scope } from '../scope.ts';
import { PARTY_ROLE } from '../terms.ts';
import { compact, complexExtension, textExtension, valueExtension } from './build.ts';
import { codeConcept, conceptOf, verbatim } from './coding.ts';
import { crossVersion } from './common.ts';
import { organizationReference } from './places.ts';
import type { CodeableConcept, Extension, Reference, ResearchStudy } from './types.ts';

type Contained = NonNullable<ResearchStudy['contained']>[number];

/** People of a study stay inside it: without an identifier they would only litter a provider directory (D18). */
export interface People {
  readonly contained: Contained[];
  readonly parties: Extension[];
  readonly principalInvestigator: ResearchStudy['principalInvestigator'] | undefined;
}

interface PartyParts {
  readonly name: Extension[];
  readonly role: CodeableConcept;
  readonly classifiers?: readonly (CodeableConcept | undefined)[];
  readonly party?: Reference | undefined;
}

function associatedParty({ name, role, classifiers = [], party }: PartyParts): Extension[] {
  return complexExtension(crossVersion('ResearchStudy.associatedParty'), [
    ...name,
    valueExtension('role', 'valueCodeableConcept', role),
    ...classifiers.flatMap((classifier) =>
      classifier ? [valueExtension('classifier', 'valueCodeableConcept', classifier)] : [],
    ),
    ...(party ? [valueExtension('party', 'valueReference', party)] : []),
  ]);
}

const sponsorRole = (code: 'lead-sponsor' | 'collaborator'): CodeableConcept =>
  codeConcept(PARTY_ROLE, code, code);

/** Sponsor, collaborators, and the organization that registered the trial. */
export function organizationParties(scope: Scope): Extension[] {
  const { leadSponsor, collaborators, organization, responsibleParty } = scope.trial;
  const bySponsor = responsibleParty?.type?.value === 'SPONSOR' && leadSponsor !== undefined;
  const party = (
    given: Party,
    role: CodeableConcept,
    more: readonly (CodeableConcept | undefined)[] = [],
  ) =>
    associatedParty({
      name: textExtension(scope, 'name', 'valueString', given.name),
      role,
      classifiers: [conceptOf(scope, given.class), ...more],
      party: organizationReference(scope, given),
    });
  return [
    ...(leadSponsor
      ? party(
          leadSponsor,
          sponsorRole('lead-sponsor'),
          bySponsor ? [responsibleType(scope, responsibleParty)] : [],
        )
      : []),
    ...collaborators.flatMap((collaborator) => party(collaborator, sponsorRole('collaborator'))),
    ...(organization
      ? associatedParty({
          name: textExtension(scope, 'name', 'valueString', organization.name),
          role: codeConcept(
            codeSystem('party-role'),
            'registrant',
            'Organisation that registered the record',
          ),
          classifiers: [conceptOf(scope, organization.class)],
        })
      : []),
  ];
}

function responsibleType(scope: Scope, party: ResponsibleParty): CodeableConcept | undefined {
  return conceptOf(scope, party.type, (table, row) => [verbatim(table, row)]);
}

export function peopleOf(scope: Scope): People {
  const { officials, responsibleParty, leadSponsor } = scope.trial;
  const roles = officials.map((official, index) => officialRole(scope, official, index));
  const leader = officials.findIndex(({ role }) => role?.value === 'PRINCIPAL_INVESTIGATOR');
  const responsible =
    responsibleParty &&
    !(responsibleParty.type?.value === 'SPONSOR' && leadSponsor && isBare(responsibleParty))
      ? responsibleParty
      : undefined;
  return {
    contained: [
      ...roles.map(({ contained }) => contained),
      ...(responsible ? [responsibleRole(scope, responsible)] : []),
    ],
    parties: [
      ...(responsible ? responsibleExtension(scope, responsible) : []),
      ...roles.flatMap(({ party }) => party),
      ...contactParties(scope),
    ],
    principalInvestigator: roles[leader]?.reference,
  };
}

const isBare = (party: ResponsibleParty): boolean =>
  !party.investigatorFullName && !party.investigatorTitle && !party.investigatorAffiliation;

function officialRole(scope: Scope, official: Official, index: number) {
  const id = `official-${index + 1}`;
  const name = textOf(scope, official.name);
  const affiliation = textOf(scope, official.affiliation);
  const role = conceptOf(scope, official.role);
  const contained: Contained = compact<Extract<Contained, { resourceType: 'PractitionerRole' }>>({
    resourceType: 'PractitionerRole',
    id,
    practitioner: name === undefined ? undefined : { display: name },
    organization: affiliation === undefined ? undefined : { display: affiliation },
    code: role && [role],
  });
  const reference = compact<NonNullable<ResearchStudy['principalInvestigator']>>({
    reference: `#${id}`,
    display: name,
  });
  return {
    contained,
    reference,
    party: associatedParty({
      name: textExtension(scope, 'name', 'valueString', official.name),
      role: role ?? codeConcept(PARTY_ROLE, 'general-contact', 'general-contact'),
      party: reference,
    }),
  };
}

const RESPONSIBLE_ID = 'responsible-party';

function responsibleRole(scope: Scope, party: ResponsibleParty): Contained {
  const name = textOf(scope, party.investigatorFullName);
  const title = textOf(scope, party.investigatorTitle);
  const affiliation = textOf(scope, party.investigatorAffiliation);
  return compact<Extract<Contained, { resourceType: 'PractitionerRole' }>>({
    resourceType: 'PractitionerRole',
    id: RESPONSIBLE_ID,
    practitioner: name === undefined ? undefined : { display: name },
    organization: affiliation === undefined ? undefined : { display: affiliation },
    code: title === undefined ? undefined : [{ text: title }],
  });
}

function responsibleExtension(scope: Scope, party: ResponsibleParty): Extension[] {
  const type = conceptOf(scope, party.type);
  const standard = type?.coding?.find(({ system }) => system === PARTY_ROLE);
  return associatedParty({
    name: textExtension(scope, 'name', 'valueString', party.investigatorFullName),
    role: standard
      ? { coding: [standard] }
      : codeConcept(codeSystem('party-role'), 'responsible-party', 'Responsible party'),
    classifiers: [responsibleType(scope, party)],
    party: { reference: `#${RESPONSIBLE_ID}` },
  });
}

/** ContactDetail has no role: a contact's role is told here, its telecom in ResearchStudy.contact. */
function contactParties(scope: Scope): Extension[] {
  return scope.trial.centralContacts.flatMap((contact) => {
    const role = conceptOf(scope, contact.role);
    if (!role) return [];
    return associatedParty({
      name: textExtension(scope, 'name', 'valueString', contact.name),
      role,
    });
  });
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
