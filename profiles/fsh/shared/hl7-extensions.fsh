// Extensions of HL7's extensions pack that our bundles use and that neither version's core defines: copies of their shape,
// for work without a network.

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
