// What every definition of this folder repeats.

// The date is that of the release, never of the run: the generated files must not change by themselves.
RuleSet: Header
* ^version = "0.1.0"
* ^status = #draft
* ^experimental = false
* ^date = "2026-11-21"
* ^publisher = "trialcast"

// One part of a complex extension.
RuleSet: Part(name, card, type, short)
* extension contains {name} {card}
* extension[{name}] ^short = "{short}"
* extension[{name}].value[x] 1..1
* extension[{name}].value[x] only {type}

// One part of a part.
RuleSet: Inner(outer, name, card, type, short)
* extension[{outer}].extension contains {name} {card}
* extension[{outer}].extension[{name}] ^short = "{short}"
* extension[{outer}].extension[{name}].value[x] 1..1
* extension[{outer}].extension[{name}].value[x] only {type}

// The tag by which everything of one trial is found, and swept when the registry drops a part.
RuleSet: StudyTag
* meta 1..1 MS
* meta.source MS
* meta.tag 1..*
* meta.tag ^slicing.discriminator.type = #value
* meta.tag ^slicing.discriminator.path = "system"
* meta.tag ^slicing.rules = #open
* meta.tag contains study 1..1 MS
* meta.tag[study] ^short = "Which trial this belongs to"
* meta.tag[study].system 1..1
* meta.tag[study].system = "https://trialcast.example/fhir/sid/study" (exactly)
* meta.tag[study].code 1..1

// An identifier of trialcast's own, beside any others.
RuleSet: OwnIdentifier(slice, system)
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains {slice} 1..1 MS
* identifier[{slice}].system = "{system}" (exactly)

// How a trial is told from others: by trialcast's key, and by the numbers registries gave it.
RuleSet: StudyIdentifiers
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains study 1..1 MS and nct 0..* MS
* identifier[study] ^short = "trialcast's own key of the trial; conditional writes use this one"
* identifier[study].system = "https://trialcast.example/fhir/sid/study" (exactly)
* identifier[nct] ^short = "ClinicalTrials.gov number, current (official) and former ones (old)"
* identifier[nct].system = "http://clinicaltrials.gov" (exactly)

// Facts of the record that FHIR has no element for, R4 or R5.
RuleSet: RegistryExtensions
* extension contains
    Hl7ResearchStudyStudyRegistration named studyRegistration 0..* MS and
    ExtIpdSharing named ipdSharing 0..1 MS and
    ExtOversight named oversight 0..1 MS and
    ExtExpandedAccess named expandedAccess 0..1 MS and
    ExtObservationalDesign named observational 0..1 MS and
    ExtRegistryRecord named registryRecord 0..1 MS and
    ExtRegistryBrowseTerm named browseTerm 0..* MS and
    ExtSubmissionHistory named submissionHistory 0..1 MS and
    ExtRegistryAnnotation named annotation 0..1 MS and
    ExtSourceElement named sourceElement 0..* MS

// What EvidenceVariable, PlanDefinition and ActivityDefinition must carry to be found and referred to by url and version.
RuleSet: CanonicalPart
* insert StudyTag
* insert OwnIdentifier(element, https://trialcast.example/fhir/sid/trial-element)
* text 1..1
* url 1..1 MS
* version 1..1 MS
* name 1..1
* title 1..1 MS
* description MS
* useContext 1..* MS
* useContext ^short = "The trial: context `program` with a reference to the ResearchStudy"

// A cross-version extension: an R5 element in an R4 resource, at HL7's own address.
RuleSet: CrossVersion(element)
* insert Header
* ^url = "http://hl7.org/fhir/5.0/StructureDefinition/extension-{element}"

// Also within another extension: `Context: Extension` would mean an extension named so.
RuleSet: WithinExtension(index)
* ^context[{index}].type = #element
* ^context[{index}].expression = "Extension"

RuleSet: OfCharacteristic(index)
* ^context[{index}].type = #element
* ^context[{index}].expression = "EvidenceVariable.characteristic"

// Of trial-eligibility in both versions.
Invariant: criterion-1
Description: "Only an inclusion criterion may be covered in part: half of an exclusion would exclude too many"
Expression: "extension('https://trialcast.example/fhir/StructureDefinition/ext-criterion').extension('coverage').value.where($this = 'partial').empty() or exclude.where($this).empty()"
Severity: #error
