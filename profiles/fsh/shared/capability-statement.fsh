// Two sides of a delivery: what a trialcast service offers, and what it needs of the FHIR server it writes to.

RuleSet: Statement
* insert InstanceHeader
* kind = #requirements
* format = #json
* rest.mode = #server

// `code` is SHALL, SHOULD or MAY.
RuleSet: Expect(path, code)
* {path}.extension.url = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation"
* {path}.extension.valueCode = #{code}

RuleSet: Service
* insert Statement
* description = "What a trialcast service offers below its address /fhir: two operations that write nothing, and its own definitions to read. The trials are not here: they are in the FHIR server it delivers to (trialcast-target). A running service says the same at /fhir/metadata."
* rest.documentation = "Every error is an OperationOutcome."
* rest.security.description = "Reads are public. The operations are open on a loopback address; elsewhere they need a password (basic) or a proxy that names the user."
* insert Reads(CapabilityStatement)
* insert Reads(CodeSystem)
* insert Reads(ConceptMap)
* insert Reads(ImplementationGuide)
* insert Reads(OperationDefinition)
* insert Reads(SearchParameter)
* insert Reads(StructureDefinition)
* insert Reads(ValueSet)
* rest.operation[0].name = "convert-trial"
* rest.operation[0].definition = "https://trialcast.example/fhir/OperationDefinition/convert-trial"
* rest.operation[1].name = "validate"
* rest.operation[1].definition = "https://trialcast.example/fhir/OperationDefinition/validate-trial"
* rest.operation[1].documentation = "For every resource type: POST [base]/[type]/$validate."

RuleSet: Reads(type)
* rest.resource[+].type = #{type}
* rest.resource[=].interaction[0].code = #read
* rest.resource[=].interaction[1].code = #search-type
* rest.resource[=].searchParam[0].name = "_id"
* rest.resource[=].searchParam[0].type = #token
* rest.resource[=].searchParam[1].name = "url"
* rest.resource[=].searchParam[1].type = #uri
* rest.resource[=].searchParam[2].name = "name"
* rest.resource[=].searchParam[2].type = #string

RuleSet: Target
* insert Statement
* description = "What trialcast needs of the FHIR server it delivers to, and what makes trials easy to find there. SHALL: without it nothing is sent, and the delivery says what is missing. SHOULD: deliveries work without it, slower or less safe, or trials are harder to find."
* rest.documentation = "A trial is one transaction of PUTs by ids that trialcast gives. Before it, what is there is read (in a batch of reads, or one by one), so that only what differs is written, each update with the version it was compared with (ifMatch)."
* rest.interaction[0].code = #transaction
* insert Expect(rest.interaction[0], SHALL)
* rest.interaction[1].code = #batch
* rest.interaction[1].documentation = "Of reads; where it is refused, trialcast reads one by one."
* insert Expect(rest.interaction[1], SHOULD)

RuleSet: Holds(type, profile)
* rest.resource[+].type = #{type}
* insert Expect(rest.resource[=], SHALL)
* rest.resource[=].supportedProfile = "https://trialcast.example/fhir/StructureDefinition/{profile}"
* rest.resource[=].interaction[0].code = #read
* insert Expect(rest.resource[=].interaction[0], SHALL)
* rest.resource[=].interaction[1].code = #update
* insert Expect(rest.resource[=].interaction[1], SHALL)
* rest.resource[=].versioning = #versioned-update
* insert Expect(rest.resource[=].versioning, SHOULD)
* rest.resource[=].updateCreate = true
* insert Expect(rest.resource[=].updateCreate, SHALL)

// Parts a record may drop: found by the tag of their trial, then retired or deleted (ADR 8).
RuleSet: HoldsParts(type, profile)
* insert Holds({type}, {profile})
* insert Tagged
* rest.resource[=].interaction[3].code = #delete
* rest.resource[=].interaction[3].documentation = "Only where the operator chose to delete what left a record."
* insert Expect(rest.resource[=].interaction[3], MAY)

RuleSet: Tagged
* rest.resource[=].interaction[2].code = #search-type
* rest.resource[=].interaction[2].documentation = "By _tag, unless the operator chose to keep what left a record."
* insert Expect(rest.resource[=].interaction[2], SHALL)
* rest.resource[=].searchParam[0].name = "_tag"
* rest.resource[=].searchParam[0].definition = "http://hl7.org/fhir/SearchParameter/Resource-tag"
* rest.resource[=].searchParam[0].type = #token
* insert Expect(rest.resource[=].searchParam[0], SHALL)

RuleSet: FindsBy(name, type, definition)
* rest.resource[=].searchParam[+].name = "{name}"
* insert Expect(rest.resource[=].searchParam[=], SHOULD)
* rest.resource[=].searchParam[=].definition = "{definition}"
* rest.resource[=].searchParam[=].type = #{type}
