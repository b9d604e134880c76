import type { Contact } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { textOf, type Scope } from '../scope.ts';
import { compact, textExtension } from './build.ts';
import type { ContactDetail, ContactPoint } from './types.ts';

const PHONE_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/contactpoint-extension';

/** A contact as the record gives it; undefined where nothing of it can be told. */
export function contactDetail(scope: Scope, contact: Contact): ContactDetail | undefined {
  const detail = compact<ContactDetail>({
    name: textOf(scope, contact.name),
    telecom: telecomOf(scope, contact),
  });
  return Object.keys(detail).length === 0 ? undefined : detail;
}

/** Telephone and e-mail of a contact. */
export function telecomOf(scope: Scope, contact: Contact): ContactPoint[] {
  return [...phoneOf(scope, contact), ...point(scope, 'email', contact.email)];
}

function phoneOf(scope: Scope, contact: Contact): ContactPoint[] {
  const extension = textExtension(scope, PHONE_EXTENSION, 'valueString', contact.phoneExt);
  const [phone] = point(scope, 'phone', contact.phone);
  if (!phone && extension.length === 0) return [];
  return [compact<ContactPoint>({ extension, system: 'phone', ...phone })];
}

function point(scope: Scope, system: 'phone' | 'email', text: Text | undefined): ContactPoint[] {
  const value = textOf(scope, text);
  return value === undefined ? [] : [{ system, value }];
}
