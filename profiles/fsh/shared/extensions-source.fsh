// Where a value comes from, and what of the source has no other place.

Extension: ExtDerivation
Id: ext-derivation
Title: "How a value was obtained"
Description: "Marks a value that no field of the source holds as such: read from prose, coded from a dictionary, computed by the registry, copied, or set because FHIR asks for one. Without this mark a value is the source's own."
Context: Element
* insert Header
* . 0..*
* insert Part(method, 1..1, code, How)
* extension[method].value[x] from DerivationMethod (required)
* insert Part(sourcePath, 0..1, string, Field of the source it was read from)
* insert Part(excerpt, 0..1, string, Words of the source it rests on)
* insert Part(rule, 0..1, string, Rule that read it)

Extension: ExtSourceText
Id: ext-source-text
Title: "Source text"
Description: "The words of the source before they were taken apart into elements."
Context: EvidenceVariable, ResearchStudy, ActivityDefinition, PlanDefinition
* insert Header
* . 0..*
* insert Part(path, 1..1, string, Field of the source)
* insert Part(text, 1..1, string, The words)

Extension: ExtSourceElement
Id: ext-source-element
Title: "Source element"
Description: "A field of the source that FHIR has no place for, or the raw form of one that FHIR could not hold as it was, kept as JSON so that nothing is lost. A field that only repeats another one names that one instead."
Context: DomainResource
* insert Header
* . 0..*
* obeys source-element-1
* insert Part(path, 1..1, string, Field of the source as a JSON Pointer)
* insert Part(value, 0..1, string, Its value as JSON text)
* insert Part(copyOf, 0..1, string, The field it repeats as a JSON Pointer)

Invariant: source-element-1
Description: "A field of the source has a value or is the copy of another field, never both"
Expression: "extension('value').exists() xor extension('copyOf').exists()"
Severity: #error

Extension: ExtSha256
Id: ext-sha256
Title: "SHA-256"
Description: "SHA-256 of the attachment's bytes in hexadecimal. R4 Attachment.hash is SHA-1."
Context: Attachment
* insert Header
* value[x] 1..1
* value[x] only string
