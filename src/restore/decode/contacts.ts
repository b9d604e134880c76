import { present } from '../../parse/present.ts';
import type { Contact } from '../../trial/trial.ts';
import { allAt, extensionsAt, textAt, type Element } from './element.ts';

const PHONE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/contactpoint-extension';

/** The first phone and the first e-mail address of an element with `telecom`. */
export function decodeTelecom(holder: Element): Pick<Contact, 'phone' | 'phoneExt' | 'email'> {
  const points = allAt(holder, 'telecom');
  const phone = points.find(({ json }) => json['system'] === 'phone');
  const email = points.find(({ json }) => json['system'] === 'email');
  const [extension] = phone ? extensionsAt(phone, PHONE_EXTENSION) : [];
  return present({
    phone: phone && textAt(phone, 'value'),
    phoneExt: extension && textAt(extension, 'valueString'),
    email: email && textAt(email, 'value'),
  });
}
