Profile: TrialResearchStudyR4
Parent: ResearchStudy
Id: trial-research-study-r4
Title: "Trial (ResearchStudy)"
Description: "One trial as a registry records it: identifiers, titles, status, design, sponsor, sites, arms and the list of outcome measures. What R4 has no element for stands in HL7's cross-version extensions under the name it has in R5."
* insert Header
* insert StudyTag
* text 1..1
* obeys rs-1 and rs-2
* extension contains
    XverResearchStudyUrl named url 1..1 MS and
    XverResearchStudyVersion named version 1..1 MS and
    XverResearchStudyDate named date 0..1 MS and
    XverResearchStudyLabel named label 0..* MS and
    XverResearchStudyDescriptionSummary named descriptionSummary 0..1 MS and
    XverResearchStudyProgressStatus named progressStatus 0..* MS and
    XverResearchStudyAssociatedParty named associatedParty 0..* MS and
    XverResearchStudyClassifier named classifier 0..* MS and
    XverResearchStudyRecruitmentTargetNumber named targetNumber 0..1 MS and
    XverResearchStudyRecruitmentActualNumber named actualNumber 0..1 MS and
    XverResearchStudyOutcomeMeasure named outcomeMeasure 0..* MS
* insert RegistryExtensions
* insert StudyIdentifiers
* title 1..1 MS
* status MS
* status ^comment = "`in-review` is a sentinel for a trial whose registry status is unknown or absent; it then carries ext-derivation."
* protocol MS
* primaryPurposeType MS
* phase MS
* category MS
* category ^short = "One entry for each design fact: study type, allocation, model, masking, time perspective"
* focus MS
* condition MS
* keyword MS
* location MS
* enrollment MS
* period MS
* sponsor MS
* site MS
* site.extension contains ExtSiteRecruitment named recruitment 0..1 MS
* arm MS
* arm.extension contains
    XverResearchStudyComparisonGroupLinkId named linkId 0..1 MS and
    XverResearchStudyComparisonGroupIntendedExposure named intendedExposure 0..* MS

Invariant: rs-1
Description: "The number of participants is either planned or actual, not both"
Expression: "extension('http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.recruitment.targetNumber').empty() or extension('http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.recruitment.actualNumber').empty()"
Severity: #error

Invariant: rs-2
Description: "A status of in-review stands for an unknown status and says so with ext-derivation"
Expression: "status != 'in-review' or status.extension('https://trialcast.example/fhir/StructureDefinition/ext-derivation').exists()"
Severity: #error
