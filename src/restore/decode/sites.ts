import type { Issue } from '../../shared/issue.ts';
import { asText } from '../../shared/json.ts';
import { present } from '../../parse/present.ts';
import type { Contact, Site } from '../../trial/trial.ts';
import type { Library } from '../resources.ts';
import { codeOrText } from './concepts.ts';
import { decodeTelecom } from './contacts.ts';
import {
  allAt,
  at,
  countAt,
  extensionsAt,
  isPresent,
  ownExtension,
  textAt,
  valueParts,
  type Element,
} from './element.ts';

/** Sites in order: the place from the Location, what the study does there from the reference. */
export function decodeSites(study: Element, library: Library, issues: Issue[]): readonly Site[] {
  return allAt(study, 'site').map((site, index) => {
    const location = library.resolve(site, study);
    const reference = asText(site.json['reference']);
    if (!location && reference !== '') {
      issues.push({
        severity: 'warning',
        code: 'restore-incomplete',
        message: `${reference} is not in the bundle; of the site only the name is restored.`,
        expression: `ResearchStudy.site[${index}]`,
      });
    }
    return decodeSite(site, location);
  });
}

function decodeSite(site: Element, location: Element | undefined): Site {
  const recruitment = ownExtension(site, 'ext-site-recruitment');
  const [status] = valueParts(recruitment, 'status');
  return present({
    ...(location ? decodePlace(location) : { facility: textAt(site, 'display') }),
    status: status && codeOrText(status, 'ctgov-recruitment-status'),
    contacts: extensionsAt(recruitment, 'contact').map(decodeContact),
  });
}

function decodePlace(location: Element): Omit<Site, 'contacts' | 'status'> {
  const address = at(location, 'address');
  const position = at(location, 'position');
  return present({
    facility: textAt(location, 'name'),
    city: textAt(address, 'city'),
    state: textAt(address, 'state'),
    zip: textAt(address, 'postalCode'),
    country: textAt(address, 'country'),
    lat: countAt(position, 'latitude'),
    lon: countAt(position, 'longitude'),
  });
}

function decodeContact(contact: Element): Contact {
  const [detail] = valueParts(contact, 'detail');
  const [role] = valueParts(contact, 'role');
  return present({
    name: detail && isPresent(detail) ? textAt(detail, 'name') : undefined,
    role: role && codeOrText(role, 'ctgov-contact-role'),
    ...(detail && decodeTelecom(detail)),
  });
}
