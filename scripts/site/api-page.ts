import { isJsonObject, objectIn, objectsIn, type JsonObject } from '../../src/shared/json.ts';
import { openApi } from '../../src/server/openapi.ts';
import { packageVersion } from '../../src/source/package-version.ts';
import type { Document } from './documents.ts';

/** The HTTP API as a page, from the same description that `GET /openapi.json` answers with. */
export function apiPage(): Document {
  const description = openApi(packageVersion(), '');
  const paths = objectIn(isJsonObject(description) ? description['paths'] : undefined);
  const sections = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(objectIn(item)).map(([method, operation]) =>
      sectionOf(path, method, objectIn(operation)),
    ),
  );
  const markdown = `# API

Every error is an OperationOutcome (\`application/fhir+json\`) with a code of [issues.md](issues.md). Machines read \`GET /openapi.json\`, from which this page is made.

${sections.join('\n')}`;
  return { path: 'docs/api.md', page: 'api.html', title: 'API', section: 'Reference', markdown };
}

function sectionOf(path: string, method: string, operation: JsonObject): string {
  const parameters = objectsIn(operation['parameters']).map(
    (one) => `| \`${text(one['name'])}\` | ${text(one['in'])} | ${text(one['description'])} |`,
  );
  const answers = Object.entries(objectIn(operation['responses'])).map(
    ([status, answer]) => `| ${status} | ${text(objectIn(answer)['description'])} |`,
  );
  return `## ${method.toUpperCase()} ${path}

${text(operation['summary'])} ${text(operation['description'])}
${table('| parameter | in | meaning |\n| --- | --- | --- |', parameters)}${table('| answer | when |\n| --- | --- |', answers)}`;
}

const table = (head: string, rows: readonly string[]): string =>
  rows.length === 0 ? '' : `\n${head}\n${rows.join('\n')}\n`;

/** On one line, with what would end a cell or begin a tag taken for what it is. */
const text = (value: unknown): string =>
  typeof value === 'string'
    ? value.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')
    : '';
