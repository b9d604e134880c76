/** Kinds of faults in references, contained resources, bundles, and against the invariants of data types. */
import type { Kind, Node, Spot, View } from './mutants.ts';
import { isOf, isText, set, spotKind } from './mutant-edits.ts';

const isReference = (spot: Spot): boolean =>
  spot.type === 'Reference' && !Array.isArray(spot.value);
/** A reference that may not lead to a resource of any type. */
const isNarrow = (spot: Spot): boolean => {
  const targets = (spot.element.type ?? []).flatMap(({ targetProfile }) => targetProfile ?? []);
  return (
    isReference(spot) &&
    targets.length > 0 &&
    !targets.some((url) => /\/(Resource|Substance)$/.test(url))
  );
};
const referenceKind = (
  name: string,
  reference: Node,
  isFit: (spot: Spot) => boolean = isReference,
): Kind =>
  spotKind(name, isFit, (spot) => {
    set(spot, structuredClone(reference));
  });

const REFERENCES: readonly Kind[] = [
  referenceKind('contained reference to nothing', { reference: '#nobody' }),
  referenceKind('reference to another type', { reference: 'Substance/1' }, isNarrow),
  referenceKind('reference to no type at all', { reference: 'Foo/1' }, isNarrow),
  referenceKind('reference that is no url', { reference: 'a b' }),
  referenceKind('reference with an id that is none', { reference: 'Patient/a_b' }, isNarrow),
  referenceKind('reference without anything', {}),
  referenceKind('reference with a type that is another', {
    reference: 'https://a.invalid/fhir/Patient/1',
    type: 'Observation',
  }),
  referenceKind('reference with a type of none', { type: 'Foo', display: 'x' }),
  referenceKind('reference to a urn:uuid nobody has', {
    reference: 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962',
  }),
  referenceKind('reference with an identifier that is a text', { identifier: 'x' }),
];

/** Adds to the contained resources of the resource, or of one in the bundle. */
function containedKind(name: string, edit: (holder: Node, contained: unknown[]) => void): Kind {
  return {
    name,
    apply({ holders }, random) {
      const holder = random.pick(
        holders.filter(
          ({ isResource, type, node }) =>
            isResource &&
            !['Bundle', 'Binary', 'Parameters'].includes(type) &&
            !isInside(node, holders),
        ),
      )?.node;
      if (holder === undefined) return false;
      const contained = Array.isArray(holder['contained'])
        ? [...(holder['contained'] as unknown[])]
        : [];
      holder['contained'] = contained;
      edit(holder, contained);
      return true;
    },
  };
}

function isInside(node: Node, holders: View['holders']): boolean {
  return holders.some(
    ({ node: other }) =>
      Array.isArray(other['contained']) && (other['contained'] as unknown[]).includes(node),
  );
}

const referTo = (holder: Node, id: string): void => {
  const list = Array.isArray(holder['extension']) ? (holder['extension'] as unknown[]) : [];
  holder['extension'] = [
    ...list,
    { url: 'https://a.invalid/x', valueReference: { reference: `#${id}` } },
  ];
};
const ORGANIZATION = { resourceType: 'Organization', id: 'inner-1', name: 'x' };

const CONTAINED: readonly Kind[] = [
  containedKind('contained resource nobody refers to (dom-3)', (_holder, list) =>
    list.push({ ...ORGANIZATION }),
  ),
  containedKind('contained resource that contains (dom-2)', (holder, list) => {
    list.push({
      ...ORGANIZATION,
      contained: [{ ...ORGANIZATION, id: 'inner-2' }],
      partOf: { reference: '#inner-2' },
    });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource with a version (dom-4)', (holder, list) => {
    list.push({ ...ORGANIZATION, meta: { versionId: '1' } });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource with a security label (dom-5)', (holder, list) => {
    list.push({
      ...ORGANIZATION,
      meta: {
        security: [
          { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
        ],
      },
    });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource without an id', (_holder, list) =>
    list.push({ resourceType: 'Organization', name: 'x' }),
  ),
  containedKind('contained resources with one id', (holder, list) => {
    list.push({ ...ORGANIZATION }, { ...ORGANIZATION });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource of no type', (holder, list) => {
    list.push({ resourceType: 'Foo', id: 'inner-1' });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource without a type', (holder, list) => {
    list.push({ id: 'inner-1', name: 'x' });
    referTo(holder, 'inner-1');
  }),
  containedKind('contained resource with a fault', (holder, list) => {
    list.push({ ...ORGANIZATION, active: 'yes' });
    referTo(holder, 'inner-1');
  }),
  {
    name: 'resource of no type',
    apply({ root }) {
      root['resourceType'] = 'Foo';
      return true;
    },
  },
  {
    name: 'profile of another type in meta.profile',
    apply({ root }) {
      if (root['resourceType'] === 'Observation') return false;
      root['meta'] = { profile: ['http://hl7.org/fhir/StructureDefinition/bmi'] };
      return true;
    },
  },
  {
    name: 'profile that is not met in meta.profile',
    apply({ root }) {
      if (root['resourceType'] !== 'Observation') return false;
      root['meta'] = { profile: ['http://hl7.org/fhir/StructureDefinition/vitalsigns'] };
      return true;
    },
  },
  {
    name: 'profile nobody knows in meta.profile',
    apply({ root }) {
      root['meta'] = { profile: ['https://a.invalid/fhir/StructureDefinition/x'] };
      return true;
    },
  },
];

/** Replaces a value of a data type by one that breaks an invariant of the type. */
const invariantKind = (name: string, type: string, value: Node): Kind =>
  spotKind(name, isOf(type), (spot) => {
    set(spot, structuredClone(value));
  });

/** Changes a resource of a type wherever it stands, so that it breaks an invariant of its own. */
function resourceKind(name: string, type: string, edit: (node: Node) => void): Kind {
  return {
    name,
    apply({ holders }, random) {
      const node = random.pick(
        holders.filter((holder) => holder.isResource && holder.type === type),
      )?.node;
      if (node === undefined) return false;
      edit(node);
      return true;
    },
  };
}

const kg = { value: 1, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' };

const INVARIANTS: readonly Kind[] = [
  invariantKind('code of a unit without system (qty-3)', 'Quantity', { value: 1, code: 'kg' }),
  invariantKind('age without a unit (age-1)', 'Age', { value: 1 }),
  invariantKind('negative age (age-1)', 'Age', {
    value: -1,
    system: 'http://unitsofmeasure.org',
    code: 'a',
  }),
  invariantKind('duration without a unit (drt-1)', 'Duration', { value: 1 }),
  invariantKind('period that ends before it starts (per-1)', 'Period', {
    start: '2024-02-01',
    end: '2023-01-01',
  }),
  invariantKind('range upside down (rng-2)', 'Range', { low: { ...kg, value: 2 }, high: kg }),
  invariantKind('ratio of one number (rat-1)', 'Ratio', { numerator: kg }),
  invariantKind('data without content type (att-1)', 'Attachment', { data: 'QUJD' }),
  invariantKind('contact without system (cpt-2)', 'ContactPoint', { value: 'x' }),
  invariantKind('expression without anything (exp-1)', 'Expression', { language: 'text/fhirpath' }),
  invariantKind('period of a timing without unit (tim-2)', 'Timing', { repeat: { period: 1 } }),
  invariantKind('negative duration of a timing (tim-4)', 'Timing', {
    repeat: { duration: -1, durationUnit: 'h' },
  }),
  invariantKind('id alone (ele-1)', 'CodeableConcept', { id: 'a' }),
  invariantKind('id alone in a period (ele-1)', 'Period', { id: 'a' }),
  resourceKind('absent reason beside a value (obs-6)', 'Observation', (node) => {
    node['valueString'] = 'x';
    node['dataAbsentReason'] = { text: 'x' };
    for (const key of Object.keys(node)) if (/^value(?!String$)/.test(key)) delete node[key];
  }),
  resourceKind('contact of a patient without details (pat-1)', 'Patient', (node) => {
    node['contact'] = [{ gender: 'male' }];
  }),
  resourceKind('organization without name and identifier (org-1)', 'Organization', (node) => {
    delete node['name'];
    delete node['identifier'];
  }),
  resourceKind('item of a questionnaire with one id (que-2)', 'Questionnaire', (node) => {
    node['item'] = [
      { linkId: '1', type: 'string', text: 'x' },
      { linkId: '1', type: 'string', text: 'x' },
    ];
  }),
  resourceKind('group of a questionnaire without items (que-1)', 'Questionnaire', (node) => {
    node['item'] = [
      {
        linkId: '1',
        type: 'display',
        text: 'x',
        item: [{ linkId: '2', type: 'string', text: 'x' }],
      },
    ];
  }),
  resourceKind('value set that includes nothing (vsd-1)', 'ValueSet', (node) => {
    node['compose'] = { include: [{ concept: [{ code: 'x' }] }] };
  }),
  resourceKind('code system with a code twice (csd-1)', 'CodeSystem', (node) => {
    node['content'] = 'complete';
    node['concept'] = [{ code: 'x' }, { code: 'x' }];
  }),
  resourceKind('search parameter with xpath alone (spd-1)', 'SearchParameter', (node) => {
    delete node['expression'];
    node['xpath'] = 'x';
    node['xpathUsage'] = 'normal';
  }),
  resourceKind('structure without elements (sdf-6)', 'StructureDefinition', (node) => {
    delete node['snapshot'];
    delete node['differential'];
  }),
  resourceKind('element definitions with one id (sdf-17)', 'StructureDefinition', (node) => {
    const { element = [] } = (node['differential'] ?? {}) as { element?: unknown[] };
    node['differential'] = {
      element: [...element, structuredClone(element[0] ?? { id: 'x', path: 'x' })],
    };
  }),
  resourceKind('operation without name of its parameter', 'OperationDefinition', (node) => {
    node['parameter'] = [{ use: 'in', min: 0, max: '1', type: 'string' }];
  }),
  resourceKind('group with members and no actual', 'Group', (node) => {
    node['actual'] = false;
    node['membership'] = 'definitional';
    node['member'] = [{ entity: { display: 'x' } }];
  }),
  resourceKind('parameter with value and resource (inv-1)', 'Parameters', (node) => {
    node['parameter'] = [{ name: 'x', valueString: 'x', resource: { ...ORGANIZATION } }];
  }),
  resourceKind('statement of a composition empty (cmp-1)', 'Composition', (node) => {
    node['section'] = [{ title: 'x' }];
  }),
];

/** Changes a bundle that has entries, of those that fit; `first` is its first entry. */
function bundleKind(
  name: string,
  edit: (bundle: Node, first: Node, entries: Node[]) => void,
  isFit: (bundle: Node, entries: readonly Node[]) => boolean = () => true,
): Kind {
  return {
    name,
    apply({ root }) {
      if (root['resourceType'] !== 'Bundle' || !Array.isArray(root['entry'])) return false;
      const entries = root['entry'] as Node[];
      const [first] = entries;
      if (first === undefined || !isFit(root, entries)) return false;
      edit(root, first, entries);
      return true;
    },
  };
}

const isExchange = ({ type }: Node): boolean => type === 'transaction' || type === 'batch';
const hasResource = (_bundle: Node, [first]: readonly Node[]): boolean =>
  first?.['resource'] !== undefined;

const BUNDLES: readonly Kind[] = [
  bundleKind(
    'entries with one fullUrl (bdl-7)',
    (_bundle, first, entries) => {
      first['fullUrl'] ??= 'https://a.invalid/fhir/Patient/1';
      Object.assign(entries[1] ?? {}, { fullUrl: first['fullUrl'] });
      Object.assign(entries[1] ?? {}, { resource: structuredClone(first['resource']) });
    },
    (_bundle, entries) => entries.length > 1,
  ),
  bundleKind('fullUrl with a version (bdl-8)', (_bundle, first) => {
    first['fullUrl'] = 'https://a.invalid/fhir/Patient/1/_history/2';
  }),
  bundleKind('fullUrl of another resource', (_bundle, first) => {
    first['fullUrl'] = 'https://a.invalid/fhir/Patient/no-such-id';
  }),
  bundleKind('relative fullUrl', (_bundle, first) => {
    first['fullUrl'] = 'Patient/1';
  }),
  bundleKind('total where none belongs (bdl-1)', (bundle) => {
    bundle['type'] = 'collection';
    bundle['total'] = 3;
  }),
  bundleKind('search where none belongs (bdl-2)', (bundle, first) => {
    bundle['type'] = 'collection';
    first['search'] = { mode: 'match' };
  }),
  bundleKind('request missing in a transaction (bdl-3)', (bundle, first) => {
    bundle['type'] = 'transaction';
    delete bundle['total'];
    delete first['request'];
  }),
  bundleKind(
    'response in a transaction (bdl-4)',
    (_bundle, first) => {
      first['response'] = { status: '200' };
    },
    isExchange,
  ),
  bundleKind('entry with nothing (bdl-5)', (_bundle, _first, entries) => {
    entries.push({ link: [{ relation: 'self', url: 'https://a.invalid/' }] });
  }),
  bundleKind('document without its composition (bdl-11)', (bundle) => {
    bundle['type'] = 'document';
    bundle['timestamp'] = '2024-01-01T00:00:00Z';
    bundle['identifier'] = { system: 'https://a.invalid/x', value: '1' };
    delete bundle['total'];
  }),
  bundleKind('message without its header (bdl-12)', (bundle) => {
    bundle['type'] = 'message';
    delete bundle['total'];
  }),
  bundleKind('type of a bundle that is none', (bundle) => {
    bundle['type'] = 'transactions';
  }),
  bundleKind(
    'method of a request that is none',
    (_bundle, first) => {
      first['request'] = { method: 'UPDATE', url: 'Patient/1' };
    },
    isExchange,
  ),
  bundleKind(
    'request to another id',
    (_bundle, first) => {
      const { resourceType } = first['resource'] as Node;
      first['request'] = { method: 'PUT', url: `${String(resourceType)}/no-such-id` };
    },
    (bundle, entries) => isExchange(bundle) && hasResource(bundle, entries),
  ),
  bundleKind('entry that is no resource', (_bundle, first) => {
    first['resource'] = { resourceType: 'Foo', id: 'x' };
  }),
  bundleKind(
    'fault in an entry',
    (_bundle, first) => {
      Object.assign(first['resource'] as Node, { implicitRules: 7 });
    },
    hasResource,
  ),
];

export const RESOURCE_KINDS: readonly Kind[] = [
  ...REFERENCES,
  ...CONTAINED,
  ...INVARIANTS,
  ...BUNDLES,
  spotKind(
    'language of a text that is none',
    (spot) => spot.element.path.endsWith('.language') && isText(spot),
    (spot) => {
      set(spot, '??');
    },
  ),
];
