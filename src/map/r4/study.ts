import type { Arm } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { textOf, type Scope } from '../scope.ts';
import { TITLE_TYPE } from '../terms.ts';
import { artifactsOf } from './artifacts.ts';
import {
  compact,
  complexExtension,
  derivationOf,
  mark,
  marked,
  textExtension,
  valueExtension,
} from './build.ts';
import { codeConcept, conceptOf, textConcept } from './coding.ts';
import { canonicalUrl, childId, crossVersion, metaOf } from './common.ts';
import { contactDetail } from './contacts.ts';
import { categoriesOf, classifiers, enrollmentNumber, phaseOf } from './design.ts';
import { hasEligibility } from './eligibility.ts';
import { hasGroup } from './group.ts';
import { identifiersOf } from './identifiers.ts';
import { focusOf, isTerm, meshCoding, meshCodings, usableMeshes } from './interventions.ts';
import { outcomeMeasures, type PlacedOutcome } from './outcomes.ts';
import { organizationParties, peopleOf } from './parties.ts';
import { organizationReference } from './places.ts';
import { armTitle, hasProtocol, namesIntervention } from './protocol.ts';
import { registryExtensions, sourceElements } from './registry-extensions.ts';
import { countriesOf, sitesOf } from './sites.ts';
import {
  progressStatus,
  registrationDates,
  revisionExtensions,
  statusOf,
  studyPeriod,
} from './status.ts';
import { studyNarrative } from './study-narrative.ts';
import type { CodeableConcept, Emitted, Extension, ResearchStudy, StudyArm } from './types.ts';

/** The trial itself. Emitted last: what no other element could hold is in the ledger by then. */
export function emitStudy(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
  title: StudyTitle,
): Emitted {
  const { trial } = scope;
  const people = peopleOf(scope);
  const resource = compact<ResearchStudy>({
    resourceType: 'ResearchStudy',
    id: scope.key,
    meta: metaOf(scope, 'research-study'),
    language: scope.language,
    text: studyNarrative(scope, title.text),
    contained: people.contained,
    identifier: identifiersOf(scope),
    title: title.text,
    _title: title.derived,
    protocol: hasProtocol(scope)
      ? [{ reference: `PlanDefinition/${childId(scope, 'protocol')}` }]
      : undefined,
    ...statusOf(scope),
    primaryPurposeType: conceptOf(scope, trial.design.primaryPurpose),
    phase: phaseOf(scope),
    category: categoriesOf(scope),
    focus: focusOf(scope),
    condition: conditionsOf(scope),
    contact: trial.centralContacts.flatMap((contact) => contactDetail(scope, contact) ?? []),
    relatedArtifact: artifactsOf(scope),
    keyword: trial.keywords.flatMap((keyword) => textConcept(scope, keyword) ?? []),
    location: countriesOf(scope),
    ...descriptionOf(scope),
    enrollment: enrollmentOf(scope),
    period: studyPeriod(scope),
    sponsor: organizationReference(scope, trial.leadSponsor),
    principalInvestigator: people.principalInvestigator,
    site: sitesOf(scope),
    reasonStopped: textConcept(scope, trial.status.whyStopped),
    arm: trial.arms.map((arm, index) => armOf(scope, arm, index)),
    extension: studyExtensions(scope, outcomes, people.parties),
  });
  const extension = [...(resource.extension ?? []), ...sourceElements(scope)];
  return { resource: { ...resource, extension }, from: [trial] };
}

/** R5 elements of a study and the registry's own facts, in the order a reader would look for them. */
function studyExtensions(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
  parties: readonly Extension[],
): Extension[] {
  return [
    ...revisionExtensions(scope, canonicalUrl('ResearchStudy', scope.key)),
    ...labels(scope),
    ...textExtension(
      scope,
      crossVersion('ResearchStudy.descriptionSummary'),
      'valueMarkdown',
      scope.trial.briefSummary,
    ),
    ...progressStatus(scope),
    ...registrationDates(scope),
    ...organizationParties(scope),
    ...parties,
    ...classifiers(scope),
    ...enrollmentNumber(scope),
    ...outcomeMeasures(scope, outcomes),
    ...registryExtensions(scope),
  ];
}

export interface StudyTitle {
  readonly text: string;
  readonly derived?: ReturnType<typeof marked> | undefined;
}

/** The brief title, else the official one; a trial without any says so in its title. */
export function studyTitle(scope: Scope): StudyTitle {
  const { brief, official } = scope.trial.titles;
  const briefText = textOf(scope, brief);
  if (briefText !== undefined) return { text: briefText, derived: mark(brief) };
  const officialText = textOf(scope, official);
  if (officialText !== undefined) return { text: officialText, derived: mark(official) };
  scope.ledger.note({
    severity: 'warning',
    code: 'title-absent',
    message:
      'The record has no title; ResearchStudy.title is made from its key, marked as defaulted.',
    expression: 'ResearchStudy.title',
  });
  return {
    text: `Trial ${scope.label}`,
    derived: marked({ method: 'defaulted', sourcePath: 'titles.brief', rule: 'title-not-stated' }),
  };
}

/** R5 label: every further title; `primary` where the title alone could not tell which one it is. */
function labels(scope: Scope): Extension[] {
  const { brief, official, acronym } = scope.trial.titles;
  const same = brief !== undefined && official?.value === brief.value;
  return [
    ...label(scope, 'official', 'Official title', official),
    ...(same ? label(scope, 'primary', 'Primary title', brief) : []),
    ...label(scope, 'acronym', 'Acronym', acronym),
  ];
}

function label(scope: Scope, code: string, display: string, text: Text | undefined): Extension[] {
  const value = textExtension(scope, 'value', 'valueString', text);
  if (value.length === 0) return [];
  return complexExtension(crossVersion('ResearchStudy.label'), [
    valueExtension('type', 'valueCodeableConcept', codeConcept(TITLE_TYPE, code, display)),
    ...value,
  ]);
}

/** R4 has one description: without a detailed one the summary stands in, marked as copied. */
function descriptionOf(scope: Scope): Pick<ResearchStudy, 'description' | '_description'> {
  const { detailedDescription, briefSummary } = scope.trial;
  const detailed = textOf(scope, detailedDescription);
  if (detailed !== undefined) return withMark(detailed, mark(detailedDescription));
  const summary = textOf(scope, briefSummary);
  if (summary === undefined) return {};
  return withMark(
    summary,
    marked({ method: 'copied', sourcePath: 'briefSummary', rule: 'description-from-summary' }),
  );
}

function withMark(
  description: string,
  extras: ReturnType<typeof mark>,
): Pick<ResearchStudy, 'description' | '_description'> {
  return { description, ...(extras && { _description: extras }) };
}

/** One concept for each condition as registered; MeSH terms of the registry beside equal words, else on their own. */
function conditionsOf(scope: Scope): CodeableConcept[] {
  const { conditions } = scope.trial;
  const conditionMeshes = usableMeshes(scope, scope.trial.conditionMeshes);
  const listed = conditions.flatMap((condition) => {
    const text = textOf(scope, condition);
    if (text === undefined) return [];
    return [
      compact<CodeableConcept>({
        extension: derivationOf(condition),
        coding: meshCodings(conditionMeshes, text),
        text,
      }),
    ];
  });
  const others = conditionMeshes
    .filter((mesh) => !conditions.some(({ value }) => isTerm(mesh, value)))
    .map((mesh) => ({ coding: [meshCoding(mesh)] }));
  const all = [...listed, ...others];
  return all.length > 0 ? all : [NO_CONDITION];
}

/** The profile demands a condition, so that nobody takes silence for "any". */
const NO_CONDITION: CodeableConcept = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
  ],
};

/** R4 enrollment points to the Group; `alternate-reference` names the criteria in full. */
function enrollmentOf(scope: Scope): ResearchStudy['enrollment'] | undefined {
  if (!hasGroup(scope)) return undefined;
  const extension = hasEligibility(scope)
    ? [
        valueExtension(
          'http://hl7.org/fhir/StructureDefinition/alternate-reference',
          'valueReference',
          {
            reference: `EvidenceVariable/${childId(scope, 'elig')}`,
          },
        ),
      ]
    : [];
  return [
    compact<NonNullable<ResearchStudy['enrollment']>[number]>({
      extension,
      reference: `Group/${childId(scope, 'enrollment')}`,
    }),
  ];
}

function armOf(scope: Scope, arm: Arm, index: number): StudyArm {
  keepUnresolved(scope, arm);
  const exposures = [...new Set(arm.interventions)].filter(
    (ordinal) => scope.trial.interventions[ordinal],
  );
  const description = textOf(scope, arm.description);
  return compact<StudyArm>({
    extension: [
      valueExtension(
        crossVersion('ResearchStudy.comparisonGroup.linkId'),
        'valueId',
        `arm-${index + 1}`,
      ),
      ...exposures.map((ordinal) =>
        valueExtension(
          crossVersion('ResearchStudy.comparisonGroup.intendedExposure'),
          'valueReference',
          {
            reference: `EvidenceVariable/${childId(scope, `exp-${ordinal + 1}`)}`,
          },
        ),
      ),
    ],
    name: armTitle(scope, arm, index),
    _name: mark(arm.label),
    type: conceptOf(scope, arm.type),
    description,
    _description: description === undefined ? undefined : mark(arm.description),
  });
}

/** Words of an arm that name no intervention of the record have no element to go to. */
function keepUnresolved(scope: Scope, arm: Arm): void {
  const given = arm.interventions.flatMap((ordinal) => scope.trial.interventions[ordinal] ?? []);
  for (const name of arm.interventionNames) {
    const resolved = given.some((intervention) => namesIntervention(name.value, intervention));
    if (!resolved && textOf(scope, name) !== undefined) scope.ledger.keep(name.value, name.place);
  }
}
