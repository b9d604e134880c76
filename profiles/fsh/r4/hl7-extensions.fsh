// Extensions of HL7's package hl7.fhir.uv.extensions.r4 that our bundles use and that R4 core does not define: copies of
// their shape, for work without a network.

Extension: Hl7AlternateReference
Id: alternate-reference
Title: "Alternate reference"
Description: "A further target of a reference, of a type that the element itself does not allow: the EvidenceVariable with the eligibility criteria beside the enrollment Group. Offline copy of the HL7 extension."
Context: Reference
* insert Header
* ^url = "http://hl7.org/fhir/StructureDefinition/alternate-reference"
* value[x] 1..1
* value[x] only Reference

Extension: Hl7ResearchStudyStudyRegistration
Id: researchStudy-studyRegistration
Title: "Study registration date"
Description: "A date in the life of a registry record: first submitted, posted, last updated, results. Offline copy of the HL7 extension."
Context: ResearchStudy
* insert Header
* ^url = "http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration"
* extension contains activity 1..1
* extension[activity].value[x] 1..1
* extension[activity].value[x] only CodeableConcept
* extension contains actual 0..1
* extension[actual].value[x] 1..1
* extension[actual].value[x] only boolean
* extension contains period 0..*
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
