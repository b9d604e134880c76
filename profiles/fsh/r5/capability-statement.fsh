Instance: trialcast-service-r5
InstanceOf: CapabilityStatement
Usage: #definition
* url = "https://trialcast.example/fhir/CapabilityStatement/trialcast-service-r5"
* name = "TrialcastServiceR5"
* title = "trialcast service (R5)"
* fhirVersion = #5.0.0
* insert Service

Instance: trialcast-target-r5
InstanceOf: CapabilityStatement
Usage: #definition
* url = "https://trialcast.example/fhir/CapabilityStatement/trialcast-target-r5"
* name = "TrialcastTargetR5"
* title = "FHIR server trialcast delivers to (R5)"
* fhirVersion = #5.0.0
* insert Target
* insert Holds(Organization, trial-organization-r5)
* insert Holds(Location, trial-site-r5)
* insert HoldsParts(ActivityDefinition, trial-intervention-r5)
* insert HoldsParts(EvidenceVariable, trial-outcome-r5)
* rest.resource[=].supportedProfile[1] = "https://trialcast.example/fhir/StructureDefinition/trial-eligibility-r5"
* rest.resource[=].supportedProfile[2] = "https://trialcast.example/fhir/StructureDefinition/trial-exposure-r5"
* insert HoldsParts(PlanDefinition, trial-protocol-r5)
* insert Holds(DocumentReference, trial-source-document-r5)
* insert Holds(Provenance, trial-provenance-r5)
* insert Tagged
* insert Holds(ResearchStudy, trial-research-study-r5)
* rest.resource[=].interaction[2].code = #search-type
* insert Expect(rest.resource[=].interaction[2], SHOULD)
* insert FindsBy(identifier, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-identifier)
* insert FindsBy(status, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-status)
* insert FindsBy(title, string, http://hl7.org/fhir/SearchParameter/ResearchStudy-title)
* insert FindsBy(condition, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-condition)
* insert FindsBy(phase, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-phase)
* insert FindsBy(study-design, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-study-design)
* insert FindsBy(region, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-region)
* insert FindsBy(site, reference, http://hl7.org/fhir/SearchParameter/ResearchStudy-site)
* insert FindsBy(date, date, http://hl7.org/fhir/SearchParameter/ResearchStudy-date)
* insert FindsBy(eligibility, reference, http://hl7.org/fhir/SearchParameter/ResearchStudy-eligibility)
* insert FindsBy(label, string, https://trialcast.example/fhir/SearchParameter/ResearchStudy-label-r5)
* insert FindsBy(progress-status, token, https://trialcast.example/fhir/SearchParameter/ResearchStudy-progress-status-r5)
* insert FindsBy(outcome-measure, reference, https://trialcast.example/fhir/SearchParameter/ResearchStudy-outcome-measure-r5)
* insert FindsBy(associated-party, reference, https://trialcast.example/fhir/SearchParameter/ResearchStudy-associated-party-r5)
