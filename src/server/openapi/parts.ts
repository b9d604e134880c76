/** What operations are described with: parameters, bodies and answers, each with a sentence that says what it is for. */
export const FHIR = 'application/fhir+json';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 has it. */
export type Schema = Readonly<Record<string, unknown>>;

export const schemaOf = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

interface Header {
  readonly description: string;
  readonly schema: Schema;
}

export interface Answered {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema; readonly example?: unknown }>>; // prettier-ignore
}

/** An answer of JSON by one of our own schemas. */
export const answer = (description: string, schema: string, example?: unknown): Answered => ({
  description,
  content: {
    'application/json': { schema: schemaOf(schema), ...(example !== undefined && { example }) },
  },
});

export const fhir = (description: string, example?: unknown): Answered => ({
  description,
  content: { [FHIR]: { schema: schemaOf('Resource'), ...(example !== undefined && { example }) } },
});

export const outcome = (description: string, example?: unknown): Answered => ({
  description,
  content: {
    [FHIR]: { schema: schemaOf('OperationOutcome'), ...(example !== undefined && { example }) },
  },
});

export const plain = (description: string, type: string, example?: string): Answered => ({
  description,
  content: { [type]: { schema: { type: 'string' }, ...(example !== undefined && { example }) } },
});

export const withHeaders = (
  given: Answered,
  headers: Readonly<Record<string, string>>,
): Answered => ({
  ...given,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  ),
});

/** A body by content type, each with an example where one helps. */
export const input = (
  description: string,
  examples: Readonly<Record<string, unknown>>,
  required = true,
): unknown => ({
  description,
  required,
  content: Object.fromEntries(
    Object.entries(examples).map(([type, example]) => [
      type,
      {
        schema: { type: type === 'text/plain' || type.endsWith('ndjson') ? 'string' : 'object' },
        ...(example !== undefined && { example }),
      },
    ]),
  ),
});

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
  readonly style?: string;
  readonly explode?: boolean;
}

export const inPath = (
  name: string,
  description: string,
  schema: Schema,
  example: unknown,
): Parameter => ({
  in: 'path',
  name,
  description,
  required: true,
  schema: { type: 'string', ...schema },
  example,
});

export const inQuery = (
  name: string,
  description: string,
  schema: Schema = {},
  example?: unknown,
): Parameter => ({
  in: 'query',
  name,
  description,
  required: false,
  schema: { type: 'string', ...schema },
  ...(example !== undefined && { example }),
});

export const inHeader = (
  name: string,
  description: string,
  example: unknown,
  required = true,
  schema: Schema = {},
): Parameter => ({
  in: 'header',
  name,
  description,
  required,
  schema: { type: 'string', ...schema },
  example,
});

export const whole = (minimum: number, maximum: number, fallback?: number): Schema => ({
  type: 'integer',
  minimum,
  maximum,
  ...(fallback !== undefined && { default: fallback }),
});
