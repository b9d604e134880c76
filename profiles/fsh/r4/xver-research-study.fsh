// HL7 publishes these definitions in the package hl7.fhir.uv.xver-r5.r4 0.1.0, which npm does not have. A validator needs a
// definition for every one of these addresses it meets: these are copies of their shape, for work without a network.

Extension: XverResearchStudyAssociatedParty
Id: xver-ResearchStudy.associatedParty
Title: "R5 ResearchStudy.associatedParty"
Description: "A party of the trial and its role: sponsor, collaborator, investigator, contact. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.associatedParty."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.associatedParty)
* . 0..*
* extension contains name 0..1
* extension[name].value[x] 1..1
* extension[name].value[x] only string
* extension contains role 1..1
* extension[role].value[x] 1..1
* extension[role].value[x] only CodeableConcept
* extension contains period 0..*
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
* extension contains classifier 0..*
* extension[classifier].value[x] 1..1
* extension[classifier].value[x] only CodeableConcept
* extension contains party 0..1
* extension[party].value[x] 1..1
* extension[party].value[x] only Reference(Practitioner or PractitionerRole or Organization)

Extension: XverResearchStudyClassifier
Id: xver-ResearchStudy.classifier
Title: "R5 ResearchStudy.classifier"
Description: "Classification of the trial. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.classifier."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.classifier)
* . 0..*
* value[x] 1..1
* value[x] only CodeableConcept

Extension: XverResearchStudyComparisonGroupIntendedExposure
Id: xver-ResearchStudy.comparisonGroup.intendedExposure
Title: "R5 ResearchStudy.comparisonGroup.intendedExposure"
Description: "An exposure the arm is given. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.comparisonGroup.intendedExposure."
Context: ResearchStudy.arm
* insert CrossVersion(ResearchStudy.comparisonGroup.intendedExposure)
* . 0..*
* value[x] 1..1
* value[x] only Reference(EvidenceVariable)

Extension: XverResearchStudyComparisonGroupLinkId
Id: xver-ResearchStudy.comparisonGroup.linkId
Title: "R5 ResearchStudy.comparisonGroup.linkId"
Description: "Id by which other elements name the arm. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.comparisonGroup.linkId."
Context: ResearchStudy.arm
* insert CrossVersion(ResearchStudy.comparisonGroup.linkId)
* value[x] 1..1
* value[x] only id

Extension: XverResearchStudyDate
Id: xver-ResearchStudy.date
Title: "R5 ResearchStudy.date"
Description: "Date of the last change the registry posted. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.date."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.date)
* value[x] 1..1
* value[x] only dateTime

Extension: XverResearchStudyDescriptionSummary
Id: xver-ResearchStudy.descriptionSummary
Title: "R5 ResearchStudy.descriptionSummary"
Description: "Brief summary. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.descriptionSummary."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.descriptionSummary)
* value[x] 1..1
* value[x] only markdown

Extension: XverResearchStudyLabel
Id: xver-ResearchStudy.label
Title: "R5 ResearchStudy.label"
Description: "Another title of the trial: official, scientific, acronym, plain language. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.label."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.label)
* . 0..*
* extension contains type 0..1
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension contains value 0..1
* extension[value].value[x] 1..1
* extension[value].value[x] only string

Extension: XverResearchStudyName
Id: xver-ResearchStudy.name
Title: "R5 ResearchStudy.name"
Description: "Computable name. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.name."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.name)
* value[x] 1..1
* value[x] only string

Extension: XverResearchStudyObjectiveDescription
Id: xver-ResearchStudy.objective.description
Title: "R5 ResearchStudy.objective.description"
Description: "The objective in words. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.objective.description."
Context: ResearchStudy.objective
* insert CrossVersion(ResearchStudy.objective.description)
* value[x] 1..1
* value[x] only markdown

Extension: XverResearchStudyOutcomeMeasure
Id: xver-ResearchStudy.outcomeMeasure
Title: "R5 ResearchStudy.outcomeMeasure"
Description: "One entry of the list of outcome measures; reference points to its EvidenceVariable. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.outcomeMeasure."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.outcomeMeasure)
* . 0..*
* extension contains name 0..1
* extension[name].value[x] 1..1
* extension[name].value[x] only string
* extension contains type 0..*
* extension[type].value[x] 1..1
* extension[type].value[x] only CodeableConcept
* extension contains description 0..1
* extension[description].value[x] 1..1
* extension[description].value[x] only markdown
* extension contains reference 0..1
* extension[reference].value[x] 1..1
* extension[reference].value[x] only Reference(EvidenceVariable)

Extension: XverResearchStudyProgressStatus
Id: xver-ResearchStudy.progressStatus
Title: "R5 ResearchStudy.progressStatus"
Description: "A state of the trial and when it began or ended. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.progressStatus."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.progressStatus)
* . 0..*
* extension contains state 1..1
* extension[state].value[x] 1..1
* extension[state].value[x] only CodeableConcept
* extension contains actual 0..1
* extension[actual].value[x] 1..1
* extension[actual].value[x] only boolean
* extension contains period 0..1
* extension[period].value[x] 1..1
* extension[period].value[x] only Period

Extension: XverResearchStudyRecruitmentActualNumber
Id: xver-ResearchStudy.recruitment.actualNumber
Title: "R5 ResearchStudy.recruitment.actualNumber"
Description: "Actual number of participants. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.recruitment.actualNumber."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.recruitment.actualNumber)
* value[x] 1..1
* value[x] only unsignedInt

Extension: XverResearchStudyRecruitmentTargetNumber
Id: xver-ResearchStudy.recruitment.targetNumber
Title: "R5 ResearchStudy.recruitment.targetNumber"
Description: "Planned number of participants. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.recruitment.targetNumber."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.recruitment.targetNumber)
* value[x] 1..1
* value[x] only unsignedInt

Extension: XverResearchStudyStatus
Id: xver-ResearchStudy.status
Title: "R5 ResearchStudy.status"
Description: "Publication status of the record, beside the status of the trial. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.status."
Context: ResearchStudy.status
* insert CrossVersion(ResearchStudy.status)
* value[x] 1..1
* value[x] only code

Extension: XverResearchStudyStudyDesign
Id: xver-ResearchStudy.studyDesign
Title: "R5 ResearchStudy.studyDesign"
Description: "Design facts. Kept for records of others; trialcast uses category. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.studyDesign."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.studyDesign)
* . 0..*
* value[x] 1..1
* value[x] only CodeableConcept

Extension: XverResearchStudyUrl
Id: xver-ResearchStudy.url
Title: "R5 ResearchStudy.url"
Description: "Address of the trial resource that canonical references can use. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.url."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.url)
* value[x] 1..1
* value[x] only uri

Extension: XverResearchStudyVersion
Id: xver-ResearchStudy.version
Title: "R5 ResearchStudy.version"
Description: "Version of the record this resource was made from. Offline copy of the HL7 cross-version extension for R5 ResearchStudy.version."
Context: ResearchStudy
* insert CrossVersion(ResearchStudy.version)
* value[x] 1..1
* value[x] only string
