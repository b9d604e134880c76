// The values of registry fields as code systems. Codes are the registry's own, letter for letter.
// The same codes with their standard equivalents are the tables of mappings/; a test compares the two.

RuleSet: CompleteCodes
* ^caseSensitive = true
* ^content = #complete

CodeSystem: CtgovOverallStatusCS
Id: ctgov-overall-status
Title: "ClinicalTrials.gov: Overall status"
Description: "Codes of the ClinicalTrials.gov field overallStatus, lastKnownStatus, letter for letter."
* insert Header
* insert CompleteCodes
* #NOT_YET_RECRUITING "Not yet recruiting"
* #RECRUITING "Recruiting"
* #ENROLLING_BY_INVITATION "Enrolling by invitation"
* #ACTIVE_NOT_RECRUITING "Active, not recruiting"
* #SUSPENDED "Suspended"
* #TERMINATED "Terminated"
* #COMPLETED "Completed"
* #WITHDRAWN "Withdrawn"
* #UNKNOWN "Unknown status"
* #WITHHELD "Withheld"
* #AVAILABLE "Available"
* #NO_LONGER_AVAILABLE "No longer available"
* #TEMPORARILY_NOT_AVAILABLE "Temporarily not available"
* #APPROVED_FOR_MARKETING "Approved for marketing"

ValueSet: CtgovOverallStatus
Id: ctgov-overall-status
Title: "ClinicalTrials.gov: Overall status"
Description: "All codes of ctgov-overall-status."
* insert Header
* include codes from system CtgovOverallStatusCS

CodeSystem: CtgovPhaseCS
Id: ctgov-phase
Title: "ClinicalTrials.gov: Phase"
Description: "Codes of the ClinicalTrials.gov field phases[], letter for letter."
* insert Header
* insert CompleteCodes
* #NA "Not Applicable"
* #EARLY_PHASE1 "Early Phase 1"
* #PHASE1 "Phase 1"
* #PHASE2 "Phase 2"
* #PHASE3 "Phase 3"
* #PHASE4 "Phase 4"

ValueSet: CtgovPhase
Id: ctgov-phase
Title: "ClinicalTrials.gov: Phase"
Description: "All codes of ctgov-phase."
* insert Header
* include codes from system CtgovPhaseCS

CodeSystem: CtgovPhaseSetCS
Id: ctgov-phase-set
Title: "ClinicalTrials.gov: Phases named together"
Description: "Sets of phases as keys of the phase table. A resource carries one ctgov-phase code for each member, never these."
* insert Header
* insert CompleteCodes
* #PHASE1+PHASE2 "Phase 1/Phase 2"
* #PHASE2+PHASE3 "Phase 2/Phase 3"
* #PHASE1+PHASE3 "Phase 1/Phase 3"
* #PHASE1+PHASE2+PHASE3 "Phase 1/2/3"
* #PHASE3+PHASE4 "Phase 3/Phase 4"
* #PHASE2+PHASE3+PHASE4 "Phase 2/3/4"

CodeSystem: CtgovStudyTypeCS
Id: ctgov-study-type
Title: "ClinicalTrials.gov: Study type"
Description: "Codes of the ClinicalTrials.gov field studyType, letter for letter."
* insert Header
* insert CompleteCodes
* #INTERVENTIONAL "Interventional"
* #OBSERVATIONAL "Observational"
* #EXPANDED_ACCESS "Expanded Access"

ValueSet: CtgovStudyType
Id: ctgov-study-type
Title: "ClinicalTrials.gov: Study type"
Description: "All codes of ctgov-study-type."
* insert Header
* include codes from system CtgovStudyTypeCS

CodeSystem: CtgovAllocationCS
Id: ctgov-allocation
Title: "ClinicalTrials.gov: Allocation"
Description: "Codes of the ClinicalTrials.gov field designInfo.allocation, letter for letter."
* insert Header
* insert CompleteCodes
* #RANDOMIZED "Randomized"
* #NON_RANDOMIZED "Non-Randomized"
* #NA "N/A"

ValueSet: CtgovAllocation
Id: ctgov-allocation
Title: "ClinicalTrials.gov: Allocation"
Description: "All codes of ctgov-allocation."
* insert Header
* include codes from system CtgovAllocationCS

CodeSystem: CtgovInterventionModelCS
Id: ctgov-intervention-model
Title: "ClinicalTrials.gov: Intervention model"
Description: "Codes of the ClinicalTrials.gov field designInfo.interventionModel, letter for letter."
* insert Header
* insert CompleteCodes
* #SINGLE_GROUP "Single Group Assignment"
* #PARALLEL "Parallel Assignment"
* #CROSSOVER "Crossover Assignment"
* #FACTORIAL "Factorial Assignment"
* #SEQUENTIAL "Sequential Assignment"

ValueSet: CtgovInterventionModel
Id: ctgov-intervention-model
Title: "ClinicalTrials.gov: Intervention model"
Description: "All codes of ctgov-intervention-model."
* insert Header
* include codes from system CtgovInterventionModelCS

CodeSystem: CtgovPrimaryPurposeCS
Id: ctgov-primary-purpose
Title: "ClinicalTrials.gov: Primary purpose"
Description: "Codes of the ClinicalTrials.gov field designInfo.primaryPurpose, letter for letter."
* insert Header
* insert CompleteCodes
* #TREATMENT "Treatment"
* #PREVENTION "Prevention"
* #DIAGNOSTIC "Diagnostic"
* #ECT "Educational/Counseling/Training"
* #SUPPORTIVE_CARE "Supportive Care"
* #SCREENING "Screening"
* #HEALTH_SERVICES_RESEARCH "Health Services Research"
* #BASIC_SCIENCE "Basic Science"
* #DEVICE_FEASIBILITY "Device Feasibility"
* #OTHER "Other"

ValueSet: CtgovPrimaryPurpose
Id: ctgov-primary-purpose
Title: "ClinicalTrials.gov: Primary purpose"
Description: "All codes of ctgov-primary-purpose."
* insert Header
* include codes from system CtgovPrimaryPurposeCS

CodeSystem: CtgovMaskingCS
Id: ctgov-masking
Title: "ClinicalTrials.gov: Masking"
Description: "Codes of the ClinicalTrials.gov field maskingInfo.masking, letter for letter."
* insert Header
* insert CompleteCodes
* #NONE "None (Open Label)"
* #SINGLE "Single"
* #DOUBLE "Double"
* #TRIPLE "Triple"
* #QUADRUPLE "Quadruple"

ValueSet: CtgovMasking
Id: ctgov-masking
Title: "ClinicalTrials.gov: Masking"
Description: "All codes of ctgov-masking."
* insert Header
* include codes from system CtgovMaskingCS

CodeSystem: CtgovWhoMaskedCS
Id: ctgov-who-masked
Title: "ClinicalTrials.gov: Who is masked"
Description: "Codes of the ClinicalTrials.gov field maskingInfo.whoMasked[], letter for letter."
* insert Header
* insert CompleteCodes
* #PARTICIPANT "Participant"
* #CARE_PROVIDER "Care Provider"
* #INVESTIGATOR "Investigator"
* #OUTCOMES_ASSESSOR "Outcomes Assessor"

ValueSet: CtgovWhoMasked
Id: ctgov-who-masked
Title: "ClinicalTrials.gov: Who is masked"
Description: "All codes of ctgov-who-masked."
* insert Header
* include codes from system CtgovWhoMaskedCS

CodeSystem: CtgovObservationalModelCS
Id: ctgov-observational-model
Title: "ClinicalTrials.gov: Observational model"
Description: "Codes of the ClinicalTrials.gov field designInfo.observationalModel, letter for letter."
* insert Header
* insert CompleteCodes
* #COHORT "Cohort"
* #CASE_CONTROL "Case-Control"
* #CASE_ONLY "Case-Only"
* #CASE_CROSSOVER "Case-Crossover"
* #ECOLOGIC_OR_COMMUNITY "Ecologic or Community"
* #FAMILY_BASED "Family-Based"
* #DEFINED_POPULATION "Defined Population"
* #NATURAL_HISTORY "Natural History"
* #OTHER "Other"

ValueSet: CtgovObservationalModel
Id: ctgov-observational-model
Title: "ClinicalTrials.gov: Observational model"
Description: "All codes of ctgov-observational-model."
* insert Header
* include codes from system CtgovObservationalModelCS

CodeSystem: CtgovTimePerspectiveCS
Id: ctgov-time-perspective
Title: "ClinicalTrials.gov: Time perspective"
Description: "Codes of the ClinicalTrials.gov field designInfo.timePerspective, letter for letter."
* insert Header
* insert CompleteCodes
* #RETROSPECTIVE "Retrospective"
* #PROSPECTIVE "Prospective"
* #CROSS_SECTIONAL "Cross-Sectional"
* #OTHER "Other"

ValueSet: CtgovTimePerspective
Id: ctgov-time-perspective
Title: "ClinicalTrials.gov: Time perspective"
Description: "All codes of ctgov-time-perspective."
* insert Header
* include codes from system CtgovTimePerspectiveCS

CodeSystem: CtgovSamplingMethodCS
Id: ctgov-sampling-method
Title: "ClinicalTrials.gov: Sampling method"
Description: "Codes of the ClinicalTrials.gov field samplingMethod, letter for letter."
* insert Header
* insert CompleteCodes
* #PROBABILITY_SAMPLE "Probability Sample"
* #NON_PROBABILITY_SAMPLE "Non-Probability Sample"

ValueSet: CtgovSamplingMethod
Id: ctgov-sampling-method
Title: "ClinicalTrials.gov: Sampling method"
Description: "All codes of ctgov-sampling-method."
* insert Header
* include codes from system CtgovSamplingMethodCS

CodeSystem: CtgovBiospecRetentionCS
Id: ctgov-biospec-retention
Title: "ClinicalTrials.gov: Retention of specimens"
Description: "Codes of the ClinicalTrials.gov field bioSpec.retention, letter for letter."
* insert Header
* insert CompleteCodes
* #NONE_RETAINED "None Retained"
* #SAMPLES_WITH_DNA "Samples With DNA"
* #SAMPLES_WITHOUT_DNA "Samples Without DNA"

ValueSet: CtgovBiospecRetention
Id: ctgov-biospec-retention
Title: "ClinicalTrials.gov: Retention of specimens"
Description: "All codes of ctgov-biospec-retention."
* insert Header
* include codes from system CtgovBiospecRetentionCS

CodeSystem: CtgovArmGroupTypeCS
Id: ctgov-arm-group-type
Title: "ClinicalTrials.gov: Arm type"
Description: "Codes of the ClinicalTrials.gov field armGroups[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #EXPERIMENTAL "Experimental"
* #ACTIVE_COMPARATOR "Active Comparator"
* #PLACEBO_COMPARATOR "Placebo Comparator"
* #SHAM_COMPARATOR "Sham Comparator"
* #NO_INTERVENTION "No Intervention"
* #OTHER "Other"

ValueSet: CtgovArmGroupType
Id: ctgov-arm-group-type
Title: "ClinicalTrials.gov: Arm type"
Description: "All codes of ctgov-arm-group-type."
* insert Header
* include codes from system CtgovArmGroupTypeCS

CodeSystem: CtgovInterventionTypeCS
Id: ctgov-intervention-type
Title: "ClinicalTrials.gov: Intervention type"
Description: "Codes of the ClinicalTrials.gov field interventions[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #DRUG "Drug"
* #BIOLOGICAL "Biological/Vaccine"
* #DEVICE "Device"
* #PROCEDURE "Procedure/Surgery"
* #RADIATION "Radiation"
* #BEHAVIORAL "Behavioral"
* #GENETIC "Genetic"
* #DIETARY_SUPPLEMENT "Dietary Supplement"
* #COMBINATION_PRODUCT "Combination Product"
* #DIAGNOSTIC_TEST "Diagnostic Test"
* #OTHER "Other"

ValueSet: CtgovInterventionType
Id: ctgov-intervention-type
Title: "ClinicalTrials.gov: Intervention type"
Description: "All codes of ctgov-intervention-type."
* insert Header
* include codes from system CtgovInterventionTypeCS

CodeSystem: CtgovOutcomeTypeCS
Id: ctgov-outcome-type
Title: "ClinicalTrials.gov: Outcome type"
Description: "Codes of the ClinicalTrials.gov field the outcome list a measure stands in, letter for letter."
* insert Header
* insert CompleteCodes
* #PRIMARY "Primary"
* #SECONDARY "Secondary"
* #OTHER_PRE_SPECIFIED "Other Pre-specified"
* #POST_HOC "Post-Hoc"

ValueSet: CtgovOutcomeType
Id: ctgov-outcome-type
Title: "ClinicalTrials.gov: Outcome type"
Description: "All codes of ctgov-outcome-type."
* insert Header
* include codes from system CtgovOutcomeTypeCS

CodeSystem: CtgovSexCS
Id: ctgov-sex
Title: "ClinicalTrials.gov: Sex"
Description: "Codes of the ClinicalTrials.gov field sex, letter for letter."
* insert Header
* insert CompleteCodes
* #FEMALE "Female"
* #MALE "Male"
* #ALL "All"

ValueSet: CtgovSex
Id: ctgov-sex
Title: "ClinicalTrials.gov: Sex"
Description: "All codes of ctgov-sex."
* insert Header
* include codes from system CtgovSexCS

CodeSystem: CtgovStdAgeCS
Id: ctgov-std-age
Title: "ClinicalTrials.gov: Age group"
Description: "Codes of the ClinicalTrials.gov field stdAges[], letter for letter."
* insert Header
* insert CompleteCodes
* #CHILD "Child (birth–17)"
* #ADULT "Adult (18–64)"
* #OLDER_ADULT "Older Adult (65+)"

ValueSet: CtgovStdAge
Id: ctgov-std-age
Title: "ClinicalTrials.gov: Age group"
Description: "All codes of ctgov-std-age."
* insert Header
* include codes from system CtgovStdAgeCS

CodeSystem: CtgovAgencyClassCS
Id: ctgov-agency-class
Title: "ClinicalTrials.gov: Class of organization"
Description: "Codes of the ClinicalTrials.gov field leadSponsor.class, collaborators[].class, organization.class, letter for letter."
* insert Header
* insert CompleteCodes
* #NIH "NIH"
* #FED "Other U.S. Federal agency"
* #OTHER_GOV "Other governmental"
* #INDUSTRY "Industry"
* #INDIV "Individual"
* #NETWORK "Network"
* #AMBIG "Ambiguous"
* #OTHER "Other"
* #UNKNOWN "Unknown"

ValueSet: CtgovAgencyClass
Id: ctgov-agency-class
Title: "ClinicalTrials.gov: Class of organization"
Description: "All codes of ctgov-agency-class."
* insert Header
* include codes from system CtgovAgencyClassCS

CodeSystem: CtgovResponsiblePartyTypeCS
Id: ctgov-responsible-party-type
Title: "ClinicalTrials.gov: Type of responsible party"
Description: "Codes of the ClinicalTrials.gov field responsibleParty.type, letter for letter."
* insert Header
* insert CompleteCodes
* #SPONSOR "Sponsor"
* #PRINCIPAL_INVESTIGATOR "Principal Investigator"
* #SPONSOR_INVESTIGATOR "Sponsor-Investigator"

ValueSet: CtgovResponsiblePartyType
Id: ctgov-responsible-party-type
Title: "ClinicalTrials.gov: Type of responsible party"
Description: "All codes of ctgov-responsible-party-type."
* insert Header
* include codes from system CtgovResponsiblePartyTypeCS

CodeSystem: CtgovContactRoleCS
Id: ctgov-contact-role
Title: "ClinicalTrials.gov: Role of a contact or official"
Description: "Codes of the ClinicalTrials.gov field overallOfficials[].role, contacts[].role, letter for letter."
* insert Header
* insert CompleteCodes
* #STUDY_CHAIR "Study Chair"
* #STUDY_DIRECTOR "Study Director"
* #PRINCIPAL_INVESTIGATOR "Principal Investigator"
* #SUB_INVESTIGATOR "Sub-Investigator"
* #CONTACT "Contact"

ValueSet: CtgovContactRole
Id: ctgov-contact-role
Title: "ClinicalTrials.gov: Role of a contact or official"
Description: "All codes of ctgov-contact-role."
* insert Header
* include codes from system CtgovContactRoleCS

CodeSystem: CtgovRecruitmentStatusCS
Id: ctgov-recruitment-status
Title: "ClinicalTrials.gov: Recruitment status of a site"
Description: "Codes of the ClinicalTrials.gov field locations[].status, letter for letter."
* insert Header
* insert CompleteCodes
* #ACTIVE_NOT_RECRUITING "Active, not recruiting"
* #COMPLETED "Completed"
* #ENROLLING_BY_INVITATION "Enrolling by invitation"
* #NOT_YET_RECRUITING "Not yet recruiting"
* #RECRUITING "Recruiting"
* #SUSPENDED "Suspended"
* #TERMINATED "Terminated"
* #WITHDRAWN "Withdrawn"
* #AVAILABLE "Available"

ValueSet: CtgovRecruitmentStatus
Id: ctgov-recruitment-status
Title: "ClinicalTrials.gov: Recruitment status of a site"
Description: "All codes of ctgov-recruitment-status."
* insert Header
* include codes from system CtgovRecruitmentStatusCS

CodeSystem: CtgovExpandedAccessStatusCS
Id: ctgov-expanded-access-status
Title: "ClinicalTrials.gov: Expanded access status"
Description: "Codes of the ClinicalTrials.gov field expandedAccessInfo.statusForNctId, letter for letter."
* insert Header
* insert CompleteCodes
* #AVAILABLE "Available"
* #NO_LONGER_AVAILABLE "No longer available"
* #TEMPORARILY_NOT_AVAILABLE "Temporarily not available"
* #APPROVED_FOR_MARKETING "Approved for marketing"

ValueSet: CtgovExpandedAccessStatus
Id: ctgov-expanded-access-status
Title: "ClinicalTrials.gov: Expanded access status"
Description: "All codes of ctgov-expanded-access-status."
* insert Header
* include codes from system CtgovExpandedAccessStatusCS

CodeSystem: CtgovIpdSharingCS
Id: ctgov-ipd-sharing
Title: "ClinicalTrials.gov: Sharing of participant data"
Description: "Codes of the ClinicalTrials.gov field ipdSharing, letter for letter."
* insert Header
* insert CompleteCodes
* #YES "Yes"
* #NO "No"
* #UNDECIDED "Undecided"

ValueSet: CtgovIpdSharing
Id: ctgov-ipd-sharing
Title: "ClinicalTrials.gov: Sharing of participant data"
Description: "All codes of ctgov-ipd-sharing."
* insert Header
* include codes from system CtgovIpdSharingCS

CodeSystem: CtgovIpdInfoTypeCS
Id: ctgov-ipd-info-type
Title: "ClinicalTrials.gov: Shared supporting information"
Description: "Codes of the ClinicalTrials.gov field infoTypes[], letter for letter."
* insert Header
* insert CompleteCodes
* #STUDY_PROTOCOL "Study Protocol"
* #SAP "Statistical Analysis Plan"
* #ICF "Informed Consent Form"
* #CSR "Clinical Study Report"
* #ANALYTIC_CODE "Analytic Code"

ValueSet: CtgovIpdInfoType
Id: ctgov-ipd-info-type
Title: "ClinicalTrials.gov: Shared supporting information"
Description: "All codes of ctgov-ipd-info-type."
* insert Header
* include codes from system CtgovIpdInfoTypeCS

CodeSystem: CtgovDateTypeCS
Id: ctgov-date-type
Title: "ClinicalTrials.gov: Actual or estimated"
Description: "Codes of the ClinicalTrials.gov field *Struct.type, enrollmentInfo.type, letter for letter."
* insert Header
* insert CompleteCodes
* #ACTUAL "Actual"
* #ESTIMATED "Estimated (Anticipated)"

ValueSet: CtgovDateType
Id: ctgov-date-type
Title: "ClinicalTrials.gov: Actual or estimated"
Description: "All codes of ctgov-date-type."
* insert Header
* include codes from system CtgovDateTypeCS

CodeSystem: CtgovOrgStudyIdTypeCS
Id: ctgov-org-study-id-type
Title: "ClinicalTrials.gov: Type of the organization's study id"
Description: "Codes of the ClinicalTrials.gov field orgStudyIdInfo.type, letter for letter."
* insert Header
* insert CompleteCodes
* #NIH "U.S. NIH Grant/Contract"
* #FDA "U.S. FDA Grant/Contract"
* #VA "U.S. VA Grant/Contract"
* #CDC "U.S. CDC Grant/Contract"
* #AHRQ "U.S. AHRQ Grant/Contract"
* #SAMHSA "U.S. SAMHSA Grant/Contract"

ValueSet: CtgovOrgStudyIdType
Id: ctgov-org-study-id-type
Title: "ClinicalTrials.gov: Type of the organization's study id"
Description: "All codes of ctgov-org-study-id-type."
* insert Header
* include codes from system CtgovOrgStudyIdTypeCS

CodeSystem: CtgovSecondaryIdTypeCS
Id: ctgov-secondary-id-type
Title: "ClinicalTrials.gov: Type of secondary id"
Description: "Codes of the ClinicalTrials.gov field secondaryIdInfos[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #NIH "U.S. NIH Grant/Contract"
* #FDA "U.S. FDA Grant/Contract"
* #VA "U.S. VA Grant/Contract"
* #CDC "U.S. CDC Grant/Contract"
* #AHRQ "U.S. AHRQ Grant/Contract"
* #SAMHSA "U.S. SAMHSA Grant/Contract"
* #OTHER_GRANT "Other Grant/Funding Number"
* #EUDRACT_NUMBER "EudraCT Number"
* #CTIS "EU Trial (CTIS) Number"
* #REGISTRY "Registry Identifier"
* #OTHER "Other Identifier"

ValueSet: CtgovSecondaryIdType
Id: ctgov-secondary-id-type
Title: "ClinicalTrials.gov: Type of secondary id"
Description: "All codes of ctgov-secondary-id-type."
* insert Header
* include codes from system CtgovSecondaryIdTypeCS

CodeSystem: CtgovReferenceTypeCS
Id: ctgov-reference-type
Title: "ClinicalTrials.gov: Type of reference"
Description: "Codes of the ClinicalTrials.gov field references[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #BACKGROUND "Background"
* #RESULT "Result"
* #DERIVED "Derived"

ValueSet: CtgovReferenceType
Id: ctgov-reference-type
Title: "ClinicalTrials.gov: Type of reference"
Description: "All codes of ctgov-reference-type."
* insert Header
* include codes from system CtgovReferenceTypeCS

CodeSystem: CtgovBrowseRelevanceCS
Id: ctgov-browse-relevance
Title: "ClinicalTrials.gov: Relevance of an index term"
Description: "Codes of the ClinicalTrials.gov field browseLeaves[].relevance, letter for letter."
* insert Header
* insert CompleteCodes
* #LOW "Low"
* #HIGH "High"

ValueSet: CtgovBrowseRelevance
Id: ctgov-browse-relevance
Title: "ClinicalTrials.gov: Relevance of an index term"
Description: "All codes of ctgov-browse-relevance."
* insert Header
* include codes from system CtgovBrowseRelevanceCS

CodeSystem: CtgovUnpostedEventTypeCS
Id: ctgov-unposted-event-type
Title: "ClinicalTrials.gov: Event before results are posted"
Description: "Codes of the ClinicalTrials.gov field unpostedEvents[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #RESET "Reset"
* #RELEASE "Release"
* #UNRELEASE "Unrelease"

ValueSet: CtgovUnpostedEventType
Id: ctgov-unposted-event-type
Title: "ClinicalTrials.gov: Event before results are posted"
Description: "All codes of ctgov-unposted-event-type."
* insert Header
* include codes from system CtgovUnpostedEventTypeCS

CodeSystem: CtgovViolationEventTypeCS
Id: ctgov-violation-event-type
Title: "ClinicalTrials.gov: Event of an FDAAA 801 violation"
Description: "Codes of the ClinicalTrials.gov field violationEvents[].type, letter for letter."
* insert Header
* insert CompleteCodes
* #VIOLATION_IDENTIFIED "Violation Identified by FDA"
* #CORRECTION_CONFIRMED "Correction Confirmed by FDA"
* #PENALTY_IMPOSED "Penalty Imposed by FDA"
* #ISSUES_IN_LETTER_ADDRESSED_CONFIRMED "Issues in letter addressed; confirmed by FDA."

ValueSet: CtgovViolationEventType
Id: ctgov-violation-event-type
Title: "ClinicalTrials.gov: Event of an FDAAA 801 violation"
Description: "All codes of ctgov-violation-event-type."
* insert Header
* include codes from system CtgovViolationEventTypeCS

CodeSystem: IctrpRecruitmentStatusCS
Id: ictrp-recruitment-status
Title: "WHO ICTRP: Recruitment status (WHO)"
Description: "Codes of the WHO ICTRP field WHO TRDS item 18, ICTRP export Recruitment_status, letter for letter."
* insert Header
* insert CompleteCodes
* #Pending "Pending"
* #Authorised "Authorised"
* #Recruiting "Recruiting"
* #"Not Recruiting" "Not Recruiting"
* #Suspended "Suspended"
* #Complete "Complete"
* #Other "Other"
* #"Not Available" "Not Available"

ValueSet: IctrpRecruitmentStatus
Id: ictrp-recruitment-status
Title: "WHO ICTRP: Recruitment status (WHO)"
Description: "All codes of ictrp-recruitment-status."
* insert Header
* include codes from system IctrpRecruitmentStatusCS
