import type { JsonObject } from '../../shared/json.ts';
import type { Contact, Official, Site, Trial } from '../../trial/trial.ts';
import { writeParty } from './identification.ts';
import { branch, branches, registered } from './registered.ts';

export function writeSponsors(trial: Trial): JsonObject | undefined {
  const { responsibleParty } = trial;
  return branch({
    responsibleParty: branch({
      type: registered(responsibleParty?.type),
      investigatorFullName: registered(responsibleParty?.investigatorFullName),
      investigatorTitle: registered(responsibleParty?.investigatorTitle),
      investigatorAffiliation: registered(responsibleParty?.investigatorAffiliation),
      oldNameTitle: registered(responsibleParty?.oldNameTitle),
      oldOrganization: registered(responsibleParty?.oldOrganization),
    }),
    leadSponsor: writeParty(trial.leadSponsor, 'name'),
    collaborators: branches(trial.collaborators, (party) => writeParty(party, 'name')),
  });
}

export function writeOversight({ oversight }: Trial): JsonObject | undefined {
  return branch({
    oversightHasDmc: registered(oversight.oversightHasDmc),
    isFdaRegulatedDrug: registered(oversight.isFdaRegulatedDrug),
    isFdaRegulatedDevice: registered(oversight.isFdaRegulatedDevice),
    isUnapprovedDevice: registered(oversight.isUnapprovedDevice),
    isPpsd: registered(oversight.isPpsd),
    isUsExport: registered(oversight.isUsExport),
    fdaaa801Violation: registered(oversight.fdaaa801Violation),
  });
}

export function writeContactsLocations(trial: Trial): JsonObject | undefined {
  return branch({
    centralContacts: branches(trial.centralContacts, writeContact),
    overallOfficials: branches(trial.officials, writeOfficial),
    locations: branches(trial.sites, writeSite),
  });
}

function writeContact(contact: Contact): JsonObject | undefined {
  return branch({
    name: registered(contact.name),
    role: registered(contact.role),
    phone: registered(contact.phone),
    phoneExt: registered(contact.phoneExt),
    email: registered(contact.email),
  });
}

function writeOfficial(official: Official): JsonObject | undefined {
  return branch({
    name: registered(official.name),
    affiliation: registered(official.affiliation),
    role: registered(official.role),
  });
}

function writeSite(site: Site): JsonObject | undefined {
  return branch({
    facility: registered(site.facility),
    status: registered(site.status),
    city: registered(site.city),
    state: registered(site.state),
    zip: registered(site.zip),
    country: registered(site.country),
    contacts: branches(site.contacts, writeContact),
    geoPoint: branch({ lat: registered(site.lat), lon: registered(site.lon) }),
  });
}
