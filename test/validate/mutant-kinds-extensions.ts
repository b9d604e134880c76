/** Kinds of faults in extensions, in the shadows of primitive elements and in narratives. */
import type { Holder, Kind, Node, Random, Spot, View } from './mutants.ts';
import { isText, set, spotKind } from './mutant-edits.ts';

const UNKNOWN = 'https://a.invalid/fhir/StructureDefinition/x';
const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** Adds to the extensions of an object picked by chance. */
function extensionKind(
  name: string,
  extension: unknown,
  isFit: (holder: Holder) => boolean = () => true,
  member = 'extension',
): Kind {
  return {
    name,
    apply({ holders }, random) {
      const fit = holders.filter((holder) => isFit(holder) && holder.type !== 'Bundle');
      const node = random.pick(
        fit.filter(({ type }) => !['Extension', 'Narrative'].includes(type)),
      )?.node;
      if (node === undefined) return false;
      const list = Array.isArray(node[member]) ? (node[member] as unknown[]) : [];
      node[member] = [...list, structuredClone(extension)];
      return true;
    },
  };
}

const isRoot = ({ isResource, type }: Holder): boolean =>
  isResource && !['Binary', 'Parameters'].includes(type);
const isDomainResource = isRoot;
const isDataType = ({ type, isResource }: Holder): boolean =>
  !isResource && !['BackboneElement', 'Dosage', 'Timing', 'ElementDefinition'].includes(type);

const EXTENSIONS: readonly Kind[] = [
  extensionKind(
    'unknown extension',
    { url: UNKNOWN, valueString: 'x' },
    ({ isResource, type }) => !isResource || isRoot({ isResource, type } as Holder),
  ),
  extensionKind(
    'unknown extension of HL7',
    { url: `${HL7}no-such-extension`, valueString: 'x' },
    isDomainResource,
  ),
  extensionKind('extension without url', { valueString: 'x' }, isDomainResource),
  extensionKind('extension with a relative url', { url: 'x', valueString: 'x' }, isDomainResource),
  extensionKind('extension without value and parts', { url: UNKNOWN }, isDomainResource),
  extensionKind(
    'extension with value and parts',
    { url: UNKNOWN, valueString: 'x', extension: [{ url: 'a', valueString: 'x' }] },
    isDomainResource,
  ),
  extensionKind(
    'extension with two values',
    { url: UNKNOWN, valueString: 'x', valueBoolean: true },
    isDomainResource,
  ),
  extensionKind(
    'extension with a value of no type',
    { url: UNKNOWN, valueFoo: 'x' },
    isDomainResource,
  ),
  extensionKind(
    'extension where it does not belong',
    { url: `${HL7}patient-birthPlace`, valueAddress: { city: 'x' } },
    ({ isResource, type }) => isRoot({ isResource, type } as Holder) && type !== 'Patient',
  ),
  extensionKind(
    'known extension with a value of another type',
    { url: `${HL7}artifactassessment-content`, valueAge: { value: 1 } },
    isDomainResource,
  ),
  extensionKind('known extension with a value of a type it lacks', {
    url: `${HL7}data-absent-reason`,
    valueString: 'unknown',
  }),
  extensionKind('known extension with a code outside its binding', {
    url: `${HL7}data-absent-reason`,
    valueCode: 'no-such-code',
  }),
  extensionKind(
    'known extension with parts it lacks',
    { url: `${HL7}patient-nationality`, extension: [{ url: 'no-such-part', valueString: 'x' }] },
    ({ type }) => type === 'Patient',
  ),
  extensionKind(
    'known extension without the value it needs',
    { url: `${HL7}originalText`, extension: [{ url: 'x', valueString: 'x' }] },
    isDataType,
  ),
  extensionKind(
    'modifierExtension in a data type',
    { url: UNKNOWN, valueString: 'x' },
    isDataType,
    'modifierExtension',
  ),
  extensionKind(
    'modifierExtension nobody knows',
    { url: UNKNOWN, valueString: 'x' },
    isDomainResource,
    'modifierExtension',
  ),
  extensionKind(
    'modifierExtension that is none',
    { url: `${HL7}data-absent-reason`, valueCode: 'unknown' },
    isDomainResource,
    'modifierExtension',
  ),
  extensionKind(
    'extension that is a modifier',
    { url: `${HL7}request-doNotPerform`, valueBoolean: true },
    ({ type }) =>
      ['ServiceRequest', 'MedicationRequest', 'NutritionOrder', 'DeviceRequest'].includes(type),
  ),
  {
    name: 'extensions without the list',
    apply({ holders }, random) {
      const node = random.pick(holders.filter(isDomainResource))?.node;
      if (node === undefined) return false;
      node['extension'] = { url: UNKNOWN, valueString: 'x' };
      return true;
    },
  },
];

const isPrimitiveMember = (spot: Spot): boolean =>
  spot.isMember &&
  /^[a-z]/.test(spot.type) &&
  spot.type !== 'xhtml' &&
  !/\.(id|url)$/.test(spot.element.path);
const isSingle = (spot: Spot): boolean => isPrimitiveMember(spot) && !Array.isArray(spot.value);

const shadowKind = (
  name: string,
  shadow: unknown,
  isFit: (spot: Spot) => boolean = isSingle,
): Kind =>
  spotKind(name, isFit, ({ holder, key }) => {
    holder[`_${key}`] = structuredClone(shadow);
  });

const PRIMITIVES: readonly Kind[] = [
  shadowKind('_x that is a text', 'x'),
  shadowKind('_x with an element primitives lack', { id: 'a', foo: 'x' }),
  shadowKind('_x that is empty', {}),
  shadowKind('_x with an extension without url', { extension: [{ valueString: 'x' }] }),
  shadowKind('_x with an id alone', { id: 'a' }),
  shadowKind(
    '_x of an element that is no primitive',
    { id: 'a' },
    (spot) =>
      spot.isMember &&
      /^[A-Z]/.test(spot.type) &&
      spot.element.max === '1' &&
      spot.type !== 'Resource',
  ),
  shadowKind('_x as a list', [{ id: 'a' }]),
  spotKind('_x alone, with an id', isSingle, ({ holder, key }) => {
    holder[`_${key}`] = { id: 'a' };
    delete holder[key];
  }),
  spotKind('_x alone, with an extension', isSingle, ({ holder, key }) => {
    holder[`_${key}`] = { extension: [{ url: `${HL7}data-absent-reason`, valueCode: 'unknown' }] };
    delete holder[key];
  }),
  spotKind(
    '_x with more items than its list',
    (spot) => isPrimitiveMember(spot) && Array.isArray(spot.value),
    ({ holder, key, value }) => {
      holder[`_${key}`] = [...(value as unknown[]).map(() => null), { id: 'a' }];
    },
  ),
  {
    name: '_x of an element nobody knows',
    apply({ holders }, random) {
      const node = random.pick(holders)?.node;
      if (node === undefined) return false;
      node['_fooBar'] = { id: 'a' };
      return true;
    },
  },
];

const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';

/** The narrative of the resource replaced; given one where it has none. */
function narrativeKind(name: string, div: string, status: unknown = 'generated'): Kind {
  return {
    name,
    apply({ root }: View, random: Random) {
      const roots = root['resourceType'] === 'Bundle' ? resourcesOf(root) : [root];
      const node = random.pick(
        roots.filter(
          (one) => !['Binary', 'Parameters', 'Bundle'].includes(String(one['resourceType'])),
        ),
      );
      if (node === undefined) return false;
      node['text'] = { ...(status === undefined ? {} : { status }), div };
      return true;
    },
  };
}

function resourcesOf(bundle: Node): Node[] {
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as Node[]) : [];
  return entries.flatMap(({ resource }) => (resource === undefined ? [] : [resource as Node]));
}

const NARRATIVES: readonly Kind[] = [
  narrativeKind('narrative with a script', `<div ${XHTML}><script>x</script></div>`),
  narrativeKind('narrative with an event handler', `<div ${XHTML}><p onclick="x()">x</p></div>`),
  narrativeKind('narrative with an element it may not have', `<div ${XHTML}><form>x</form></div>`),
  narrativeKind(
    'narrative with an attribute it may not have',
    `<div ${XHTML}><p foo="x">x</p></div>`,
  ),
  narrativeKind('narrative that is not well-formed', `<div ${XHTML}><p>x</div>`),
  narrativeKind('narrative without its namespace', '<div>x</div>'),
  narrativeKind(
    'narrative in another namespace',
    '<div xmlns="http://www.w3.org/2000/svg">x</div>',
  ),
  narrativeKind('narrative without text', `<div ${XHTML}> </div>`),
  narrativeKind('narrative that is no div', `<p ${XHTML}>x</p>`),
  narrativeKind('narrative with an ampersand', `<div ${XHTML}>a & b</div>`),
  narrativeKind('narrative with an entity nobody knows', `<div ${XHTML}>a &foo; b</div>`),
  narrativeKind('narrative with a link to nothing', `<div ${XHTML}><a href="#nowhere">x</a></div>`),
  narrativeKind('narrative with two roots', `<div ${XHTML}>x</div><div ${XHTML}>x</div>`),
  narrativeKind('narrative that is a plain text', 'x'),
  narrativeKind('narrative without a status', `<div ${XHTML}>x</div>`, undefined),
  narrativeKind('narrative with a status nobody knows', `<div ${XHTML}>x</div>`, 'final'),
  spotKind(
    'narrative without a div',
    (spot) => spot.type === 'xhtml' && isText(spot),
    ({ holder }) => {
      delete holder['div'];
    },
  ),
  spotKind(
    'narrative as a text',
    (spot) => spot.type === 'Narrative',
    (spot) => {
      set(spot, '<div>x</div>');
    },
  ),
];

export const EXTENSION_KINDS: readonly Kind[] = [...EXTENSIONS, ...PRIMITIVES, ...NARRATIVES];
