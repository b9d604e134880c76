import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type JsonObject,
} from '../../src/shared/json.ts';
import { openApi } from '../../src/server/openapi.ts';

/** The HTTP API in Markdown, from the same description that `GET /openapi.json` answers with. */
export function apiPage(): string {
  // As it is sent: without members that are undefined.
  const api = JSON.parse(JSON.stringify(openApi('', ''))) as JsonObject;
  const operations = Object.entries(objectIn(api['paths'])).flatMap(([path, item]) =>
    Object.entries(objectIn(item)).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, objectIn(operation)] as const,
    ),
  );
  const groups = objectsIn(api['tags']).map(({ name, description }) => {
    const own = operations.filter(([, { tags }]) => [tags].flat()[0] === name);
    const sections = own.map(([title, operation]) => sectionOf(title, operation));
    return `## ${text(name)}\n\n${text(description)}\n\n${sections.join('\n')}`;
  });
  const schemas = Object.entries(objectIn(objectIn(api['components'])['schemas'])).map(
    ([name, schema]) => schemaSection(name, objectIn(schema)),
  );
  return `# API

Machines read \`GET /openapi.json\` (OpenAPI 3.1), from which this page is made: \`node scripts/api-doc.ts\`.
${asText(objectIn(api['info'])['description'])}

${groups.join('\n')}
## Shapes of answers

Members that are not marked may be absent. Pass over what you do not know: more may come.

${schemas.join('\n')}`;
}

function sectionOf(title: string, operation: JsonObject): string {
  const { summary, description, parameters, requestBody, responses } = operation;
  const rows = objectsIn(parameters).map(
    (one) =>
      `| \`${text(one['name'])}\`${one['required'] === true ? ' (needed)' : ''} | ${text(one['in'])} | ${text(one['description'])}${valuesOf(objectIn(one['schema']))} | ${code(one['example'])} |`,
  );
  const answers = Object.entries(objectIn(responses)).map(([status, one]) =>
    answerRow(status, objectIn(one)),
  );
  return `### ${title}

${[summary, description]
  .filter((one) => one !== undefined)
  .map(text)
  .join(' ')}
${table('| parameter | in | meaning | example |\n| --- | --- | --- | --- |', rows)}${isJsonObject(requestBody) ? bodyOf(requestBody) : ''}${table('| answer | when | what |\n| --- | --- | --- |', answers)}${answerExamples(objectIn(responses))}`;
}

function valuesOf(schema: JsonObject): string {
  const { enum: values, default: fallback, minimum, maximum } = schema;
  const words = [
    ...(Array.isArray(values) ? [`One of ${values.map(code).join(', ')}.`] : []),
    ...(minimum === undefined ? [] : [`${Number(minimum)} to ${Number(maximum)}.`]),
    ...(fallback === undefined ? [] : [`Default: ${code(fallback)}.`]),
  ];
  return words.map((one) => ` ${one}`).join('');
}

function bodyOf({ description, content, required }: JsonObject): string {
  const titles = new Map<string, string>();
  for (const [type, media] of Object.entries(objectIn(content))) {
    const { example } = objectIn(media);
    const body = example === undefined ? '' : exampleText(example);
    const before = titles.get(body);
    titles.set(body, before === undefined ? `\`${type}\`` : `${before}, \`${type}\``);
  }
  const blocks = [...titles].map(([body, title]) => exampleOf(title, body));
  return `\nBody${required === true ? '' : ' (not needed)'}: ${text(description)}\n${blocks.join('')}`;
}

function answerRow(status: string, { description, headers, content }: JsonObject): string {
  const said = Object.entries(objectIn(headers)).map(
    ([name, one]) => ` \`${name}\`: ${text(objectIn(one)['description'])}`,
  );
  const kinds = Object.entries(objectIn(content)).map(
    ([type, media]) => schemaLink(objectIn(objectIn(media)['schema'])) || code(type),
  );
  return `| ${status} | ${text(description)}${said.join('')} | ${kinds.join(', ') || 'nothing'} |`;
}

function answerExamples(responses: JsonObject): string {
  return Object.entries(responses)
    .flatMap(([status, one]) =>
      Object.entries(objectIn(objectIn(one)['content'])).flatMap(([, media]) => {
        const { example } = objectIn(media);
        return example === undefined ? [] : [exampleOf(`\`${status}\``, exampleText(example))];
      }),
    )
    .join('');
}

const exampleText = (example: unknown): string =>
  typeof example === 'string' ? example.trimEnd() : JSON.stringify(example, undefined, 2);

const exampleOf = (title: string, body: string): string =>
  body === '' ? `\n${title}.\n` : `\n${title}:\n\n\`\`\`\n${body}\n\`\`\`\n`;

function schemaSection(name: string, schema: JsonObject): string {
  const rows = rowsOf(schema, '');
  return `### ${name}

${text(schema['description'])}
${table('| member | type | meaning |\n| --- | --- | --- |', rows)}`;
}

/** Members of members follow them, by their path. */
function rowsOf(schema: JsonObject, place: string): readonly string[] {
  const required = [schema['required']].flat();
  return Object.entries(objectIn(schema['properties'])).flatMap(([name, one]) => {
    const member = objectIn(one);
    const mark = required.includes(name) ? ' (always)' : '';
    const row = `| \`${place}${name}\`${mark} | ${typeOf(member)} | ${text(member['description'])}${valuesOf(withoutRange(member))} |`;
    const inner = isJsonObject(member['items'])
      ? rowsOf(member['items'], `${place}${name}[].`)
      : rowsOf(member, `${place}${name}.`);
    return [row, ...inner];
  });
}

/** Every number here is from 0 or 1 on, which is no news. */
function withoutRange({ minimum: _minimum, ...rest }: JsonObject): JsonObject {
  // States are explained one by one already.
  return text(rest['description']).includes('`: ') ? { ...rest, enum: undefined } : rest;
}

function typeOf(schema: JsonObject): string {
  const { type, items, format } = schema;
  if (type === 'array') return `list of ${typeOf(objectIn(items))}`;
  return schemaLink(schema) || text(format) || text(type) || 'text';
}

const schemaLink = ({ $ref }: JsonObject): string => {
  const name = text($ref).replace('#/components/schemas/', '');
  return name === '' ? '' : `[${name}](#${name.toLowerCase()})`;
};

const table = (head: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `\n${head}\n${rows.join('\n')}\n`;

const code = (value: unknown): string =>
  value === undefined ? '' : `\`${[value].flat().map(String).join(', ')}\``;

/** On one line, with what would end a cell or begin a tag taken for what it is. */
const text = (value: unknown): string =>
  typeof value === 'string'
    ? value.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')
    : '';
