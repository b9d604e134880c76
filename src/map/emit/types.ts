/**
 * FHIR R5 (5.0.0) as emitters write it, whatever version goes out: R5 has an element for most of what a
 * registry says, and r4/lower.ts knows where R4 puts each of them.
 *
 * Declared here because \@medplum/fhirtypes mixes R4 and R5; only data types are taken from it, those that
 * are alike in both versions.
 */
import type {
  ActivityDefinition as FhirActivityDefinition,
  Attachment as R4Attachment,
  CodeableConcept,
  ContactPoint,
  Dosage,
  Expression,
  Extension as FhirExtension,
  Identifier,
  Meta,
  Period as FhirPeriod,
  Quantity,
  Range,
  Timing,
  UsageContext,
} from '@medplum/fhirtypes';

export type {
  CodeableConcept,
  Coding,
  ContactDetail,
  ContactPoint,
  Dosage,
  Expression,
  Identifier,
  Meta,
  Quantity,
  Range,
  Timing,
  UsageContext,
} from '@medplum/fhirtypes';

/** `_element` of a primitive: where its extensions go (http://hl7.org/fhir/R5/json.html#primitive). */
export interface PrimitiveExtras {
  extension?: Extension[];
}

type Primitives<T> = {
  [
    K in keyof T & string as NonNullable<T[K]> extends string | number | boolean ? `_${K}` : never
  ]?: PrimitiveExtras;
};

/** What the elements of a type are, each primitive with its `_element`. */
type WithExtras<T> = T & Primitives<T>;

export type Extension = FhirExtension & Primitives<FhirExtension>;
export type Period = FhirPeriod & Primitives<FhirPeriod>;

/** R5 writes integer64 as a string. */
export type Attachment = Omit<R4Attachment, 'size'> & { size?: string };

/** A reference that is not asked what it refers to: its type differs between versions. */
export type Reference = { extension?: Extension[]; reference?: string; display?: string };

interface Narrative {
  readonly status: 'generated' | 'extensions';
  readonly div: string;
}

type Domain = {
  id: string;
  meta?: Meta;
  language?: string;
  text?: Narrative;
  extension?: Extension[];
};

type Canonical = Domain & {
  url?: string;
  identifier?: Identifier[];
  version?: string;
  name?: string;
  title?: string;
  status: PublicationStatus;
  date?: string;
  description?: string;
  useContext?: UsageContext[];
};

export type PublicationStatus = 'draft' | 'active' | 'retired' | 'unknown';

/** http://hl7.org/fhir/R5/metadatatypes.html#RelatedArtifact */
export interface RelatedArtifact {
  extension?: Extension[];
  type: 'citation' | 'documentation' | 'composed-of';
  classifier?: CodeableConcept[];
  label?: string;
  display?: string;
  citation?: string;
  document?: Attachment;
  resource?: string;
}

/** People stay inside the study, see map/emit/parties.ts. */
export interface PractitionerRole {
  resourceType: 'PractitionerRole';
  id: string;
  practitioner?: Reference;
  organization?: Reference;
  code?: CodeableConcept[];
  contact?: { telecom: ContactPoint[] }[];
}

export type AssociatedParty = WithExtras<{
  name?: string;
  role: CodeableConcept;
  classifier?: CodeableConcept[];
  party?: Reference;
}>;

export type ProgressStatus = WithExtras<{
  state: CodeableConcept;
  actual?: boolean;
  period?: Period;
}>;

export type Label = WithExtras<{ type: CodeableConcept; value: string }>;

export type OutcomeMeasure = WithExtras<{
  name: string;
  type?: CodeableConcept[];
  description?: string;
  reference?: Reference;
}>;

export type ComparisonGroup = WithExtras<{
  extension?: Extension[];
  linkId: string;
  name: string;
  type?: CodeableConcept;
  description?: string;
  intendedExposure?: Reference[];
}>;

export type Recruitment = WithExtras<{
  targetNumber?: number;
  actualNumber?: number;
  eligibility?: Reference;
}>;

/** http://hl7.org/fhir/R5/researchstudy.html, the elements this project writes. */
export type ResearchStudy = { resourceType: 'ResearchStudy' } & WithExtras<
  Domain & {
    contained?: PractitionerRole[];
    url: string;
    identifier: Identifier[];
    version: string;
    title: string;
    label?: Label[];
    protocol?: Reference[];
    relatedArtifact?: RelatedArtifact[];
    date?: string;
    status: PublicationStatus;
    primaryPurposeType?: CodeableConcept;
    phase?: CodeableConcept;
    studyDesign?: CodeableConcept[];
    focus?: { concept?: CodeableConcept; reference?: Reference }[];
    condition?: CodeableConcept[];
    keyword?: CodeableConcept[];
    region?: CodeableConcept[];
    descriptionSummary?: string;
    description?: string;
    period?: Period;
    site?: Reference[];
    classifier?: CodeableConcept[];
    associatedParty?: AssociatedParty[];
    progressStatus?: ProgressStatus[];
    whyStopped?: CodeableConcept;
    recruitment?: Recruitment;
    comparisonGroup?: ComparisonGroup[];
    outcomeMeasure?: OutcomeMeasure[];
  }
>;

export interface TimeFromEvent {
  description?: string;
  _description?: PrimitiveExtras;
  eventCodeableConcept?: CodeableConcept;
  quantity?: Quantity;
  range?: Range;
}

/** R5 definitionByTypeAndValue: what is measured or known, and the value that counts. */
export interface TypeAndValue {
  type: CodeableConcept;
  valueCodeableConcept?: CodeableConcept;
  valueBoolean?: boolean;
  valueQuantity?: Quantity;
  valueRange?: Range;
  valueReference?: Reference;
  offset?: CodeableConcept;
}

export type Characteristic = WithExtras<{
  extension?: Extension[];
  linkId?: string;
  description?: string;
  exclude?: boolean;
  definitionCodeableConcept?: CodeableConcept;
  definitionByTypeAndValue?: TypeAndValue;
  definitionByCombination?: Combination;
  definitionExpression?: Expression;
  timeFromEvent?: TimeFromEvent[];
}>;

export type Combination = WithExtras<{
  /** `dataset`: a bare collection, where it is not certain how the parts combine. */
  code: 'all-of' | 'any-of' | 'at-least' | 'dataset';
  threshold?: number;
  characteristic: Characteristic[];
}>;

/** http://hl7.org/fhir/R5/evidencevariable.html, the elements this project writes. */
export type EvidenceVariable = { resourceType: 'EvidenceVariable' } & WithExtras<
  Canonical & {
    shortTitle?: string;
    actual: boolean;
    characteristic: Characteristic[];
    handling?: 'dichotomous';
  }
>;

export type PlanAction = WithExtras<{
  extension?: Extension[];
  linkId?: string;
  title?: string;
  description?: string;
  textEquivalent?: string;
  code?: CodeableConcept;
  groupingBehavior?: 'logical-group';
  selectionBehavior?: 'all' | 'exactly-one';
  timingTiming?: Timing;
  definitionCanonical?: string;
  action?: PlanAction[];
}>;

/** http://hl7.org/fhir/R5/plandefinition.html, the elements this project writes. */
export type PlanDefinition = { resourceType: 'PlanDefinition' } & WithExtras<
  Canonical & {
    topic?: CodeableConcept[];
    relatedArtifact?: RelatedArtifact[];
    type: CodeableConcept;
    subjectCodeableConcept?: CodeableConcept;
    action: PlanAction[];
  }
>;

/** http://hl7.org/fhir/R5/activitydefinition.html, the elements this project writes. */
export type ActivityDefinition = { resourceType: 'ActivityDefinition' } & WithExtras<
  Canonical & {
    topic?: CodeableConcept[];
    kind?: NonNullable<FhirActivityDefinition['kind']>;
    code?: CodeableConcept;
    productCodeableConcept?: CodeableConcept;
    dosage?: Dosage[];
  }
>;

/** http://hl7.org/fhir/R5/organization.html, the elements this project writes. */
export type Organization = { resourceType: 'Organization' } & WithExtras<
  Domain & { identifier: Identifier[]; type?: CodeableConcept[]; name: string }
>;

/** http://hl7.org/fhir/R5/location.html, the elements this project writes. */
export type Location = { resourceType: 'Location' } & WithExtras<
  Domain & {
    identifier: Identifier[];
    name: string;
    mode: 'instance';
    address?: { city?: string; state?: string; postalCode?: string; country?: string };
    position?: { longitude: number; latitude: number };
  }
>;

/** http://hl7.org/fhir/R5/documentreference.html, the elements this project writes. */
export type DocumentReference = Domain & {
  resourceType: 'DocumentReference';
  identifier: Identifier[];
  status: 'current';
  docStatus: 'final';
  type: CodeableConcept;
  subject: Reference;
  content: { attachment: Attachment }[];
};

/** http://hl7.org/fhir/R5/provenance.html, the elements this project writes. */
export type Provenance = Domain & {
  resourceType: 'Provenance';
  contained: ProvenanceDevice[];
  target: Reference[];
  recorded: string;
  activity: CodeableConcept;
  agent: { type: CodeableConcept; who: Reference }[];
  entity: { role: 'source'; what: Reference }[];
};

export interface ProvenanceDevice {
  resourceType: 'Device';
  id: string;
  name: { value: string; type: 'user-friendly-name' }[];
  version: { value: string }[];
}

export type EmittedResource =
  | ActivityDefinition
  | DocumentReference
  | EvidenceVariable
  | Location
  | Organization
  | PlanDefinition
  | Provenance
  | ResearchStudy;

/** A resource and the parts of the trial it was made of. */
export interface Emitted<T extends EmittedResource = EmittedResource> {
  readonly resource: T;
  readonly from: readonly unknown[];
}

/** `T` whose optional elements may be given as undefined; compact() leaves them out. */
export type Loose<T> = {
  [K in keyof T]: T[K] | (object extends Pick<T, K> ? undefined : never);
};
