// R4 has identifier, status, title, focus, category, keyword, location, site, sponsor, principalinvestigator, partof,
// protocol and date for ResearchStudy. These are named as in R5 where R5 has them.

Instance: ResearchStudy-condition-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-condition-r4"
* insert FindsTrials(ResearchStudyConditionR4, condition, token, [[The condition being studied, as a code or by its text with `:text`]], [[ResearchStudy.condition]])

Instance: ResearchStudy-phase-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-phase-r4"
* insert FindsTrials(ResearchStudyPhaseR4, phase, token, [[The phase of the trial]], [[ResearchStudy.phase]])

Instance: ResearchStudy-label-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-label-r4"
* insert FindsTrials(ResearchStudyLabelR4, label, string, [[A further title: brief, scientific, acronym]], [[ResearchStudy.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.label').extension.where(url='value').value]])

Instance: ResearchStudy-progress-status-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-progress-status-r4"
* insert FindsTrials(ResearchStudyProgressStatusR4, progress-status, token, [[A status the trial has or had: the registry's own code, or R5's]], [[ResearchStudy.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.progressStatus').extension.where(url='state').value]])

Instance: ResearchStudy-outcome-measure-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-outcome-measure-r4"
* insert FindsTrials(ResearchStudyOutcomeMeasureR4, outcome-measure, reference, [[An outcome of the trial; `_include` gives all of them, a chain finds trials by the title of an outcome]], [[ResearchStudy.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.outcomeMeasure').extension.where(url='reference').value]])
* target = #EvidenceVariable

Instance: ResearchStudy-associated-party-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-associated-party-r4"
* insert FindsTrials(ResearchStudyAssociatedPartyR4, associated-party, reference, [[An organization with any part in the trial: lead sponsor, collaborator, responsible party]], [[ResearchStudy.extension.where(url='http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.associatedParty').extension.where(url='party').value]])
* target = #Organization

Instance: ResearchStudy-eligibility-r4
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-eligibility-r4"
* insert FindsTrials(ResearchStudyEligibilityR4, eligibility, reference, [[The eligibility criteria of the trial, for `_include`]], [[ResearchStudy.enrollment.extension.where(url='http://hl7.org/fhir/StructureDefinition/alternate-reference').value]])
* target = #EvidenceVariable
