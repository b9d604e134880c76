// Facts about the registry's record and its numbers, not about the trial.

Extension: ExtIdentifierLink
Id: ext-identifier-link
Title: "Link of an identifier"
Description: "Page where the registry says the number can be looked up: a grant, another registry's record."
Context: Identifier
* insert Header
* value[x] 1..1
* value[x] only url

Extension: ExtSubmissionHistory
Id: ext-submission-history
Title: "Submission history of results"
Description: "How the results went between the party that owes them and the registry before they were posted."
Context: ResearchStudy
* insert Header
* insert Part(estimatedResultsFirstSubmitDate, 0..1, date, When results were expected first)
* insert Part(firstMcpPostDate, 0..1, date, When results were first posted with quality review comments)
* insert Part(firstMcpPostDateType, 0..1, code, Whether that date is actual or estimated)
* extension[firstMcpPostDateType].value[x] from CtgovDateType (extensible)
* extension contains submission 0..*
* extension[submission] ^short = "One submission of results"
* insert Inner(submission, release, 0..1, date, When it was released to the registry)
* insert Inner(submission, unrelease, 0..1, date, When the release was withdrawn)
* insert Inner(submission, unreleaseUnknown, 0..1, boolean, The date of the withdrawal is not known)
* insert Inner(submission, reset, 0..1, date, When the registry returned it)
* insert Inner(submission, mcpReleaseN, 0..1, integer, Ordinal of the release that was posted with comments)

Extension: ExtRegistryAnnotation
Id: ext-registry-annotation
Title: "Annotations of the registry"
Description: "What the registry notes on a record: results submitted and not yet posted, and violations of FDAAA 801 found by the FDA."
Context: ResearchStudy
* insert Header
* insert Part(unpostedResponsibleParty, 0..1, string, Who submitted the results that are not posted)
* extension contains unpostedEvent 0..*
* extension[unpostedEvent] ^short = "Step of results that are not posted"
* insert Inner(unpostedEvent, type, 0..1, code, What happened)
* extension[unpostedEvent].extension[type].value[x] from CtgovUnpostedEventType (extensible)
* insert Inner(unpostedEvent, date, 0..1, date, When it happened)
* insert Inner(unpostedEvent, dateUnknown, 0..1, boolean, The date is not known)
* extension contains violationEvent 0..*
* extension[violationEvent] ^short = "Step of a violation"
* insert Inner(violationEvent, type, 0..1, code, What happened)
* extension[violationEvent].extension[type].value[x] from CtgovViolationEventType (extensible)
* insert Inner(violationEvent, description, 0..1, string, What the FDA says of it)
* insert Inner(violationEvent, creationDate, 0..1, date, When the entry was made)
* insert Inner(violationEvent, issuedDate, 0..1, date, When the letter was issued)
* insert Inner(violationEvent, releaseDate, 0..1, date, When the entry was released)
* insert Inner(violationEvent, postedDate, 0..1, date, When the entry was posted)
