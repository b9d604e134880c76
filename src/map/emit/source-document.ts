import { createHash } from 'node:crypto';

import { codeSystem, sid, structureDefinition } from '../../shared/canonical.ts';
import { detectFormat } from '../../parse/detect-format.ts';
import type { Format } from '../../shared/received.ts';
import { line } from '../narrative.ts';
import type { Scope } from '../scope.ts';
import { compact } from './build.ts';
import { childId, metaOf, narrative } from './common.ts';
import type { Attachment, DocumentReference, Emitted } from './types.ts';

/** Larger records are named by hash and size only: a FHIR server is no file store. */
const MAX_INLINE_BYTES = 64 * 1024;

const FORMATS: Readonly<
  Record<Format, { readonly display: string; readonly contentType: string }>
> = {
  'ctgov-v2-json': { display: 'ClinicalTrials.gov API v2 JSON', contentType: 'application/json' },
  'flat-text': { display: 'Flattened text record', contentType: 'text/plain; charset=utf-8' },
  'page-text': { display: 'Text of a scraped web page', contentType: 'text/plain; charset=utf-8' },
};

/** The record as received: what every other resource was made from. */
export function emitSourceDocument(scope: Scope): Emitted<DocumentReference> {
  const { received } = scope;
  const format = received.format ?? detectFormat(received.text);
  const bytes = Buffer.from(received.text, 'utf8');
  const resource = compact<DocumentReference>({
    resourceType: 'DocumentReference',
    id: childId(scope, 'source'),
    meta: metaOf(scope, 'source-document'),
    language: scope.language,
    text: narrative(
      scope,
      line('Source record', `${scope.label}, ${bytes.length} bytes, SHA-256 ${received.sha256}`),
    ),
    identifier: [{ system: sid('source-record'), value: received.recordKey?.trim() || scope.key }],
    status: 'current',
    docStatus: 'final',
    type: typeOf(format),
    subject: { reference: `ResearchStudy/${scope.key}` },
    content: [{ attachment: attachmentOf(scope, bytes, format) }],
  });
  return { resource, from: [] };
}

function typeOf(format: Format | undefined): DocumentReference['type'] {
  const text = 'Trial registry record';
  if (format === undefined) return { text };
  return {
    coding: [
      { system: codeSystem('source-format'), code: format, display: FORMATS[format].display },
    ],
    text,
  };
}

function attachmentOf(scope: Scope, bytes: Buffer, format: Format | undefined): Attachment {
  const { received } = scope;
  const inline = bytes.length <= MAX_INLINE_BYTES;
  return compact<Attachment>({
    extension: [{ url: structureDefinition('ext-sha256'), valueString: received.sha256 }],
    contentType: FORMATS[format ?? 'flat-text'].contentType,
    language: scope.language,
    data: inline ? bytes.toString('base64') : undefined,
    url: inline ? undefined : scope.source,
    size: String(bytes.length),
    // http://hl7.org/fhir/R4/datatypes.html#Attachment: hash is SHA-1, base64.
    hash: createHash('sha1').update(bytes).digest('base64'),
    title: `Registry record ${scope.label}`,
  });
}
