import type { Request } from 'express';
import { Failure } from '../../shared/failure.ts';
import { decodeText, type DecodedText } from '../../source/decode-text.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';

/** The bytes as they came; the body parser leaves no Buffer where there was no body. */
export function bodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Media type without parameters, lower case. */
export function contentTypeOf(request: Request): string | undefined {
  return request.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** The body as text, where its content type is one of these. */
export function decodedBodyOf(request: Request, accepted: readonly string[]): DecodedText {
  const type = contentTypeOf(request);
  if (type === undefined || !accepted.includes(type)) {
    throw new Failure(
      'media-type-unsupported',
      `The content type must be one of ${accepted.join(', ')}.`,
    );
  }
  return decodeText(bodyOf(request));
}

export function jsonOf(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Failure(
      'request-malformed',
      `The body is not JSON${placeOf(cause)}; nothing was done.`,
      { cause },
    );
  }
  if (isJsonObject(value)) return value;
  throw new Failure('request-malformed', 'The body is not a JSON object; nothing was done.');
}

/** V8 tells the place of most faults, and quotes the text, which is not passed on. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /\(line (\d+) column (\d+)\)/.exec(error.message) : null;
  return place ? ` (line ${place[1] ?? ''}, column ${place[2] ?? ''})` : '';
}
