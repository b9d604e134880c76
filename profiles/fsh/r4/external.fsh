// Code systems that R5 brings along or that only R4 resources use; for checking only, as in shared/external.fsh.

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
