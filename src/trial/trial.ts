/**
 * A trial as the registries mean it, in no FHIR version and no registry's own shape.
 *
 * Invariant: every value carries the place in the record it came from, and a value that is not a
 * verbatim copy of a field says how it was obtained (`derivation`). Whatever a reader does not
 * understand stays in `leftovers`, so nothing of a record can vanish between parse and map.
 */
import type { Json } from '../shared/json.ts';
import type { Place } from '../shared/issue.ts';
import type {
  AvailableIpd,
  BrowseTerm,
  IpdSharing,
  LargeDocument,
  Mesh,
  Reference,
  SeeAlso,
} from './artifacts.ts';
import type { Annotations, SubmissionHistory } from './record-history.ts';
import type { Criterion, Regimen, Timing } from './understood.ts';
import type { Code, Count, DatePoint, DateText, Flag, Text } from './values.ts';

export type IdentifierKind = 'registry' | 'alias' | 'organization' | 'secondary';

export interface TrialIdentifier {
  readonly kind: IdentifierKind;
  readonly id: Text;
  /** Registry key of the id: `ctgov`, `ctis`, `eudract`, `isrctn`, ... where recognised. */
  readonly registry?: string;
  readonly type?: Code;
  /** Who issued it, in words. */
  readonly domain?: Text;
  readonly link?: Text;
}

export interface Party {
  readonly name: Text;
  readonly class?: Code;
}

export interface Titles {
  readonly brief?: Text;
  readonly official?: Text;
  readonly acronym?: Text;
}

export interface ExpandedAccessInfo {
  readonly hasExpandedAccess?: Flag;
  readonly nctId?: Text;
  readonly status?: Code;
}

/** Keys of research-study-registration-activity whose date a registry keeps. */
export type RegistrationActivity =
  | 'record-verification'
  | 'primary-outcome-data-collection'
  | 'registration-submission'
  | 'registration-submission-qc'
  | 'registration-posting'
  | 'results-submission'
  | 'results-submission-qc'
  | 'results-posting'
  | 'disposition-submission'
  | 'disposition-submission-qc'
  | 'disposition-posting'
  | 'update-submission'
  | 'update-posting';

export interface RegistrationDate extends DatePoint {
  readonly activity: RegistrationActivity;
}

export interface StatusInfo {
  readonly overall?: Code;
  readonly lastKnown?: Code;
  readonly whyStopped?: Text;
  readonly start?: DatePoint;
  readonly completion?: DatePoint;
  /** In the registry's order. */
  readonly registrationDates: readonly RegistrationDate[];
  readonly delayedPosting?: Flag;
  readonly resultsWaived?: Flag;
  readonly expandedAccess?: ExpandedAccessInfo;
}

export interface ResponsibleParty {
  readonly type?: Code;
  readonly investigatorFullName?: Text;
  readonly investigatorTitle?: Text;
  readonly investigatorAffiliation?: Text;
  /** Name and title in one, as records of before 2011 have it. */
  readonly oldNameTitle?: Text;
  readonly oldOrganization?: Text;
}

export interface Oversight {
  readonly oversightHasDmc?: Flag;
  readonly isFdaRegulatedDrug?: Flag;
  readonly isFdaRegulatedDevice?: Flag;
  readonly isUnapprovedDevice?: Flag;
  readonly isPpsd?: Flag;
  readonly isUsExport?: Flag;
  readonly fdaaa801Violation?: Flag;
}

export interface Design {
  readonly studyType?: Code;
  /** Study type in words that are no code of a registry (a scraped page): kept as category text. */
  readonly studyTypeText?: Text;
  /** Members of the phase set, registry order; a single unknown phase keeps its words. */
  readonly phases: readonly Code[];
  readonly allocation?: Code;
  readonly interventionModel?: Code;
  readonly interventionModelDescription?: Text;
  readonly primaryPurpose?: Code;
  readonly masking?: Code;
  readonly maskingDescription?: Text;
  readonly whoMasked: readonly Code[];
  readonly observationalModel?: Code;
  readonly timePerspective?: Code;
  readonly enrollment?: Count;
  readonly enrollmentType?: Code;
  readonly patientRegistry?: Flag;
  readonly targetDuration?: Text;
  readonly bioSpecRetention?: Code;
  readonly bioSpecDescription?: Text;
  readonly expandedAccessTypes?: {
    readonly individual?: Flag;
    readonly intermediate?: Flag;
    readonly treatment?: Flag;
  };
  readonly nPtrsToThisExpAccNctId?: Count;
}

export interface Arm {
  readonly label: Text;
  readonly type?: Code;
  readonly description?: Text;
  /** As the registry writes it: `Drug: Sorafenib`. */
  readonly interventionNames: readonly Text[];
  /** How its one intervention is given in it, found by interpret/. */
  readonly regimen?: Regimen;
  /** Ordinals (0-based) of `interventions` this arm receives, resolved by interpret/. */
  readonly interventions: readonly number[];
}

export interface Intervention {
  readonly type?: Code;
  readonly name: Text;
  readonly description?: Text;
  readonly armGroupLabels: readonly Text[];
  readonly otherNames: readonly Text[];
  /** Dose as said in prose (`1200mg every 3 weeks`), found by interpret/. */
  readonly dose?: Text;
  /** How it is given, found by interpret/ in the dose or the description. */
  readonly regimen?: Regimen;
}

export type OutcomeKind = 'primary' | 'secondary' | 'other';

export interface Outcome {
  readonly kind: OutcomeKind;
  readonly measure: Text;
  readonly description?: Text;
  readonly timeFrame?: Text;
  /** The unsplit words, where a flattened record had to be taken apart. */
  readonly sourceText?: Text;
  /** Abbreviation given in the measure, `ORR`; found by interpret/. */
  readonly acronym?: Text;
  /** Coded time frame, found by interpret/. */
  readonly timing?: Timing;
}

export interface Eligibility {
  /** The whole text, verbatim, newlines kept. */
  readonly text?: Text;
  readonly criteria: readonly Criterion[];
  readonly healthyVolunteers?: Flag;
  readonly sex?: Code;
  readonly genderBased?: Flag;
  readonly genderDescription?: Text;
  readonly minimumAge?: Text;
  readonly maximumAge?: Text;
  readonly stdAges: readonly Code[];
  readonly studyPopulation?: Text;
  readonly samplingMethod?: Code;
}

export interface Contact {
  readonly name?: Text;
  readonly role?: Code;
  readonly phone?: Text;
  readonly phoneExt?: Text;
  readonly email?: Text;
}

export interface Official {
  readonly name?: Text;
  readonly affiliation?: Text;
  readonly role?: Code;
}

export interface Site {
  readonly facility?: Text;
  readonly status?: Code;
  readonly city?: Text;
  readonly state?: Text;
  readonly zip?: Text;
  readonly country?: Text;
  readonly contacts: readonly Contact[];
  readonly lat?: Count;
  readonly lon?: Count;
}

/**
 * A value of the record that has no element of its own: it travels in ext-source-element.
 *
 * The path of a list's item says that no reader took this item: written back, it is inserted there. A
 * collector's copy of a member that was read (`locations_nested` beside `locations`) is named, not repeated.
 */
export type Leftover = {
  /** JSON Pointer, or `lines/12-14` for text records. */
  readonly path: string;
  readonly place: Place;
} & (
  | { readonly value: Json; readonly copyOf?: undefined }
  | {
      readonly value?: undefined;
      /** JSON Pointer of the equal member. */
      readonly copyOf: string;
    }
);

export interface Trial {
  /** Registry the record is from (`ctgov`), absent for text without an identifier. */
  readonly registry?: string;
  /** Public page of the record, where the registry has one. */
  readonly page?: string;
  /** BCP 47. */
  readonly language: string;
  readonly identifiers: readonly TrialIdentifier[];
  readonly titles: Titles;
  readonly organization?: Party;
  readonly status: StatusInfo;
  readonly leadSponsor?: Party;
  readonly collaborators: readonly Party[];
  readonly responsibleParty?: ResponsibleParty;
  readonly oversight: Oversight;
  readonly briefSummary?: Text;
  readonly detailedDescription?: Text;
  readonly conditions: readonly Text[];
  readonly keywords: readonly Text[];
  readonly conditionMeshes: readonly Mesh[];
  readonly interventionMeshes: readonly Mesh[];
  readonly browseTerms: readonly BrowseTerm[];
  readonly design: Design;
  readonly arms: readonly Arm[];
  readonly interventions: readonly Intervention[];
  readonly outcomes: readonly Outcome[];
  readonly eligibility: Eligibility;
  readonly centralContacts: readonly Contact[];
  readonly officials: readonly Official[];
  readonly sites: readonly Site[];
  readonly references: readonly Reference[];
  readonly seeAlso: readonly SeeAlso[];
  readonly availableIpds: readonly AvailableIpd[];
  readonly ipdSharing?: IpdSharing;
  readonly largeDocuments: readonly LargeDocument[];
  readonly noSap?: Flag;
  readonly hasResults?: Flag;
  readonly versionHolder?: DateText;
  readonly removedCountries: readonly Text[];
  readonly submissionHistory?: SubmissionHistory;
  readonly annotations?: Annotations;
  readonly leftovers: readonly Leftover[];
}
