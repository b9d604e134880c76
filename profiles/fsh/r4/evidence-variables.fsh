// R5 elements of a time frame, on the R4 element timeFromStart.
RuleSet: TimeFrame(part, name)
* characteristic.timeFromStart.extension contains XverEvidenceVariableCharacteristicTimeFromEvent{name} named {part} 0..1 MS

Profile: TrialOutcomeR4
Parent: EvidenceVariable
Id: trial-outcome-r4
Title: "Trial outcome (EvidenceVariable)"
Description: "One primary, secondary or other outcome measure. The measure is the title and the text of the one characteristic, its explanation is the description, its time frame stands on timeFromStart: always as written, and as quantity, range and event where the wording is certain."
* insert Header
* insert CanonicalPart
* extension contains
    XverEvidenceVariableActual named actual 0..1 MS and
    XverEvidenceVariableHandling named handling 0..1 MS and
    ExtSourceText named sourceText 0..* MS
* type MS
* topic MS
* characteristic 1..1 MS
* characteristic.description 1..1 MS
* characteristic.definition[x] MS
* characteristic.definition[x] only CodeableConcept
* characteristic.timeFromStart MS
* insert TimeFrame(description, Description)
* insert TimeFrame(event, Event)
* insert TimeFrame(quantity, Quantity)
* insert TimeFrame(range, Range)

Profile: TrialEligibilityR4
Parent: EvidenceVariable
Id: trial-eligibility-r4
Title: "Trial eligibility (EvidenceVariable)"
Description: "Who may take part: the whole text as the description, and one characteristic for each criterion with its text as written, `exclude` saying on which side it stands. A structured form stands beside the text, never in its place."
* insert Header
* insert CanonicalPart
* extension contains
    XverEvidenceVariableActual named actual 0..1 MS and
    ExtRegistryEligibility named registry 0..1 MS
* characteristic 1..* MS
* characteristic obeys criterion-1
* characteristic.extension contains
    XverEvidenceVariableCharacteristicLinkId named linkId 1..1 MS and
    ExtCriterion named criterion 1..1 MS and
    XverEvidenceVariableCharacteristicDefinitionByTypeAndValue named typeAndValue 0..1 MS and
    XverEvidenceVariableCharacteristicDefinitionByCombination named combination 0..1 MS and
    XverEvidenceVariableCharacteristicDefinitionExpression named expression 0..1 MS
* characteristic.description 1..1 MS
* characteristic.definition[x] only CodeableConcept
* characteristic.exclude 1..1 MS

Profile: TrialExposureR4
Parent: EvidenceVariable
Id: trial-exposure-r4
Title: "Trial exposure (EvidenceVariable)"
Description: "Being given one of the interventions; the arms of the trial point to it."
* insert Header
* insert CanonicalPart
* extension contains XverEvidenceVariableActual named actual 0..1 MS
* characteristic 1..1 MS
* characteristic.definition[x] MS
* characteristic.definition[x] only Canonical(ActivityDefinition)
