// R5 elements of a time frame, on the R4 element timeFromStart.
RuleSet: TimeFrame(part, name)
* characteristic.timeFromStart.extension contains XverEvidenceVariableCharacteristicTimeFromEvent{name} named {part} 0..1 MS

Extension: ExtFurtherTime
Id: ext-further-time
Title: "Further time of a time frame"
Description: "The second and each later moment or span that a time frame names. R5 repeats timeFromEvent; R4 has one timeFromStart, which holds the first."
Context: EvidenceVariable.characteristic
* insert Header
* . 0..*
* insert Part(event, 0..1, CodeableConcept, The event the time runs from or the moment itself)
* insert Part(quantity, 0..1, Quantity, The length of time from the event)
* insert Part(range, 0..1, Range, The span of time from the event)

Profile: TrialOutcomeR4
Parent: EvidenceVariable
Id: trial-outcome-r4
Title: "Trial outcome (EvidenceVariable)"
Description: "One primary, secondary or other outcome measure. The measure is the title and the text of the one characteristic, its explanation is the description, its time frame stands on timeFromStart: always as written, and as quantity, range and event where the wording is certain, further moments and recurrences beside it."
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
* characteristic.extension contains
    ExtFurtherTime named furtherTime 0..* MS and
    ExtRecurrence named recurrence 0..* MS
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
