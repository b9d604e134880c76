import type { Arm } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { textOf, type Scope } from '../scope.ts';
import { TITLE_TYPE } from '../terms.ts';
import { artifactsOf } from './artifacts.ts';
import { exposuresOf, keepReferences } from './arm-references.ts';
import { compact, derivationOf, mark, marked } from './build.ts';
import { codeConcept, conceptOf, textConcept } from './coding.ts';
import { canonicalUrl, childId, metaOf } from './common.ts';
import { classifiersOf, phaseOf, recruitmentNumber, studyDesignOf } from './design.ts';
import { hasEligibility } from './eligibility.ts';
import { identifiersOf } from './identifiers.ts';
import { keepLists } from './kept-lists.ts';
import { conditionTerms, focusOf, meshCodings, otherMeshCodings } from './interventions.ts';
import { outcomeMeasures, type PlacedOutcome } from './outcomes.ts';
import { organizationParties, peopleOf } from './parties.ts';
import { armTitle, hasProtocol } from './protocol.ts';
import { registryExtensions, sourceElements } from './registry-extensions.ts';
import { countriesOf, sitesOf } from './sites.ts';
import { progressStatus, registrationDates, studyPeriod } from './status.ts';
import { studyNarrative } from './study-narrative.ts';
import type {
  CodeableConcept,
  ComparisonGroup,
  Emitted,
  Label,
  Loose,
  Recruitment,
  ResearchStudy,
} from './types.ts';

/** The trial itself. Emitted last: what no other element could hold is in the ledger by then. */
export function emitStudy(
  scope: Scope,
  outcomes: readonly PlacedOutcome[],
  title: StudyTitle,
): Emitted<ResearchStudy> {
  const { trial } = scope;
  const people = peopleOf(scope);
  const resource = compact<ResearchStudy>({
    resourceType: 'ResearchStudy',
    id: scope.key,
    meta: metaOf(scope, 'research-study'),
    language: scope.language,
    text: studyNarrative(scope, title.text),
    contained: people.contained,
    extension: [...registrationDates(scope), ...registryExtensions(scope)],
    url: canonicalUrl('ResearchStudy', scope.key),
    identifier: identifiersOf(scope),
    version: scope.version,
    title: title.text,
    _title: title.derived,
    label: labels(scope),
    protocol: hasProtocol(scope)
      ? [{ reference: `PlanDefinition/${childId(scope, 'protocol')}` }]
      : undefined,
    relatedArtifact: artifactsOf(scope),
    date: scope.date,
    status: scope.publicationStatus,
    primaryPurposeType: conceptOf(scope, trial.design.primaryPurpose),
    phase: phaseOf(scope),
    studyDesign: studyDesignOf(scope),
    focus: focusOf(scope),
    condition: conditionsOf(scope),
    keyword: trial.keywords.flatMap((keyword) => textConcept(scope, keyword) ?? []),
    region: countriesOf(scope),
    ...descriptionsOf(scope),
    period: studyPeriod(scope),
    site: sitesOf(scope),
    classifier: classifiersOf(scope),
    associatedParty: [...organizationParties(scope), ...people.parties],
    progressStatus: progressStatus(scope),
    whyStopped: textConcept(scope, trial.status.whyStopped),
    recruitment: recruitmentOf(scope),
    comparisonGroup: trial.arms.map((arm, index) => armOf(scope, arm, index)),
    outcomeMeasure: outcomeMeasures(scope, outcomes),
  });
  keepReferences(scope);
  keepLists(scope);
  const extension = [...(resource.extension ?? []), ...sourceElements(scope)];
  return { resource: compact<ResearchStudy>({ ...resource, extension }), from: [trial] };
}

function descriptionsOf(
  scope: Scope,
): Pick<
  Loose<ResearchStudy>,
  'descriptionSummary' | '_descriptionSummary' | 'description' | '_description'
> {
  const { briefSummary, detailedDescription } = scope.trial;
  const summary = textOf(scope, briefSummary);
  const description = textOf(scope, detailedDescription);
  return {
    descriptionSummary: summary,
    _descriptionSummary: summary === undefined ? undefined : mark(briefSummary),
    description,
    _description: description === undefined ? undefined : mark(detailedDescription),
  };
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

/** Every further title; `primary` where the title alone could not tell which one it is. */
function labels(scope: Scope): Label[] {
  const { brief, official, acronym } = scope.trial.titles;
  const same = brief !== undefined && textOf(scope, official) === textOf(scope, brief);
  return [
    ...label(scope, 'official', 'Official title', official),
    ...(same ? label(scope, 'primary', 'Primary title', brief) : []),
    ...label(scope, 'acronym', 'Acronym', acronym),
  ];
}

function label(scope: Scope, code: string, display: string, text: Text | undefined): Label[] {
  const value = textOf(scope, text);
  if (value === undefined) return [];
  return [
    compact<Label>({ type: codeConcept(TITLE_TYPE, code, display), value, _value: mark(text) }),
  ];
}

/** One concept for each condition as registered; MeSH terms of the registry beside equal words, else on their own. */
function conditionsOf(scope: Scope): CodeableConcept[] {
  const { conditions } = scope.trial;
  const terms = conditionTerms(scope);
  const listed = conditions.flatMap((condition) => {
    const text = textOf(scope, condition);
    if (text === undefined) return [];
    return [
      compact<CodeableConcept>({
        extension: derivationOf(condition),
        coding: meshCodings(terms, text),
        text,
      }),
    ];
  });
  const others = otherMeshCodings(
    terms,
    conditions.map(({ value }) => value),
  );
  const all = [...listed, ...others.map((coding) => ({ coding: [coding] }))];
  return all.length > 0 ? all : [NO_CONDITION];
}

/** The profile demands a condition, so that nobody takes silence for "any". */
const NO_CONDITION: CodeableConcept = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
  ],
};

/** How many take part, and who may. */
function recruitmentOf(scope: Scope): Recruitment | undefined {
  const recruitment: Recruitment = {
    ...recruitmentNumber(scope),
    ...(hasEligibility(scope) && {
      eligibility: { reference: `EvidenceVariable/${childId(scope, 'elig')}` },
    }),
  };
  return Object.keys(recruitment).length === 0 ? undefined : recruitment;
}

function armOf(scope: Scope, arm: Arm, index: number): ComparisonGroup {
  const exposures = exposuresOf(scope, arm);
  const description = textOf(scope, arm.description);
  return compact<ComparisonGroup>({
    linkId: `arm-${index + 1}`,
    name: armTitle(scope, arm, index),
    _name: mark(arm.label),
    type: conceptOf(scope, arm.type),
    description,
    _description: description === undefined ? undefined : mark(arm.description),
    intendedExposure: exposures.map((ordinal) => ({
      reference: `EvidenceVariable/${childId(scope, `exp-${ordinal + 1}`)}`,
    })),
  });
}
