// As shared/hl7-extensions.fsh, for what only R4 bundles use.

Extension: Hl7AlternateReference
Id: alternate-reference
Title: "Alternate reference"
Description: "A further target of a reference, of a type that the element itself does not allow: the EvidenceVariable with the eligibility criteria beside the enrollment Group. Offline copy of the HL7 extension."
Context: Reference
* insert Header
* ^url = "http://hl7.org/fhir/StructureDefinition/alternate-reference"
* value[x] 1..1
* value[x] only Reference
