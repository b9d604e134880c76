Instance: trialcast-service-r4
InstanceOf: CapabilityStatement
Usage: #definition
* url = "https://trialcast.example/fhir/CapabilityStatement/trialcast-service-r4"
* name = "TrialcastServiceR4"
* title = "trialcast service (R4)"
* fhirVersion = #4.0.1
* insert Service

Instance: trialcast-target-r4
InstanceOf: CapabilityStatement
Usage: #definition
* url = "https://trialcast.example/fhir/CapabilityStatement/trialcast-target-r4"
* name = "TrialcastTargetR4"
* title = "FHIR server trialcast delivers to (R4)"
* fhirVersion = #4.0.1
* insert Target
* insert Holds(Organization, trial-organization-r4)
* insert Holds(Location, trial-site-r4)
* insert HoldsParts(Group, trial-enrollment-group-r4)
* insert HoldsParts(ActivityDefinition, trial-intervention-r4)
* insert HoldsParts(EvidenceVariable, trial-outcome-r4)
* rest.resource[=].supportedProfile[1] = "https://trialcast.example/fhir/StructureDefinition/trial-eligibility-r4"
* rest.resource[=].supportedProfile[2] = "https://trialcast.example/fhir/StructureDefinition/trial-exposure-r4"
* insert HoldsParts(PlanDefinition, trial-protocol-r4)
* insert Holds(DocumentReference, trial-source-document-r4)
* insert Holds(Provenance, trial-provenance-r4)
* insert Tagged
* insert Holds(ResearchStudy, trial-research-study-r4)
* rest.resource[=].interaction[2].code = #search-type
* insert Expect(rest.resource[=].interaction[2], SHOULD)
* insert FindsBy(identifier, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-identifier)
* insert FindsBy(status, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-status)
* insert FindsBy(title, string, http://hl7.org/fhir/SearchParameter/ResearchStudy-title)
* insert FindsBy(condition, token, https://trialcast.example/fhir/SearchParameter/ResearchStudy-condition-r4)
* insert FindsBy(phase, token, https://trialcast.example/fhir/SearchParameter/ResearchStudy-phase-r4)
* insert FindsBy(category, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-category)
* insert FindsBy(location, token, http://hl7.org/fhir/SearchParameter/ResearchStudy-location)
* insert FindsBy(sponsor, reference, http://hl7.org/fhir/SearchParameter/ResearchStudy-sponsor)
* insert FindsBy(site, reference, http://hl7.org/fhir/SearchParameter/ResearchStudy-site)
* insert FindsBy(date, date, http://hl7.org/fhir/SearchParameter/ResearchStudy-date)
* insert FindsBy(eligibility, reference, https://trialcast.example/fhir/SearchParameter/ResearchStudy-eligibility-r4)
* insert FindsBy(label, string, https://trialcast.example/fhir/SearchParameter/ResearchStudy-label-r4)
* insert FindsBy(progress-status, token, https://trialcast.example/fhir/SearchParameter/ResearchStudy-progress-status-r4)
* insert FindsBy(outcome-measure, reference, https://trialcast.example/fhir/SearchParameter/ResearchStudy-outcome-measure-r4)
* insert FindsBy(associated-party, reference, https://trialcast.example/fhir/SearchParameter/ResearchStudy-associated-party-r4)
