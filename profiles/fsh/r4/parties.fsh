Profile: TrialEnrollmentGroupR4
Parent: Group
Id: trial-enrollment-group-r4
Title: "Trial participants (Group)"
Description: "The people the trial plans to enrol: how many, and the coarse facts age, sex and healthy volunteers. It describes, and never has members."
* insert Header
* insert StudyTag
* insert OwnIdentifier(element, https://trialcast.example/fhir/sid/trial-element)
* type = #person (exactly)
* actual = false (exactly)
* quantity MS
* characteristic MS
* member 0..0

Profile: TrialOrganizationR4
Parent: Organization
Id: trial-organization-r4
Title: "Trial organization (Organization)"
Description: "A sponsor or collaborator. Trials share it, so it holds nothing that belongs to one trial."
* insert Header
* insert OwnIdentifier(organization, https://trialcast.example/fhir/sid/organization)
* name 1..1 MS
* type MS
* contact 0..0
* contact ^comment = "Contacts belong to a trial and stand in its ResearchStudy."

Profile: TrialSiteR4
Parent: Location
Id: trial-site-r4
Title: "Trial site (Location)"
Description: "A place where trials recruit. Trials share it: recruitment status and contacts of a trial stand on ResearchStudy.site."
* insert Header
* insert OwnIdentifier(location, https://trialcast.example/fhir/sid/location)
* name 1..1 MS
* address MS
* position MS
* status 0..0
* telecom 0..0
