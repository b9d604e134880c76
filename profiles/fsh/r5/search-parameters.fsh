// R5 finds ResearchStudy by condition, phase, eligibility and much else. It has nothing for these four elements but
// composites of progressStatus whose parts (SearchParameter/ResearchStudy-state, -actual) R5 does not define.

RuleSet: FindsTrialsR5(name, code, type, description, expression)
* insert FindsTrials({name}, {code}, {type}, [[{description}]], [[{expression}]])
* processingMode = #normal

Instance: ResearchStudy-label-r5
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-label-r5"
* insert FindsTrialsR5(ResearchStudyLabelR5, label, string, [[A further title: brief, scientific, acronym]], [[ResearchStudy.label.value]])

Instance: ResearchStudy-progress-status-r5
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-progress-status-r5"
* insert FindsTrialsR5(ResearchStudyProgressStatusR5, progress-status, token, [[A status the trial has or had: the registry's own code, or FHIR's]], [[ResearchStudy.progressStatus.state]])

Instance: ResearchStudy-outcome-measure-r5
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-outcome-measure-r5"
* insert FindsTrialsR5(ResearchStudyOutcomeMeasureR5, outcome-measure, reference, [[An outcome of the trial; `_include` gives all of them, a chain finds trials by the title of an outcome]], [[ResearchStudy.outcomeMeasure.reference]])
* target = #EvidenceVariable

Instance: ResearchStudy-associated-party-r5
InstanceOf: SearchParameter
Usage: #definition
* url = "https://trialcast.example/fhir/SearchParameter/ResearchStudy-associated-party-r5"
* insert FindsTrialsR5(ResearchStudyAssociatedPartyR5, associated-party, reference, [[An organization with any part in the trial: lead sponsor, collaborator, responsible party]], [[ResearchStudy.associatedParty.party]])
* target = #Organization
