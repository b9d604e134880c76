Profile: TrialSourceDocumentR5
Parent: DocumentReference
Id: trial-source-document-r5
Title: "Trial source (DocumentReference)"
Description: "The record exactly as it was received, or its address where it is too large to keep, with its hash."
* insert Header
* insert StudyTag
* insert OwnIdentifier(record, https://trialcast.example/fhir/sid/source-record)
* text 1..1
* type MS
* content 1..1
* content.attachment.contentType 1..1 MS
* content.attachment.hash 1..1 MS
* content.attachment.extension contains ExtSha256 named sha256 0..1 MS

Profile: TrialProvenanceR5
Parent: Provenance
Id: trial-provenance-r5
Title: "Trial provenance (Provenance)"
Description: "Which resources were made from which source document, when, and by which version of trialcast."
* insert Header
* insert StudyTag
* activity 1..1 MS
* agent MS
* entity 1..* MS
* entity.what 1..1 MS

Profile: TrialTransactionBundleR5
Parent: Bundle
Id: trial-transaction-bundle-r5
Title: "Trial transaction (Bundle)"
Description: "One trial as one transaction: all of it is stored, or nothing."
* insert Header
* type = #transaction (exactly)
* entry 1..*
* entry.fullUrl 1..1
* entry.resource 1..1
* entry.request 1..1
