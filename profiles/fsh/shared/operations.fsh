// What a trialcast service does beside reads: POST [base]/$convert-trial and POST [base]/[type]/$validate.

// What every instance repeats; as Header, which is for definitions with a caret.
RuleSet: InstanceHeader
* version = "0.1.0"
* status = #draft
* experimental = false
* date = "2026-11-21"
* publisher = "trialcast"

RuleSet: Operation(code, system, type)
* insert InstanceHeader
* kind = #operation
* affectsState = false
* code = #{code}
* system = {system}
* type = {type}
* instance = false

RuleSet: Parameter(use, name, min, type, documentation)
* parameter[+].name = #{name}
* parameter[=].use = #{use}
* parameter[=].min = {min}
* parameter[=].max = "1"
* parameter[=].documentation = "{documentation}"
* parameter[=].type = #{type}

Instance: convert-trial
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://trialcast.example/fhir/OperationDefinition/convert-trial"
* name = "ConvertTrial"
* title = "Convert a trial registry record to FHIR"
* insert Operation(convert-trial, true, false)
* description = "Converts one record and validates the result; writes nothing. The record may also be the body itself, as text/plain or application/json: the answer is then the Bundle alone, or the OperationOutcome alone with `Prefer: return=OperationOutcome`. A record no trial can be read from is answered with 422 and the OperationOutcome."
* insert Parameter(in, record, 1, string, [[The record: text, or registry JSON as text.]])
* insert Parameter(in, recordKey, 0, string, [[Stable key of a record without a registry number; ids are made of it.]])
* insert Parameter(out, bundle, 1, Bundle, [[The transaction that delivers the trial.]])
* insert Parameter(out, outcome, 1, OperationOutcome, [[What was noticed on the way, each issue with its code and place.]])

Instance: validate-trial
InstanceOf: OperationDefinition
Usage: #definition
* url = "https://trialcast.example/fhir/OperationDefinition/validate-trial"
* name = "ValidateTrial"
* title = "Validate a resource against FHIR and trialcast's profiles"
* insert Operation(validate, false, true)
* base = "http://hl7.org/fhir/OperationDefinition/Resource-validate"
* resource = #Resource
* description = "HL7's $validate as trialcast answers it: without a mode, on a type and never on a stored instance. The resource may also be the body itself, the profile a query parameter. The answer is 200 whatever the verdict; its issues also say what was checked against and what was not."
* insert Parameter(in, resource, 1, Resource, [[The resource to check, of the type in the address.]])
* insert Parameter(in, profile, 0, uri, [[A profile to check against besides those the resource names.]])
* insert Parameter(out, return, 1, OperationOutcome, [[One issue for each finding.]])
