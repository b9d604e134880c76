import type {
  Contact,
  Official,
  Oversight,
  ResponsibleParty,
  Site,
  Trial,
} from '../../trial/trial.ts';
import { present, presentOrNothing } from '../present.ts';
import { at, code, count, flag, items, text, type Cursor } from './cursor.ts';
import { readParty } from './identification.ts';

export function readSponsors(
  module: Cursor,
): Pick<Trial, 'leadSponsor' | 'collaborators' | 'responsibleParty'> {
  return present({
    leadSponsor: readParty(at(module, 'leadSponsor'), 'name'),
    collaborators: items(module, 'collaborators').flatMap((item) => readParty(item, 'name') ?? []),
    responsibleParty: readResponsibleParty(at(module, 'responsibleParty')),
  });
}

function readResponsibleParty(party: Cursor): ResponsibleParty | undefined {
  return presentOrNothing({
    type: code(party, 'type', 'ctgov-responsible-party-type'),
    investigatorFullName: text(party, 'investigatorFullName'),
    investigatorTitle: text(party, 'investigatorTitle'),
    investigatorAffiliation: text(party, 'investigatorAffiliation'),
    oldNameTitle: text(party, 'oldNameTitle'),
    oldOrganization: text(party, 'oldOrganization'),
  });
}

export function readOversight(module: Cursor): Oversight {
  return present({
    oversightHasDmc: flag(module, 'oversightHasDmc'),
    isFdaRegulatedDrug: flag(module, 'isFdaRegulatedDrug'),
    isFdaRegulatedDevice: flag(module, 'isFdaRegulatedDevice'),
    isUnapprovedDevice: flag(module, 'isUnapprovedDevice'),
    isPpsd: flag(module, 'isPpsd'),
    isUsExport: flag(module, 'isUsExport'),
    fdaaa801Violation: flag(module, 'fdaaa801Violation'),
  });
}

export function readContactsLocations(
  module: Cursor,
): Pick<Trial, 'centralContacts' | 'officials' | 'sites'> {
  return {
    centralContacts: items(module, 'centralContacts').flatMap(readContact),
    officials: items(module, 'overallOfficials').flatMap(readOfficial),
    sites: items(module, 'locations').flatMap(readSite),
  };
}

function readContact(item: Cursor): readonly Contact[] {
  const contact = presentOrNothing({
    name: text(item, 'name'),
    role: code(item, 'role', 'ctgov-contact-role'),
    phone: text(item, 'phone'),
    phoneExt: text(item, 'phoneExt'),
    email: text(item, 'email'),
  });
  return contact ? [contact] : [];
}

function readOfficial(item: Cursor): readonly Official[] {
  const official = presentOrNothing({
    name: text(item, 'name'),
    affiliation: text(item, 'affiliation'),
    role: code(item, 'role', 'ctgov-contact-role'),
  });
  return official ? [official] : [];
}

function readSite(item: Cursor): readonly Site[] {
  const geoPoint = at(item, 'geoPoint');
  const contacts = items(item, 'contacts').flatMap(readContact);
  const site = presentOrNothing({
    facility: text(item, 'facility'),
    status: code(item, 'status', 'ctgov-recruitment-status'),
    city: text(item, 'city'),
    state: text(item, 'state'),
    zip: text(item, 'zip'),
    country: text(item, 'country'),
    lat: count(geoPoint, 'lat'),
    lon: count(geoPoint, 'lon'),
  });
  return site || contacts.length > 0 ? [{ ...site, contacts }] : [];
}
