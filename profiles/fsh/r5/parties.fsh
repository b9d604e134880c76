Profile: TrialOrganizationR5
Parent: Organization
Id: trial-organization-r5
Title: "Trial organization (Organization)"
Description: "A sponsor or collaborator. Trials share it, so it holds nothing that belongs to one trial."
* insert Header
* insert OwnIdentifier(organization, https://trialcast.example/fhir/sid/organization)
* name 1..1 MS
* type MS
* contact 0..0
* contact ^comment = "Contacts belong to a trial and stand in its ResearchStudy."

Profile: TrialSiteR5
Parent: Location
Id: trial-site-r5
Title: "Trial site (Location)"
Description: "A place where trials recruit. Trials share it: recruitment status and contacts of a trial stand on ResearchStudy.site."
* insert Header
* insert OwnIdentifier(location, https://trialcast.example/fhir/sid/location)
* name 1..1 MS
* address MS
* position MS
* status 0..0
* contact 0..0
