// By what a server finds trials where its own FHIR version has no search parameter for it.

RuleSet: FindsTrials(name, code, type, description, expression)
* insert InstanceHeader
* name = "{name}"
// Servers search by active parameters only.
* status = #active
* code = #{code}
* base = #ResearchStudy
* type = #{type}
* description = "{description}"
* expression = "{expression}"
