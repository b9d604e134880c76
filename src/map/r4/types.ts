/**
 * FHIR R4 (4.0.1) as it was published.
 *
 * The types of \@medplum/fhirtypes mix R4 and R5: ResearchStudy and EvidenceVariable carry R5 elements that
 * an R4 server rejects. Each resource here picks the elements of 4.0.1, so an R5 element does not compile.
 */
import type * as fhir from '@medplum/fhirtypes';

export type { Attachment, CodeableConcept, ContactDetail, Duration } from '@medplum/fhirtypes';

/** `_element` of a primitive: where its extensions go (http://hl7.org/fhir/R4/json.html#primitive). */
export interface PrimitiveExtras {
  extension?: fhir.Extension[];
}

type Primitives<T> = {
  [
    K in keyof T & string as NonNullable<T[K]> extends string | number | boolean ? `_${K}` : never
  ]?: PrimitiveExtras;
};

type R4<T, K extends keyof T> = Pick<T, K> & Primitives<Pick<T, K>> & { id: string };

type Domain =
  | 'resourceType'
  | 'meta'
  | 'implicitRules'
  | 'language'
  | 'text'
  | 'contained'
  | 'extension'
  | 'modifierExtension';

type Canonical =
  | Domain
  | 'url'
  | 'identifier'
  | 'version'
  | 'name'
  | 'title'
  | 'status'
  | 'date'
  | 'publisher'
  | 'contact'
  | 'description'
  | 'useContext'
  | 'jurisdiction'
  | 'copyright'
  | 'approvalDate'
  | 'lastReviewDate'
  | 'effectivePeriod'
  | 'topic'
  | 'author'
  | 'editor'
  | 'reviewer'
  | 'endorser'
  | 'relatedArtifact';

export type Extension = fhir.Extension & Primitives<fhir.Extension>;
export type RelatedArtifact = fhir.RelatedArtifact & Primitives<fhir.RelatedArtifact>;
export type StudyArm = fhir.ResearchStudyArm & Primitives<fhir.ResearchStudyArm>;
export type PlanAction = fhir.PlanDefinitionAction & Primitives<fhir.PlanDefinitionAction>;
export type GroupCharacteristic = fhir.GroupCharacteristic;

/** http://hl7.org/fhir/R4/researchstudy.html */
export type ResearchStudy = R4<
  fhir.ResearchStudy,
  | Domain
  | 'identifier'
  | 'title'
  | 'protocol'
  | 'partOf'
  | 'status'
  | 'primaryPurposeType'
  | 'phase'
  | 'category'
  | 'focus'
  | 'condition'
  | 'contact'
  | 'relatedArtifact'
  | 'keyword'
  | 'location'
  | 'description'
  | 'enrollment'
  | 'period'
  | 'sponsor'
  | 'principalInvestigator'
  | 'reasonStopped'
  | 'note'
  | 'arm'
> & {
  site?: fhir.Reference<fhir.Location>[];
  objective?: Pick<fhir.ResearchStudyObjective, 'id' | 'extension' | 'name' | 'type'>[];
};

/** http://hl7.org/fhir/R4/evidencevariable.html, its characteristic declared here: fhirtypes has R5's. */
export type EvidenceVariable = R4<
  fhir.EvidenceVariable,
  Canonical | 'shortTitle' | 'subtitle' | 'note' | 'type'
> & { characteristic: Characteristic[] };

export interface Characteristic {
  id?: string;
  extension?: fhir.Extension[];
  description?: string;
  _description?: PrimitiveExtras;
  definitionReference?: fhir.Reference<fhir.Group>;
  definitionCanonical?: string;
  definitionCodeableConcept?: fhir.CodeableConcept;
  usageContext?: fhir.UsageContext[];
  exclude?: boolean;
  participantEffectiveDuration?: fhir.Duration;
  timeFromStart?: fhir.Duration;
  groupMeasure?:
    'mean' | 'median' | 'mean-of-mean' | 'mean-of-median' | 'median-of-mean' | 'median-of-median';
}

/** http://hl7.org/fhir/R4/plandefinition.html */
export type PlanDefinition = R4<
  fhir.PlanDefinition,
  | Canonical
  | 'subtitle'
  | 'type'
  | 'experimental'
  | 'subjectCodeableConcept'
  | 'subjectReference'
  | 'purpose'
  | 'usage'
  | 'library'
  | 'goal'
  | 'action'
>;

/** http://hl7.org/fhir/R4/activitydefinition.html, the elements this project writes. */
export type ActivityDefinition = R4<
  fhir.ActivityDefinition,
  Canonical | 'subtitle' | 'experimental' | 'kind' | 'code' | 'productCodeableConcept' | 'dosage'
>;

/** http://hl7.org/fhir/R4/group.html */
export type Group = R4<
  fhir.Group,
  | Domain
  | 'identifier'
  | 'active'
  | 'type'
  | 'actual'
  | 'code'
  | 'name'
  | 'quantity'
  | 'characteristic'
>;

/** http://hl7.org/fhir/R4/organization.html, the elements this project writes. */
export type Organization = R4<
  fhir.Organization,
  Domain | 'identifier' | 'active' | 'type' | 'name' | 'alias'
>;

/** http://hl7.org/fhir/R4/location.html, the elements this project writes. */
export type Location = R4<
  fhir.Location,
  Domain | 'identifier' | 'name' | 'description' | 'mode' | 'address' | 'position'
>;

/** http://hl7.org/fhir/R4/documentreference.html, the elements this project writes. */
export type DocumentReference = R4<
  fhir.DocumentReference,
  Domain | 'identifier' | 'status' | 'docStatus' | 'type' | 'content' | 'context'
>;

/** http://hl7.org/fhir/R4/provenance.html, the elements this project writes. */
export type Provenance = R4<
  fhir.Provenance,
  Domain | 'target' | 'recorded' | 'activity' | 'agent' | 'entity'
>;
