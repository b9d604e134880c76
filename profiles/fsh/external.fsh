// Code systems of others that FHIR R4 does not bring along, as far as trialcast uses them, so that a validator without a
// network knows the codes. For checking only: never push them to a server, which may hold the real ones.

RuleSet: Others(url, content)
* insert Header
* ^url = "{url}"
* ^caseSensitive = true
* ^content = #{content}

CodeSystem: ResearchStudyArmTypeR5
Id: research-study-arm-type
Title: "HL7 R5: arm type"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/research-study-arm-type, complete)
* ^version = "5.0.0"
* #active-comparator "Active Comparator"
* #placebo-comparator "Placebo Comparator"
* #sham-comparator "Sham Comparator"
* #no-intervention "No Intervention"
* #experimental "Experimental"
* #other-arm-type "Other Arm Type"

CodeSystem: ResearchStudyPartyRoleR5
Id: research-study-party-role
Title: "HL7 R5: party role"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/research-study-party-role, complete)
* ^version = "5.0.0"
* #sponsor "sponsor"
* #lead-sponsor "lead-sponsor"
* #sponsor-investigator "sponsor-investigator"
* #primary-investigator "primary-investigator"
* #collaborator "collaborator"
* #funding-source "funding-source"
* #general-contact "general-contact"
* #recruitment-contact "recruitment-contact"
* #sub-investigator "sub-investigator"
* #study-director "study-director"
* #study-chair "study-chair"
* #irb "Institutional Review Board"

CodeSystem: ResearchStudyPartyOrganizationTypeR5
Id: research-study-party-organization-type
Title: "HL7 R5: party organization type"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/research-study-party-organization-type, complete)
* ^version = "5.0.0"
* #nih "NIH"
* #fda "FDA"
* #government "Government"
* #nonprofit "Nonprofit"
* #academic "Academic"
* #industry "Industry"

CodeSystem: ResearchStudyClassifiersR5
Id: research-study-classifiers
Title: "HL7 R5: study classifiers"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/research-study-classifiers, complete)
* ^version = "5.0.0"
* #fda-regulated-drug "FDA regulated drug"
* #fda-regulated-device "FDA regulated device"
* #mpg-paragraph-23b "MPG Paragraph 23b"
* #irb-exempt "IRB-exempt"

CodeSystem: TitleTypeR5
Id: title-type
Title: "HL7 R5: title type"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/title-type, complete)
* ^version = "5.0.0"
* #primary "Primary title"
* #official "Official title"
* #scientific "Scientific title"
* #plain-language "Plain language title"
* #subtitle "Subtitle"
* #short-title "Short title"
* #acronym "Acronym"
* #earlier-title "Different text in an earlier version"
* #language "Different language"
* #autotranslated "Different language derived from autotranslation"
* #human-use "Human use"
* #machine-use "Machine use"
* #duplicate-uid "Different text for the same object with a different identifier"

CodeSystem: EvidenceVariableEventR5
Id: evidence-variable-event
Title: "HL7 R5: event of a time frame"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/evidence-variable-event, complete)
* ^version = "5.0.0"
* #study-start "Study Start"
* #treatment-start "Start of Treatment"
* #condition-detection "Detection of Condition"
* #condition-treatment "Treatment of Condition"
* #hospital-admission "Hospital Admission"
* #hospital-discharge "Hospital Discharge"
* #operative-procedure "Operative Procedure"

CodeSystem: CharacteristicOffsetR5
Id: characteristic-offset
Title: "HL7 R5: offset of a characteristic"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/characteristic-offset, complete)
* ^version = "5.0.0"
* #UNL "Upper Normal Limit"
* #LNL "Lower Normal Limit"

CodeSystem: VariableHandlingR5
Id: variable-handling
Title: "HL7 R5: variable handling"
Description: "All codes of FHIR R5 5.0.0. Its cross-version extensions use it in R4."
* insert Others(http://hl7.org/fhir/variable-handling, complete)
* ^version = "5.0.0"
* #continuous "continuous variable"
* #dichotomous "dichotomous variable"
* #ordinal "ordinal variable"
* #polychotomous "polychotomous variable"

CodeSystem: RegistrationActivity
Id: research-study-registration-activity
Title: "HL7 extensions pack: registration activity"
Description: "All codes of the HL7 extensions pack 1.0.0."
* insert Others(http://hl7.org/fhir/research-study-registration-activity, complete)
* ^version = "1.0.0"
* #record-verification "Record Verification"
* #primary-outcome-data-collection "Primary outcome data collection"
* #registration-submission "Registration submission"
* #registration-submission-qc "Registration submission Quality Check"
* #registration-posting "Registration posting"
* #results-submission "Results submission"
* #results-submission-qc "Results submission Quality Check"
* #results-posting "Results posting"
* #disposition-submission "Disposition submission"
* #disposition-submission-qc "Disposition submission Quality Check"
* #disposition-posting "Disposition posting"
* #update-submission "Update submission"
* #update-posting "Update posting"

CodeSystem: ResearchStudyStatusTho
Id: tho-research-study-status
Title: "HL7 Terminology: research study status"
Description: "The codes of HL7 Terminology that the progress of a trial uses."
* insert Others(http://terminology.hl7.org/CodeSystem/research-study-status, fragment)
* #active "Active"
* #active-but-not-recruiting "Active, not recruiting"
* #administratively-completed "Administratively Completed"
* #approved "Approved"
* #closed-to-accrual "Closed to Accrual"
* #closed-to-accrual-and-intervention "Closed to Accrual and Intervention"
* #completed "Completed"
* #disapproved "Disapproved"
* #enrolling-by-invitation "Enrolling by invitation"
* #in-review "In Review"
* #not-yet-recruiting "Not yet recruiting"
* #overall-study "Overall study"
* #recruiting "Recruiting"
* #temporarily-closed-to-accrual "Temporarily Closed to Accrual"
* #temporarily-closed-to-accrual-and-intervention "Temporarily Closed to Accrual and Intervention"
* #terminated "Terminated"
* #withdrawn "Withdrawn"

CodeSystem: Ncit
Id: ncit
Title: "NCI Thesaurus (codes used here)"
Description: "The codes of the code tables and of identifier types."
* insert Others(http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl, fragment)
* ^copyright = "NCI Thesaurus, National Cancer Institute, CC BY 4.0."
* #C115761 "Statistical Analysis Plan"
* #C127776 "Biospecimens Not Retained"
* #C127777 "Retained Specimens Contain DNA"
* #C127778 "Retained Specimens Do Not Contain DNA"
* #C127779 "Observational Case-Crossover Study"
* #C127780 "Ecologic or Community Based Study"
* #C127781 "Non-Probability Sampling Method"
* #C132351 "Sponsor Protocol Identifier"
* #C142439 "Clinical study report"
* #C142615 "Non-Interventional Study"
* #C142646 "Prospective Study"
* #C1505 "Dietary Supplement"
* #C15197 "Case-Control Study"
* #C15208 "Cohort Study"
* #C15407 "Family Study"
* #C15600 "Phase I Trial"
* #C15601 "Phase II Trial"
* #C15602 "Phase III Trial"
* #C15603 "Phase IV Trial"
* #C15693 "Phase I/II Trial"
* #C15694 "Phase II/III Trial"
* #C16468 "Consent Form"
* #C16666 "Health Care Provider"
* #C172240 "Clinicaltrials.gov Identifier"
* #C174266 "Investigational Arm"
* #C174267 "Active Comparator Arm"
* #C174268 "Placebo Control Arm"
* #C174269 "Sham Comparator Arm"
* #C174270 "No Intervention Arm"
* #C17454 "Diagnostic Test"
* #C17649 "Other"
* #C17938 "Genetic"
* #C1909 "Pharmacologic Substance"
* #C198366 "Phase I/II/III Trial"
* #C198367 "Phase I/III Trial"
* #C217024 "Phase II/III/IV Trial"
* #C217025 "Phase III/IV Trial"
* #C218684 "EU Clinical Trial Register Number"
* #C218689 "WHO Universal Trial Number"
* #C218690 "Other Regulatory or Clinical Trial Identifier"
* #C25196 "Randomization"
* #C25936 "Investigator"
* #C29867 "Participant"
* #C48660 "Not Applicable"
* #C49153 "Sequential"
* #C49656 "Treatment Study"
* #C53310 "Cross-Sectional Study"
* #C53312 "Retrospective Study"
* #C54696 "Combination Product"
* #C54721 "Early Phase 1 Trial"
* #C62103 "Device"
* #C70817 "Study Protocol"
* #C79751 "Procedure"
* #C82637 "Crossover Study"
* #C82638 "Factorial Study"
* #C82639 "Parallel Study"
* #C82640 "Single Group Study"
* #C93043 "Nonrandomized Clinical Trial"
* #C98388 "Interventional Study"
* #C98772 "Primary Outcome Measure"
* #C98781 "Secondary Outcome Measure"

CodeSystem: Sevco
Id: sevco
Title: "SEVCO (codes used here)"
Description: "The codes of the Scientific Evidence Code System that the code tables use."
* insert Others(https://fevir.net/sevco, fragment)
* #SEVCO:01001 "interventional research"
* #SEVCO:01002 "observational research"
* #SEVCO:01003 "randomized assignment"
* #SEVCO:01005 "non-randomized assignment"
* #SEVCO:01011 "parallel cohort design"
* #SEVCO:01012 "crossover cohort design"
* #SEVCO:01013 "case control design"
* #SEVCO:01016 "uncontrolled cohort design"
* #SEVCO:01020 "family study design"
* #SEVCO:01022 "population-based design"
* #SEVCO:01027 "cross sectional data collection"
* #SEVCO:01038 "expanded access study"
* #SEVCO:01044 "ecological design"
* #SEVCO:01060 "blinding of study participants"
* #SEVCO:01061 "blinding of intervention providers"
* #SEVCO:01062 "blinding of outcome assessors"

CodeSystem: Loinc
Id: loinc
Title: "LOINC (codes used here)"
Description: "The few codes structured criteria use."
* insert Others(http://loinc.org, fragment)
* ^copyright = "This material contains content from LOINC (http://loinc.org). LOINC is copyright © 1995-2020, Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc."
* #30525-0 "Age"
* #46098-0 "Sex"
* #89243-0 "Karnofsky Performance Status score"
* #89247-1 "ECOG Performance Status score"
