import { codeSystem } from '../../shared/canonical.ts';
import { compact, marked } from '../emit/build.ts';
import { childId } from '../emit/common.ts';
import type * as r5 from '../emit/types.ts';
import { lower } from '../cross-version.ts';
import { ARM_ELEMENTS, RECRUITMENT_ELEMENTS, STUDY_ELEMENTS } from '../cross-version-elements.ts';
import type { FhirResource } from '../resource.ts';
import type { Scope } from '../scope.ts';
import { PARTY_ROLE } from '../terms.ts';
import { hasGroup } from './group.ts';
import { lowerArtifact } from './lower-artifact.ts';
import { lowered } from './lowered.ts';
import { statusOf } from './status.ts';
import type { ContactDetail, Extension, ResearchStudy, StudyArm } from './types.ts';

type Contained = NonNullable<ResearchStudy['contained']>[number];

export function lowerStudy(scope: Scope, study: r5.ResearchStudy): FhirResource {
  const parties = study.associatedParty ?? [];
  return compact<ResearchStudy>({
    resourceType: 'ResearchStudy',
    id: study.id,
    meta: study.meta,
    language: study.language,
    text: study.text,
    contained: study.contained?.map(lowerPerson),
    extension: studyExtensions(study),
    identifier: study.identifier,
    title: study.title,
    ...titleMark(study),
    protocol: study.protocol,
    ...statusOf(scope),
    primaryPurposeType: study.primaryPurposeType,
    phase: study.phase,
    category: study.studyDesign,
    focus: study.focus?.flatMap(({ concept }) => concept ?? []),
    condition: study.condition,
    contact: study.contained?.flatMap(contactOf),
    relatedArtifact: study.relatedArtifact?.map(lowerArtifact),
    keyword: study.keyword,
    location: study.region,
    ...descriptionOf(study),
    enrollment: enrollmentOf(scope, study),
    period: study.period,
    sponsor: parties.find(isLeadSponsor)?.party,
    principalInvestigator: parties.find(isPrincipalInvestigator)?.party,
    site: study.site,
    reasonStopped: study.whyStopped,
    arm: study.comparisonGroup?.map(lowerArm),
  });
}

/** What says how the title was obtained. */
function titleMark({ _title: mark }: r5.ResearchStudy): Pick<ResearchStudy, '_title'> {
  return mark ? { _title: mark } : {};
}

function studyExtensions(study: r5.ResearchStudy): Extension[] {
  return [
    ...lowered(lower(study, STUDY_ELEMENTS)),
    ...lowered(lower(study.recruitment ?? {}, RECRUITMENT_ELEMENTS)),
    ...(study.extension ?? []),
  ];
}

function lowerPerson({ contact, ...same }: r5.PractitionerRole): Contained {
  return compact<Extract<Contained, { resourceType: 'PractitionerRole' }>>({
    ...same,
    telecom: contact?.flatMap(({ telecom }) => telecom),
  });
}

/** R4 has a place for the contacts of a study, where its servers and readers look for them. */
function contactOf({ id, practitioner, contact }: r5.PractitionerRole): ContactDetail[] {
  if (!id.startsWith('contact-')) return [];
  const name = practitioner?.display;
  const telecom = (contact ?? []).flatMap((each) => each.telecom);
  // Of a contact the record may give the role alone.
  return name === undefined && telecom.length === 0
    ? []
    : [compact<ContactDetail>({ name, telecom })];
}

const hasCode = (system: string, code: string, { role }: r5.AssociatedParty): boolean =>
  role.coding?.some((coding) => coding.system === system && coding.code === code) ?? false;

const isLeadSponsor = (party: r5.AssociatedParty): boolean =>
  hasCode(PARTY_ROLE, 'lead-sponsor', party) && party.party !== undefined;

const isPrincipalInvestigator = (party: r5.AssociatedParty): boolean =>
  hasCode(codeSystem('ctgov-contact-role'), 'PRINCIPAL_INVESTIGATOR', party) &&
  (party.party?.reference?.startsWith('#official-') ?? false);

/** R4 has one description: without a detailed one the summary stands in, marked as copied. */
function descriptionOf(
  study: r5.ResearchStudy,
): Pick<ResearchStudy, 'description' | '_description'> {
  const { description, _description, descriptionSummary } = study;
  if (description !== undefined) return { description, ...(_description && { _description }) };
  if (descriptionSummary === undefined) return {};
  return {
    description: descriptionSummary,
    _description: marked({
      method: 'copied',
      sourcePath: 'briefSummary',
      rule: 'description-from-summary',
    }),
  };
}

/** R4 enrollment points to the Group; `alternate-reference` names the criteria in full (MAPPING D10). */
function enrollmentOf(scope: Scope, study: r5.ResearchStudy): ResearchStudy['enrollment'] {
  if (!hasGroup(scope)) return undefined;
  const eligibility = study.recruitment?.eligibility;
  const url = 'http://hl7.org/fhir/StructureDefinition/alternate-reference';
  return [
    {
      ...(eligibility && { extension: [{ url, valueReference: eligibility }] }),
      reference: `Group/${childId(scope, 'enrollment')}`,
    },
  ];
}

function lowerArm(group: r5.ComparisonGroup): StudyArm {
  const { name, _name, type, description, _description } = group;
  const extension = lowered(lower(group, ARM_ELEMENTS));
  return compact<StudyArm>({ extension, name, _name, type, description, _description });
}
