// trialcast's own codes: for what neither a registry nor a standard has a code.

CodeSystem: DerivationMethodCS
Id: derivation-method
Title: "Derivation method"
Description: "How a value that is not the source's own was obtained."
* insert Header
* insert CompleteCodes
* #text-rule "Extracted from free text by a deterministic rule"
* #dictionary "Coded from a curated dictionary"
* #registry-derived "Computed by the registry"
* #normalized "Normalised form of a source value (date, age, unit)"
* #copied "Copied from another field"
* #defaulted "Set because FHIR requires a value the source lacks"
* #human "Curated by a person"

ValueSet: DerivationMethod
Id: derivation-method
Title: "Derivation method"
Description: "All codes of derivation-method."
* insert Header
* include codes from system DerivationMethodCS

CodeSystem: TrialElementRoleCS
Id: trial-element-role
Title: "Role in the trial"
Description: "What part of a trial a resource is."
* insert Header
* insert CompleteCodes
* #protocol "Protocol"
* #intervention "Intervention definition"
* #exposure "Exposure (study intervention)"
* #eligibility "Eligibility criteria"
* #outcome-primary "Primary outcome"
* #outcome-secondary "Secondary outcome"
* #outcome-other "Other pre-specified outcome"

ValueSet: TrialElementRole
Id: trial-element-role
Title: "Role in the trial"
Description: "All codes of trial-element-role."
* insert Header
* include codes from system TrialElementRoleCS

CodeSystem: CriterionCategoryCS
Id: criterion-category
Title: "Criterion category"
Description: "Topic of an eligibility criterion."
* insert Header
* insert CompleteCodes
* #age "Age"
* #sex "Sex"
* #diagnosis "Diagnosis"
* #disease-stage "Disease stage"
* #measurable-disease "Measurable disease"
* #performance-status "Performance status"
* #liver-function "Liver function"
* #organ-function "Organ function"
* #laboratory "Laboratory threshold"
* #biomarker "Biomarker"
* #life-expectancy "Life expectancy"
* #prior-therapy "Prior therapy"
* #concomitant-therapy "Concomitant therapy"
* #comorbidity "Comorbidity"
* #infection "Infection"
* #allergy "Allergy"
* #pregnancy-contraception "Pregnancy and contraception"
* #consent "Consent and compliance"
* #healthy-volunteer "Healthy volunteer"
* #other "Other"

ValueSet: CriterionCategory
Id: criterion-category
Title: "Criterion category"
Description: "All codes of criterion-category."
* insert Header
* include codes from system CriterionCategoryCS

CodeSystem: CriterionCoverageCS
Id: criterion-coverage
Title: "Criterion coverage"
Description: "How much of a criterion its structured form says."
* insert Header
* insert CompleteCodes
* #full "Structured form covers the whole criterion"
* #partial "Structured form is a necessary condition only"
* #none "Text only"

ValueSet: CriterionCoverage
Id: criterion-coverage
Title: "Criterion coverage"
Description: "All codes of criterion-coverage."
* insert Header
* include codes from system CriterionCoverageCS

CodeSystem: CriterionConceptCS
Id: criterion-concept
Title: "Criterion concept"
Description: "What a structured criterion is about, where no code of LOINC fits."
* insert Header
* insert CompleteCodes
* #exposed-to "Exposed to"
* #condition "Condition"
* #child-pugh-class "Child-Pugh class"
* #child-pugh-score "Child-Pugh score"
* #bclc-stage "BCLC stage"
* #life-expectancy "Life expectancy"
* #measurable-lesion-count "Measurable lesion count"
* #prior-therapy-class "Prior therapy class"
* #prior-therapy-lines "Number of prior therapy lines"
* #washout "Time since last had, done or taken"
* #healthy-volunteer "Healthy volunteer"
* #pregnancy "Pregnancy"
* #lactation "Breastfeeding"
* #contraception "Use of contraception"
* #consent "Informed consent"
* #disease-duration "Time since diagnosis or onset"
* #remission-duration "Duration of remission"
* #tumor-size "Size of the tumor or lesion"
* #tumor-count "Number of tumors or lesions"
* #stage "Stage of the disease"
* #tnm "TNM category"
* #grade "Grade"
* #named-value "Value named in the text"
* #snot-22 "SNOT-22 score"
* #nasal-polyp-score "Nasal polyp score"
* #tnss "Total nasal symptom score"
* #uas7 "Urticaria activity score"
* #oswestry "Oswestry Disability Index"
* #neck-disability "Neck Disability Index"
* #widespread-pain-index "Widespread Pain Index"
* #sleep-condition-indicator "Sleep Condition Indicator"
* #tinnitus-handicap "Tinnitus Handicap Inventory"
* #insomnia-severity "Insomnia Severity Index"
* #gad-7 "GAD-7 score"
* #hads "Hospital Anxiety and Depression Scale"
* #perceived-stress "Perceived Stress Scale"
* #cdrs-r "CDRS-R score"
* #bprs "Brief Psychiatric Rating Scale"
* #irls "IRLS score"
* #ipss "International Prostate Symptom Score"
* #basdai "BASDAI"
* #sledai "SLEDAI"
* #pcl-5 "PTSD Checklist"
* #caps-5 "CAPS-5 score"
* #hit-6 "Headache Impact Test"
* #epds "Edinburgh Postnatal Depression Scale"
* #alsfrs-r "ALSFRS-R score"
* #fugl-meyer "Fugl-Meyer score"
* #ashworth "Modified Ashworth scale"
* #barthel "Barthel index"
* #adas-cog "ADAS-Cog score"
* #sdq "Strengths and Difficulties Questionnaire"
* #dast-10 "DAST-10 score"
* #fagerstrom "Fagerström test"
* #cha2ds2-vasc "CHA2DS2-VASc score"
* #has-bled "HAS-BLED score"
* #apgar "Apgar score"
* #mallampati "Mallampati score"
* #stop-bang "STOP-Bang score"
* #hct-ci "Comorbidity index"
* #fib-4 "FIB-4 index"
* #homa-ir "HOMA-IR"
* #syntax-score "SYNTAX score"
* #euroscore "EuroSCORE"
* #rass "Richmond Agitation-Sedation Scale"
* #tanner "Tanner stage"
* #h-score "H-score"
* #nose "NOSE score"
* #womac "WOMAC score"
* #updrs "UPDRS score"
* #peak-expiratory-flow "Peak expiratory flow"
* #c-peptide "C-peptide"
* #luteinizing-hormone "Luteinizing hormone"
* #estradiol "Estradiol"
* #prolactin "Prolactin"
* #amh "Anti-Müllerian hormone"
* #cortisol "Cortisol"
* #vitamin-b12 "Vitamin B12"
* #lactate "Lactate"
* #bicarbonate "Bicarbonate"
* #pao2-fio2 "PaO2/FiO2 ratio"
* #pao2 "PaO2"
* #paco2 "PaCO2"
* #shortening-fraction "Shortening fraction"
* #mean-arterial-pressure "Mean arterial pressure"
* #pulmonary-pressure "Mean pulmonary artery pressure"
* #waist-circumference "Waist circumference"
* #central-thickness "Central retinal thickness"
* #endometrial-thickness "Endometrial thickness"
* #cervical-length "Cervical length"
* #ki-67 "Ki-67 index"
* #d-dimer "D-dimer"
* #procalcitonin "Procalcitonin"
* #feno "Fractional exhaled nitric oxide"
* #pc20 "PC20"
* #wheal-diameter "Wheal diameter"
* #walk-distance "Six-minute walk distance"
* #smoking-history "Smoking history"
* #sweat-chloride "Sweat chloride"
* #liver-stiffness "Liver stiffness"
* #panel-reactive-antibody "Panel reactive antibody"
* #corrected-acuity "Best corrected visual acuity"
* #transaminases "Transaminases (ALT or AST)"
* #creatinine-clearance "Creatinine clearance"
* #gfr "Glomerular filtration rate"
* #troponin "Cardiac troponin"
* #transferrin-saturation "Transferrin saturation"
* #parathyroid-hormone "Parathyroid hormone"
* #vitamin-d "25-hydroxyvitamin D"
* #specific-ige "Allergen-specific IgE"
* #pd-l1-tps "PD-L1 tumor proportion score"
* #pd-l1-cps "PD-L1 combined positive score"
* #reticulocytes "Reticulocytes"
* #bone-marrow-blasts "Blasts in bone marrow"
* #intraocular-pressure "Intraocular pressure"
* #ankle-brachial-index "Ankle-brachial index"
* #dlco "Diffusing capacity for carbon monoxide"
* #body-surface-area "Affected body surface area"
* #gestational-age "Gestational age"
* #lansky "Lansky play-performance score"
* #mmse "Mini-Mental State Examination score"
* #moca "Montreal Cognitive Assessment score"
* #nihss "NIH Stroke Scale score"
* #modified-rankin "Modified Rankin Scale score"
* #edss "Expanded Disability Status Scale score"
* #hamilton-depression "Hamilton Depression Rating Scale score"
* #madrs "Montgomery-Åsberg Depression Rating Scale score"
* #ymrs "Young Mania Rating Scale score"
* #panss "Positive and Negative Syndrome Scale score"
* #cgi-s "Clinical Global Impression severity"
* #pasi "Psoriasis Area and Severity Index"
* #easi "Eczema Area and Severity Index"
* #das28 "Disease Activity Score 28"
* #psqi "Pittsburgh Sleep Quality Index"
* #acq "Asthma Control Questionnaire score"
* #epworth "Epworth Sleepiness Scale score"
* #audit "AUDIT score"
* #beck-depression "Beck Depression Inventory score"
* #hamilton-anxiety "Hamilton Anxiety Rating Scale score"
* #ybocs "Yale-Brown Obsessive Compulsive Scale score"
* #iq "Intelligence quotient"
* #cdr "Clinical Dementia Rating"
* #hbi "Harvey-Bradshaw Index"
* #act "Asthma Control Test score"
* #dlqi "Dermatology Life Quality Index"
* #iga "Investigator Global Assessment"
* #scorad "SCORAD score"
* #t-score "Bone density T-score"
* #meld "MELD score"
* #gleason "Gleason score"
* #apache-ii "APACHE II score"
* #sofa "SOFA score"
* #hoehn-yahr "Hoehn and Yahr stage"
* #bishop-score "Bishop score"
* #apnea-hypopnea-index "Apnea-hypopnea index"
* #mayo-score "Mayo score"
* #cdai "Crohn's Disease Activity Index"
* #pain-score "Pain score"
* #nyha "NYHA class"
* #asa "ASA physical status class"
* #ccs "CCS angina class"
* #kellgren-lawrence "Kellgren-Lawrence grade"
* #fitzpatrick "Fitzpatrick skin type"
* #rutherford "Rutherford category"

ValueSet: CriterionConcept
Id: criterion-concept
Title: "Criterion concept"
Description: "All codes of criterion-concept."
* insert Header
* include codes from system CriterionConceptCS

CodeSystem: ChildPughClassCS
Id: child-pugh-class
Title: "Child-Pugh class"
Description: "Class of liver function."
* insert Header
* insert CompleteCodes
* #A "Class A"
* #B "Class B"
* #C "Class C"

ValueSet: ChildPughClass
Id: child-pugh-class
Title: "Child-Pugh class"
Description: "All codes of child-pugh-class."
* insert Header
* include codes from system ChildPughClassCS

CodeSystem: BclcStageCS
Id: bclc-stage
Title: "BCLC stage"
Description: "Barcelona Clinic Liver Cancer stage."
* insert Header
* insert CompleteCodes
* #0 "Stage 0"
* #A "Stage A"
* #B "Stage B"
* #C "Stage C"
* #D "Stage D"

ValueSet: BclcStage
Id: bclc-stage
Title: "BCLC stage"
Description: "All codes of bclc-stage."
* insert Header
* include codes from system BclcStageCS

CodeSystem: EndpointConceptCS
Id: endpoint-concept
Title: "Endpoint concept"
Description: "Endpoints that trials share under many wordings."
* insert Header
* insert CompleteCodes
* #objective-response-rate "Objective response rate"
* #disease-control-rate "Disease control rate"
* #duration-of-response "Duration of response"
* #progression-free-survival "Progression-free survival"
* #progression-free-survival-rate "Progression-free survival rate"
* #overall-survival "Overall survival"
* #overall-survival-rate "Overall survival rate"
* #time-to-progression "Time to progression"
* #time-to-response "Time to response"
* #recurrence-free-survival "Recurrence-free survival"
* #disease-free-survival "Disease-free survival"
* #event-free-survival "Event-free survival"
* #pathological-complete-response "Pathological complete response"
* #adverse-events "Adverse events"
* #dose-limiting-toxicity "Dose-limiting toxicity"
* #quality-of-life "Quality of life"
* #pharmacokinetics "Pharmacokinetics"
* #biomarker "Biomarker"

ValueSet: EndpointConcept
Id: endpoint-concept
Title: "Endpoint concept"
Description: "All codes of endpoint-concept."
* insert Header
* include codes from system EndpointConceptCS

CodeSystem: SourceFormatCS
Id: source-format
Title: "Source format"
Description: "How the source record was written."
* insert Header
* insert CompleteCodes
* #ctgov-v2-json "ClinicalTrials.gov API v2 JSON"
* #ctgov-csv "ClinicalTrials.gov CSV row"
* #ictrp-xml "WHO ICTRP XML"
* #ictrp-csv "WHO ICTRP CSV"
* #flat-text "Flattened text record"
* #page-text "Text of a scraped web page"

ValueSet: SourceFormat
Id: source-format
Title: "Source format"
Description: "All codes of source-format."
* insert Header
* include codes from system SourceFormatCS

CodeSystem: PartyRoleCS
Id: party-role
Title: "Role of a party"
Description: "Roles the R5 list of party roles lacks."
* insert Header
* insert CompleteCodes
* #registrant "Organisation that registered the record"
* #responsible-party "Responsible party"
* #secondary-sponsor "Secondary sponsor"
* #scientific-contact "Contact for scientific queries"
* #public-contact "Contact for public queries"
* #ethics-committee "Ethics committee"

ValueSet: PartyRole
Id: party-role
Title: "Role of a party"
Description: "All codes of party-role."
* insert Header
* include codes from system PartyRoleCS

CodeSystem: TimingEventCS
Id: timing-event
Title: "Timing event"
Description: "Events a time frame runs from that the R5 list lacks."
* insert Header
* insert CompleteCodes
* #randomization "Randomization"
* #enrollment "Enrolment"
* #first-dose "First dose of study treatment"
* #last-dose "Last dose of study treatment"
* #screening "Screening"
* #surgery "Surgery"
* #diagnosis "Diagnosis"
* #first-response "First documented response"
* #progression "Disease progression"
* #death "Death"

ValueSet: TimingEvent
Id: timing-event
Title: "Timing event"
Description: "All codes of timing-event."
* insert Header
* include codes from system TimingEventCS

CodeSystem: ArtifactKindCS
Id: artifact-kind
Title: "Kind of related artifact"
Description: "Why a registry record points to a document or page."
* insert Header
* insert CompleteCodes
* #see-also "See-also link"
* #avail-ipd "Available IPD or study document"
* #large-doc "Study document held by the registry"
* #source-page "Registry web page"

ValueSet: ArtifactKind
Id: artifact-kind
Title: "Kind of related artifact"
Description: "All codes of artifact-kind."
* insert Header
* include codes from system ArtifactKindCS
