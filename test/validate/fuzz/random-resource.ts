/** Resources of every type, made of the base definitions: right in the most, wrong here and there. */
import type {
  BaseDefinitions,
  ElementDefinition,
} from '../../../src/validate/structure-definition.ts';
import { type Node, type Random, upperFirst, viewer } from '../mutants.ts';
import { type Pool, anyText, anyValue } from './values.ts';

const RIGHT: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [0, 1, -5, 2147483647],
  positiveInt: [1, 7],
  unsignedInt: [0, 3],
  integer64: ['0', '-9'],
  decimal: [0, 1.5, -2, 1e-7, 100],
  date: ['2024', '2024-02', '2024-02-29', '1999-12-31'],
  dateTime: ['2024', '2024-02-29', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00.5+02:00'],
  instant: ['2024-02-29T10:00:00Z', '2024-02-29T10:00:00.123-05:00'],
  time: ['10:00:00', '23:59:59.5'],
  id: ['a', 'A-1.b'],
  oid: ['urn:oid:1.2.3'],
  uuid: ['urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962'],
  uri: ['http://a.invalid/x', '#a', 'urn:oid:1.2', 'http://unitsofmeasure.org', 'http://loinc.org'],
  url: ['http://a.invalid/x', 'mailto:a@b.invalid'],
  canonical: ['http://a.invalid/x|1', '#a', 'http://hl7.org/fhir/ValueSet/languages'],
  code: [
    'a',
    'mg',
    'male',
    'final',
    'active',
    'draft',
    'en',
    'text/plain',
    'at-least',
    'string',
    'POST',
  ],
  base64Binary: ['QUJD', 'QQ=='],
  xhtml: [
    '<div xmlns="http://www.w3.org/1999/xhtml">x</div>',
    '<div xmlns="http://www.w3.org/1999/xhtml"><a href="#a">x</a></div>',
  ],
  string: [
    'x',
    'Patient/1',
    '#a',
    'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962',
    'Name',
    'a.b',
    '%a',
  ],
  markdown: ['x', '# x\n\n* y'],
};

const DEEPEST = 5;

/** Makes a resource of the type; `wrong` in a hundred values are of another form, type or length. */
export function resourceMaker(
  definitions: BaseDefinitions,
  pool: Pool,
): {
  readonly types: readonly string[];
  readonly make: (random: Random, type: string, wrong: number) => Node;
} {
  const view = viewer(definitions)({ resourceType: 'Patient' });
  const elementsOf = (path: string): readonly ElementDefinition[] => view.elementsOf(path);
  const types = definitions.structures
    .filter(
      ({ kind, abstract, derivation }) =>
        kind === 'resource' && !abstract && derivation !== 'constraint',
    )
    .map(({ type }) => type);

  function object(random: Random, path: string, depth: number, wrong: number): Node {
    const node: Node = {};
    const elements = elementsOf(path);
    const share = depth === 0 ? 3 : 4 + depth * 2;
    for (const element of elements) {
      const isWanted = (element.min ?? 0) > 0 ? random.below(30) > 0 : random.below(share) === 0;
      if (isWanted && element.max !== '0') put(random, node, element, depth, wrong);
    }
    return node;
  }

  function put(
    random: Random,
    node: Node,
    element: ElementDefinition,
    depth: number,
    wrong: number,
  ): void {
    const name = element.path.slice(element.path.lastIndexOf('.') + 1);
    const type = random.pick(element.type ?? []);
    const code = type?.code ?? 'BackboneElement';
    const key = name.endsWith('[x]') ? name.slice(0, -3) + upperFirst(code) : name;
    const one = (): unknown =>
      random.below(100) < wrong
        ? anyValue(random, pool)
        : valueOf(random, element, code, depth, wrong);
    const isList = element.max === '*' && random.below(200) > 0;
    const value = isList ? Array.from({ length: 1 + random.below(2) }, one) : one();
    if (value !== undefined) node[key] = value;
    if (random.below(25) === 0)
      node[`_${key}`] = random.pick([{ id: 'a' }, [null, { id: 'a' }], [null], null, {}]);
  }

  function valueOf(
    random: Random,
    element: ElementDefinition,
    code: string,
    depth: number,
    wrong: number,
  ): unknown {
    const plain = code.startsWith('http://hl7.org/fhirpath/') ? 'string' : code;
    const known = RIGHT[plain];
    if (known !== undefined)
      return random.below(100) < wrong ? anyText(random, pool) : random.pick(known);
    if (depth >= DEEPEST) return undefined;
    if (plain === 'Resource') return make(random, random.pick(types) ?? 'Basic', wrong, depth + 2);
    if (element.contentReference !== undefined)
      return object(random, element.contentReference.replace(/^.*#/, ''), depth + 1, wrong);
    const path = elementsOf(element.path).length > 0 ? element.path : plain;
    return object(random, path, depth + 1, wrong);
  }

  function make(random: Random, type: string, wrong: number, depth = 0): Node {
    return { resourceType: type, ...object(random, type, depth, wrong) };
  }
  return { types, make };
}
