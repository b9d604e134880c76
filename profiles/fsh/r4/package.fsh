// Names the set: what a report says it was checked against.
Instance: trialcast.fhir.r4
InstanceOf: ImplementationGuide
Usage: #definition
* url = "https://trialcast.example/fhir/ImplementationGuide/trialcast.fhir.r4"
* version = "0.1.0"
* name = "TrialcastR4"
* title = "trialcast profiles for FHIR R4"
* status = #draft
* experimental = false
* date = "2026-11-21"
* publisher = "trialcast"
* description = "Profiles, extensions, codes, code tables, search parameters and examples of the resources trialcast writes. Extensions of HL7 that they use are included as copies."
* packageId = "trialcast.fhir.r4"
* license = #Apache-2.0
* fhirVersion = #4.0.1
* dependsOn[0].uri = "http://terminology.hl7.org/ImplementationGuide/hl7.terminology"
* dependsOn[0].packageId = "hl7.terminology.r4"
* dependsOn[0].version = "7.0.1"
* dependsOn[1].uri = "http://hl7.org/fhir/extensions/ImplementationGuide/hl7.fhir.uv.extensions"
* dependsOn[1].packageId = "hl7.fhir.uv.extensions.r4"
* dependsOn[1].version = "5.2.0"
