/** One page for what servers do: search parameters, operations, capability statements. */
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { asText, type JsonObject, objectIn, objectsIn } from '../../src/shared/json.ts';
import { type Definition, definitionsIn } from '../profile-set/set.ts';
import { lastPart, thingOf } from './addresses.ts';
import { code, link, table, words } from './markdown.ts';

export function servicePage(): string {
  return [
    '# Search, operations, servers',
    '',
    '## Search parameters',
    '',
    'For a server that should find trials by what its FHIR version has no search parameter for. A server must be given them (POST',
    'or package), and index again what it held before. The rest (identifier, status, title, ...) is native.',
    '',
    ...searchParameters(),
    '## Operations',
    '',
    'Of the trialcast service; the definitions are the same in both packages.',
    '',
    ...definitionsIn('r4', 'operationdefinitions').flatMap(operation),
    '## The FHIR server behind',
    '',
    ...FHIR_VERSIONS.flatMap(target),
    '## The service',
    '',
    ...FHIR_VERSIONS.map((fhir) => `- ${statementLink(fhir, 'service')}`),
    '',
    text(statement('r4', 'service')['description']),
    '',
  ].join('\n');
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function searchParameters(): readonly string[] {
  const all = FHIR_VERSIONS.flatMap((fhir) => definitionsIn(fhir, 'searchparameters'));
  const things = [...new Set(all.map(({ id }) => thingOf(id)))].toSorted();
  const expression = (thing: string, fhir: FhirVersion): string => {
    const found = definitionsIn(fhir, 'searchparameters').find(
      ({ id }) => id === `${thing}-${fhir}`,
    );
    return found
      ? link(
          code(shortened(text(found['expression']))),
          `../../profiles/${fhir}/searchparameters/${found.id}.json`,
        )
      : 'native';
  };
  const rows = things.map((thing) => {
    const one = all.find(({ id }) => thingOf(id) === thing);
    return [
      code(text(one?.['code'])),
      text(one?.type),
      words(one?.description ?? ''),
      expression(thing, 'r4'),
      expression(thing, 'r5'),
    ];
  });
  return table(['Parameter', 'Type', 'Finds trials by', 'R4', 'R5'], rows);
}

/** `extension.where(url='http://…/extension-ResearchStudy.label')` as `extension(ResearchStudy.label)`. */
const shortened = (expression: string): string =>
  expression
    .replaceAll(
      /extension\.where\(url='([^']+)'\)/g,
      (_, url: string) => `extension(${lastPart(url)})`,
    )
    .replaceAll('(extension-', '(');

function operation(definition: Definition): readonly string[] {
  const raw = definition as unknown as JsonObject;
  const where = raw['system'] === true ? '[base]' : '[base]/[type]';
  const rows = objectsIn(raw['parameter']).map((each) => [
    code(asText(each['name'])),
    asText(each['use']),
    `${JSON.stringify(each['min'])}..${asText(each['max'])}`,
    asText(each['type']),
    words(asText(each['documentation'])),
  ]);
  return [
    `### ${definition.title ?? definition.id}`,
    '',
    `${code(`POST ${where}/$${asText(raw['code'])}`)}. ${definition.description ?? ''}`,
    '',
    ...table(['Parameter', 'Use', 'Card.', 'Type', 'What'], rows),
  ];
}

function statement(fhir: FhirVersion, side: string): Definition {
  const id = `trialcast-${side}-${fhir}`;
  const found = definitionsIn(fhir, 'capabilitystatements').find((each) => each.id === id);
  if (!found) throw new Error(`There is no CapabilityStatement ${id}.`);
  return found;
}

function statementLink(fhir: FhirVersion, side: string): string {
  const { id, title } = statement(fhir, side);
  return link(title ?? id, `../../profiles/${fhir}/capabilitystatements/${id}.json`);
}

function target(fhir: FhirVersion): readonly string[] {
  const raw = statement(fhir, 'target') as unknown as JsonObject;
  const rest = objectsIn(raw['rest'])[0] ?? {};
  const rows = objectsIn(rest['resource']).map((each) => [
    asText(each['type']),
    objectsIn(each['interaction'])
      .map((one) => `${asText(one['code'])} ${expectationOf(one)}`)
      .join(', '),
    objectsIn(each['searchParam'])
      .map((one) => code(asText(one['name'])))
      .join(', '),
  ]);
  return [
    `### FHIR ${fhir.toUpperCase()}`,
    '',
    `${statementLink(fhir, 'target')}: ${text(raw['description'])} ${text(rest['documentation'])}`,
    '',
    `System: ${objectsIn(rest['interaction'])
      .map((one) => `${asText(one['code'])} ${expectationOf(one)}`)
      .join(', ')}. Update includes create by PUT.`,
    '',
    ...table(['Type', 'Interactions', 'Search'], rows),
  ];
}

function expectationOf(element: JsonObject): string {
  const [extension] = objectsIn(element['extension']);
  return asText(objectIn(extension)['valueCode']);
}
