/** Attachment: what is said of the data is true of it (http://hl7.org/fhir/R4/datatypes.html#Attachment). */
import { Buffer } from 'node:buffer';
import { hash as digest } from 'node:crypto';
import type { JsonObject } from '../../shared/json.ts';
import type { PropertyPlan, Run } from '../plan/plan.ts';
import { report, shown } from './run.ts';

export function attachmentRule(value: JsonObject, _property: PropertyPlan, run: Run): void {
  const { data, size, hash } = value;
  const bytes = typeof data === 'string' ? bytesOf(data) : undefined;
  if (bytes === undefined) return;
  // text in R5, whose integer64 is too large for a number; the walk reports any other form
  const isSize = typeof size === 'number' || typeof size === 'string';
  if (isSize && Number(size) !== bytes.length) {
    const message = `attachment-size: The data has ${bytes.length} bytes; size says ${shown(size)}.`;
    report(run, 'invariant-failed', message);
  }
  if (typeof hash !== 'string') return;
  const found = digest('sha1', bytes, 'base64');
  if (found === hash) return;
  const message = `attachment-hash: The SHA-1 of the data is ${found}; hash says ${shown(hash)}.`;
  report(run, 'invariant-failed', message);
}

/** Undefined where the text is no base64, which the walk reports. */
function bytesOf(data: string): Buffer | undefined {
  return decoded(data) ?? decoded(data.replaceAll(/\s+/g, ''));
}

// Buffer skips what is no base64: then there are fewer bytes than the text has room for
function decoded(packed: string): Buffer | undefined {
  const bytes = Buffer.from(packed, 'base64');
  const padding = packed.endsWith('==') ? 2 : Number(packed.endsWith('='));
  return bytes.length === (packed.length / 4) * 3 - padding ? bytes : undefined;
}
