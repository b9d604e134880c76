Profile: TrialOutcomeR5
Parent: EvidenceVariable
Id: trial-outcome-r5
Title: "Trial outcome (EvidenceVariable)"
Description: "One primary, secondary or other outcome measure. The measure is the title and the text of the one characteristic, its explanation is the description, its time frame stands on timeFromEvent: always as written, and as quantity, range and event where the wording is certain, one entry for each moment, recurrences beside it."
* insert Header
* insert CanonicalPart
* extension contains ExtSourceText named sourceText 0..* MS
* actual MS
* handling MS
* characteristic 1..1 MS
* characteristic.description 1..1 MS
* characteristic.definitionCodeableConcept 1..1 MS
* characteristic.extension contains ExtRecurrence named recurrence 0..* MS
* characteristic.timeFromEvent MS
* characteristic.timeFromEvent.description MS
* characteristic.timeFromEvent.event[x] MS
* characteristic.timeFromEvent.quantity MS
* characteristic.timeFromEvent.range MS

Profile: TrialEligibilityR5
Parent: EvidenceVariable
Id: trial-eligibility-r5
Title: "Trial eligibility (EvidenceVariable)"
Description: "Who may take part: the whole text as the description, and one characteristic for each criterion with its text as written, `exclude` saying on which side it stands. A structured form stands beside the text, never in its place."
* insert Header
* insert CanonicalPart
* extension contains ExtRegistryEligibility named registry 0..1 MS
* actual MS
* obeys criterion-2
* characteristic 1..* MS
* characteristic obeys criterion-1
// not 1..1: what is said of a characteristic holds for the parts of a combination as well
* characteristic.extension contains ExtCriterion named criterion 0..1 MS
* characteristic.linkId 1..1 MS
* characteristic.description 1..1 MS
* characteristic.exclude MS
* characteristic.definitionReference 0..0
* characteristic.definitionCanonical 0..0
* characteristic.definitionId 0..0
* characteristic.definitionCodeableConcept MS
* characteristic.definitionByTypeAndValue MS
* characteristic.definitionByCombination MS
* characteristic.definitionExpression MS

Invariant: criterion-2
Description: "Each criterion says on which side it stands and how much of it the structured form says; the parts of a combination need not"
Expression: "characteristic.all(exclude.exists() and extension('https://trialcast.example/fhir/StructureDefinition/ext-criterion').exists())"
Severity: #error

Profile: TrialExposureR5
Parent: EvidenceVariable
Id: trial-exposure-r5
Title: "Trial exposure (EvidenceVariable)"
Description: "Being given one of the interventions; the arms of the trial point to it."
* insert Header
* insert CanonicalPart
* actual MS
* characteristic 1..1 MS
* characteristic.definitionByTypeAndValue 1..1 MS
* characteristic.definitionByTypeAndValue.value[x] only Reference(ActivityDefinition)
