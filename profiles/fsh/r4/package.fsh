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
* description = "Profiles, extensions and codes of the resources trialcast writes."
* packageId = "trialcast.fhir.r4"
* license = #Apache-2.0
* fhirVersion = #4.0.1
* dependsOn[0].uri = "http://hl7.org/fhir/uv/xver/ImplementationGuide/hl7.fhir.uv.xver-r5.r4"
* dependsOn[0].packageId = "hl7.fhir.uv.xver-r5.r4"
* dependsOn[0].version = "0.1.0"
