Profile: TrialProtocolR5
Parent: PlanDefinition
Id: trial-protocol-r5
Title: "Trial protocol (PlanDefinition)"
Description: "Who gets what: the arms of the trial as actions and, below each arm, the interventions as actions that point to their ActivityDefinition. A trial without registered arms lists its interventions directly."
* insert Header
* insert CanonicalPart
* obeys protocol-1
* type 1..1 MS
* type = http://terminology.hl7.org/CodeSystem/plan-definition-type#clinical-protocol
* relatedArtifact MS
* action 1..* MS
* action.title 1..1 MS
* action.definition[x] MS

Invariant: protocol-1
Description: "An action without actions below it is an intervention with a definition, or an arm (linkId arm-n) that gets none"
Expression: "repeat(action).where(action.empty()).all(definition.exists() or linkId.matches('^arm-[0-9]+$'))"
Severity: #error

Profile: TrialInterventionR5
Parent: ActivityDefinition
Id: trial-intervention-r5
Title: "Trial intervention (ActivityDefinition)"
Description: "One registered intervention (a drug, device, procedure, ...) with its name, other names and, where the record states them, dose and schedule."
* insert Header
* insert CanonicalPart
* extension contains ExtOtherName named otherName 0..* MS and ExtSourceText named sourceText 0..* MS
* topic 1..* MS
* topic ^short = "That it is an intervention, and the registry's type of intervention"
* kind MS
* code MS
* product[x] MS
* dosage MS
