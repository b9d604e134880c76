/** What `match` reads: a trial of any form, and bundles of patients. */
import type { Readable } from 'node:stream';
import type { Definitions } from '../../definitions.ts';
import { parseJsonText } from '../../parse/json-text.ts';
import { splitRecords } from '../../parse/split-records.ts';
import { Failure } from '../../shared/failure.ts';
import { asText, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { pieceName, readInputs, stemOf } from '../../source/read-inputs.ts';
import type { ReadRecord } from '../../source/read-records.ts';
import { conversionOf, titlePart } from '../convert-command.ts';
import type { SourceOptions } from '../options.ts';
import { countTypes, type RecordReport } from '../report/report.ts';

export interface ReadTrial {
  /** Bundle or EvidenceVariable. */
  readonly document: Json;
  /** Of a record that was converted. */
  readonly report?: RecordReport;
}

/** The one trial of an input: a document of FHIR as it is, a record converted. */
export async function readTrial(
  path: string,
  stdin: Readable,
  { from }: SourceOptions,
  definitions: Definitions,
): Promise<ReadTrial> {
  const found: (ReadTrial | ReadRecord)[] = [];
  for await (const piece of readInputs([path], stdin)) {
    const document = fhirIn(piece.text);
    if (document) found.push({ document });
    else {
      const name = pieceName(piece);
      const { value, issues } = splitRecords(name, piece.text, from ? { format: from } : {});
      const stem = stemOf(piece.file);
      for (const record of value) found.push({ name: record.name, stem, record, issues });
    }
    if (found.length > 1) throw new Failure('usage', `${path} holds several trials; give one.`);
  }
  const [only] = found;
  if (!only) throw new Failure('usage', `${path} holds no trial.`);
  return 'document' in only ? only : converted(only, definitions);
}

function converted(read: ReadRecord, definitions: Definitions): ReadTrial {
  const conversion = conversionOf(read, definitions);
  const { bundle, issues } = conversion;
  if (!bundle) {
    throw new Failure('usage', `${read.name}: ${issues[0]?.message ?? 'no trial in it.'}`);
  }
  return {
    document: bundle as unknown as JsonObject,
    report: { name: read.name, ...titlePart(conversion), resources: countTypes(bundle), issues },
  };
}

/** The document of a text that is a FHIR resource with criteria: a Bundle or an EvidenceVariable. */
function fhirIn(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const { value } = parseJsonText(text);
  const isMeant =
    isJsonObject(value) && /^(?:Bundle|EvidenceVariable)$/.test(asText(value['resourceType']));
  return isMeant ? value : undefined;
}

/** A document of FHIR. Throws Failure where the text is none: what it says of a person is not repeated. */
export function readPatient(name: string, text: string): Json {
  const { value, issues } = parseJsonText(text);
  const [issue] = issues;
  if (issue) {
    const reason = issue.message.replace('The record', 'It').replace(/; not read.*$/s, '');
    throw new Failure('usage', `${name}: ${reason}. Give one complete FHIR Bundle.`);
  }
  const type = isJsonObject(value) ? asText(value['resourceType']) : '';
  if (value === undefined || (type !== 'Bundle' && type !== 'Patient')) {
    throw new Failure(
      'usage',
      `${name} is no FHIR Bundle in JSON. Give a Bundle with the Patient and what is known of them.`,
    );
  }
  return value;
}
