Profile: TrialResearchStudyR5
Parent: ResearchStudy
Id: trial-research-study-r5
Title: "Trial (ResearchStudy)"
Description: "One trial as a registry records it: identifiers, titles, status, design, parties, sites, arms and the list of outcome measures."
* insert Header
* insert StudyTag
* text 1..1
* obeys rs-1
* insert RegistryExtensions
* url 1..1 MS
* insert StudyIdentifiers
* version 1..1 MS
* title 1..1 MS
* label MS
* label.type 1..1
* label.value 1..1
* protocol MS
* relatedArtifact MS
* date MS
* status MS
* status ^comment = "Status of the record as a publication. The status of the trial is a progressStatus."
* primaryPurposeType MS
* phase MS
* studyDesign MS
* studyDesign ^short = "One entry for each design fact: study type, allocation, model, masking, time perspective"
* focus MS
* condition MS
* keyword MS
* region MS
* descriptionSummary MS
* description MS
* period MS
* site MS
* site.extension contains ExtSiteRecruitment named recruitment 0..1 MS
* classifier MS
* associatedParty MS
* progressStatus MS
* whyStopped MS
* recruitment MS
* comparisonGroup MS
* comparisonGroup.linkId MS
* comparisonGroup.intendedExposure MS
* outcomeMeasure MS
* outcomeMeasure.type MS
* outcomeMeasure.reference MS

Invariant: rs-1
Description: "The number of participants is either planned or actual, not both"
Expression: "recruitment.targetNumber.empty() or recruitment.actualNumber.empty()"
Severity: #error
