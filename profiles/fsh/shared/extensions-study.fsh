// Facts of a registry record for which FHIR has no element, R4 or R5.

Extension: ExtIpdSharing
Id: ext-ipd-sharing
Title: "Sharing of participant data"
Description: "Whether and how the data of individual participants will be shared (IPD sharing statement)."
Context: ResearchStudy
* insert Header
* insert Part(plan, 0..1, code, Whether data will be shared)
* extension[plan].value[x] from CtgovIpdSharing (extensible)
* insert Part(description, 0..1, markdown, The plan in words)
* insert Part(infoType, 0..*, code, What else will be shared)
* extension[infoType].value[x] from CtgovIpdInfoType (extensible)
* insert Part(timeFrame, 0..1, markdown, When the data will be available)
* insert Part(accessCriteria, 0..1, markdown, Who may get the data and how)
* insert Part(url, 0..1, url, Where to read more)

Extension: ExtOversight
Id: ext-oversight
Title: "Oversight"
Description: "Yes or no answers on oversight and regulation. False and absent differ: both are kept as the registry has them."
Context: ResearchStudy
* insert Header
* insert Part(hasDmc, 0..1, boolean, A data monitoring committee exists)
* insert Part(isFdaRegulatedDrug, 0..1, boolean, Studies a drug regulated by the FDA)
* insert Part(isFdaRegulatedDevice, 0..1, boolean, Studies a device regulated by the FDA)
* insert Part(isUnapprovedDevice, 0..1, boolean, The device is not yet approved or cleared)
* insert Part(isPpsd, 0..1, boolean, Pediatric postmarket surveillance of a device)
* insert Part(isUsExport, 0..1, boolean, The product is exported from the U.S.)
* insert Part(fdaaa801Violation, 0..1, boolean, The FDA found a violation of FDAAA 801)

Extension: ExtExpandedAccess
Id: ext-expanded-access
Title: "Expanded access"
Description: "Use of the product outside the trial: whether it exists, its own record, and its kinds."
Context: ResearchStudy
* insert Header
* insert Part(hasExpandedAccess, 0..1, boolean, Expanded access exists)
* insert Part(nctId, 0..1, string, Record of the expanded access)
* insert Part(status, 0..1, code, Status of that record)
* extension[status].value[x] from CtgovExpandedAccessStatus (extensible)
* insert Part(individual, 0..1, boolean, For individual patients)
* insert Part(intermediate, 0..1, boolean, For intermediate-size groups)
* insert Part(treatment, 0..1, boolean, Under a treatment protocol)
* insert Part(patientCount, 0..1, integer, Records that point to this expanded access record)

Extension: ExtObservationalDesign
Id: ext-observational-design
Title: "Observational design"
Description: "Facts only observational studies have: registry, follow-up time, retained specimens."
Context: ResearchStudy
* insert Header
* insert Part(patientRegistry, 0..1, boolean, The study is a patient registry)
* insert Part(targetDuration, 0..1, string, Follow-up of a participant)
* insert Part(biospecRetention, 0..1, code, Whether specimens are kept)
* extension[biospecRetention].value[x] from CtgovBiospecRetention (extensible)
* insert Part(biospecDescription, 0..1, markdown, Which specimens are kept)

Extension: ExtRegistryRecord
Id: ext-registry-record
Title: "Registry record"
Description: "Facts about the record itself, not about the trial."
Context: ResearchStudy
* insert Header
* insert Part(hasResults, 0..1, boolean, Results are posted)
* insert Part(delayedPosting, 0..1, boolean, The registry holds the record back)
* insert Part(resultsWaived, 0..1, boolean, The duty to post results is waived)
* insert Part(lastKnownStatus, 0..1, code, Status before it became unknown)
* extension[lastKnownStatus].value[x] from CtgovOverallStatus (extensible)
* insert Part(versionHolder, 0..1, date, Version date of the registry's data)
* insert Part(removedCountry, 0..*, string, Country that once had sites)
* insert Part(noSap, 0..1, boolean, There is no statistical analysis plan)

Extension: ExtRegistryBrowseTerm
Id: ext-registry-browse-term
Title: "Index term"
Description: "A term under which the registry indexes the trial. The registry computed it; nobody registered it."
Context: ResearchStudy
* insert Header
* insert Part(module, 1..1, code, Indexed by condition or by intervention)
* insert Part(kind, 1..1, code, MeSH term or its ancestor or leaf or branch of the browse tree)
* insert Part(concept, 1..1, Coding, The term)
* insert Part(asFound, 0..1, string, Words of the record that led to it)
* insert Part(relevance, 0..1, code, Relevance according to the registry)
* extension[relevance].value[x] from CtgovBrowseRelevance (extensible)

Extension: ExtSiteRecruitment
Id: ext-site-recruitment
Title: "Recruitment at a site"
Description: "Whether this trial recruits at this site, and whom to ask there. Stands on the reference to the site, because trials share the Location."
Context: ResearchStudy.site
* insert Header
* insert Part(status, 0..1, CodeableConcept, Recruitment status at the site)
* extension contains contact 0..*
* extension[contact] ^short = "Contact at the site"
* extension[contact].extension contains detail 0..1 and role 0..1
* extension[contact].extension[detail].value[x] 1..1
* extension[contact].extension[detail].value[x] only ContactDetail
* extension[contact].extension[role].value[x] 1..1
* extension[contact].extension[role].value[x] only CodeableConcept

Extension: ExtRegistryEligibility
Id: ext-registry-eligibility
Title: "Registered eligibility facts"
Description: "The eligibility fields the registry keeps apart from the criteria text, as registered."
Context: EvidenceVariable
* insert Header
* insert Part(sex, 0..1, code, Sex of eligible participants)
* extension[sex].value[x] from CtgovSex (extensible)
* insert Part(minimumAge, 0..1, string, Lowest age as registered)
* insert Part(maximumAge, 0..1, string, Highest age as registered)
* insert Part(stdAge, 0..*, code, Age group the registry derived)
* extension[stdAge].value[x] from CtgovStdAge (extensible)
* insert Part(healthyVolunteers, 0..1, boolean, Healthy volunteers may take part)
* insert Part(genderBased, 0..1, boolean, Eligibility depends on gender identity)
* insert Part(genderDescription, 0..1, markdown, How it depends on gender identity)
* insert Part(studyPopulation, 0..1, markdown, Population of an observational study)
* insert Part(samplingMethod, 0..1, code, How participants are sampled)
* extension[samplingMethod].value[x] from CtgovSamplingMethod (extensible)

Extension: ExtCriterion
Id: ext-criterion
Title: "Criterion"
Description: "About one eligibility criterion: its topic, its number or bullet in the source, how much of it the structured form says, and the words that form was read from. A criterion within a combination is an extension itself in R4."
* insert Header
* insert WithinExtension(0)
* insert OfCharacteristic(1)
* insert Part(category, 0..1, CodeableConcept, Topic)
* extension[category].value[x] from CriterionCategory (extensible)
* insert Part(coverage, 1..1, code, How much of the text the structured form says)
* extension[coverage].value[x] from CriterionCoverage (required)
* insert Part(label, 0..1, string, Number or bullet in the source)
* insert Part(otherSide, 0..1, boolean, Whether its words speak for the other side)
* extension contains statement 0..*
* extension[statement] ^short = "One comparison with a value that the text makes, with the rule that read it"
* insert Inner(statement, rule, 1..1, code, Name of the rule)
* insert Inner(statement, excerpt, 1..1, string, The words it was read from)
* insert Inner(statement, type, 0..1, CodeableConcept, What is compared where no definition says it)
* insert Inner(statement, value, 0..*, Quantity or Range or CodeableConcept or boolean, The value; of several any one)
* insert Inner(statement, offset, 0..1, CodeableConcept, Limit of normal the value is a multiple of)
* insert Inner(statement, condition, 0..1, string, When it holds)
* insert Inner(statement, event, 0..1, string, What a time is counted from)

Extension: ExtRecurrence
Id: ext-recurrence
Title: "Recurrence of an outcome measurement"
Description: "How often an outcome is measured, as far as the words of its time frame say so for certain: every 6 weeks for 48 weeks. The words themselves stand beside it as the description of the time frame."
Context: EvidenceVariable.characteristic
* insert Header
* . 0..*
* insert Part(timing, 1..1, Timing, How often and for how long)
* insert Part(from, 0..1, CodeableConcept, Event it starts with)
* insert Part(until, 0..1, CodeableConcept, Event it ends with)

Extension: ExtOtherName
Id: ext-other-name
Title: "Other name"
Description: "Another name of the intervention, given by the registry."
Context: ActivityDefinition
* insert Header
* . 0..*
* value[x] 1..1
* value[x] only string

Extension: ExtFacetDescription
Id: ext-facet-description
Title: "Design fact in words"
Description: "Free text that goes with a design fact, such as the description of the masking."
Context: CodeableConcept
* insert Header
* value[x] 1..1
* value[x] only markdown

Extension: ExtArtifactDetail
Id: ext-artifact-detail
Title: "Reference detail"
Description: "What the registry says about a publication, data set or document beyond R4 RelatedArtifact."
Context: RelatedArtifact
* insert Header
* insert Part(id, 0..1, string, Identifier the registry gives it)
* insert Part(comment, 0..1, markdown, Comment)
* insert Part(hasProtocol, 0..1, boolean, The document holds the study protocol)
* insert Part(hasSap, 0..1, boolean, The document holds the statistical analysis plan)
* insert Part(hasIcf, 0..1, boolean, The document holds the informed consent form)
* insert Part(uploadDate, 0..1, string, When it was uploaded as the registry writes it)
* insert Part(filename, 0..1, string, Name of its file at the registry)
* extension contains retraction 0..*
* extension[retraction] ^short = "Retraction of the publication"
* extension[retraction].extension contains pmid 0..1 and source 0..1
* extension[retraction].extension[pmid].value[x] 1..1
* extension[retraction].extension[pmid].value[x] only string
* extension[retraction].extension[source].value[x] 1..1
* extension[retraction].extension[source].value[x] only string
