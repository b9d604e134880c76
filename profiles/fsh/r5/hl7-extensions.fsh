// As shared/hl7-extensions.fsh, for what R4 core defines and R5 core leaves to the extensions pack.

Extension: Hl7ContactpointExtension
Id: contactpoint-extension
Title: "Extension of a phone number"
Description: "The extension of a phone number, told apart from the number. Offline copy of the HL7 extension."
Context: ContactPoint, ContactPoint.value
* insert Header
* ^url = "http://hl7.org/fhir/StructureDefinition/contactpoint-extension"
* value[x] 1..1
* value[x] only string

Extension: Hl7DataAbsentReason
Id: data-absent-reason
Title: "Data absent reason"
Description: "Why a value is missing. Offline copy of the HL7 extension."
Context: Element
* insert Header
* ^url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
* value[x] 1..1
* value[x] only code
