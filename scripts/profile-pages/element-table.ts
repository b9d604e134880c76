/** The elements of a profile: those it constrains and those trialcast writes. */
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Definition, Element } from '../profile-set/set.ts';
import { code, table, words } from './markdown.ts';
import { bindingOf, typeName } from './parts.ts';
import type { Written } from './written.ts';

/** Of every resource, or said elsewhere on the page. */
const LEFT_OUT =
  /\.(?:id|implicitRules|language|meta|meta\.tag)$|\.(?:extension|modifierExtension)\b/;
const STRUCTURES = new Set(['BackboneElement', 'Element']);

export function elementTable(
  profile: Definition,
  written: Written,
  fhir: FhirVersion,
): readonly string[] {
  const rows = shownElements(profile, written).map((element) => [
    nameOf(element),
    `${element.min ?? 0}..${element.max ?? '*'}`,
    element.mustSupport === true ? 'S' : '',
    typesOf(element, written),
    bindingOf(element, fhir),
    meaningOf(element, profile),
    written.share(element.path),
  ]);
  return table(['Element', 'Card.', 'MS', 'Type', 'Codes', 'Meaning', 'Written'], rows);
}

function shownElements(profile: Definition, written: Written): readonly Element[] {
  const constrained = new Set(profile.differential?.element.map(({ id }) => id));
  const all = profile.snapshot?.element ?? [];
  const types = new Map(all.map(({ id, type }) => [id, type?.[0]?.code ?? '']));
  return all.filter((element) => {
    const { id, path, max } = element;
    if (!path.includes('.') || LEFT_OUT.test(id) || (max === '0' && !constrained.has(id)))
      return false;
    if (isInSlice(id)) return false;
    const isDetail = !isStructure(types.get(parentOf(id)) ?? '', parentOf(id));
    if (isDetail) return element.mustSupport === true || element.sliceName !== undefined;
    return constrained.has(id) || written.share(path) !== '';
  });
}

const parentOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));
/** `identifier:nct.system`: told in the row of the slice. */
const isInSlice = (id: string): boolean => /:[^.]+\./.test(id);
const isStructure = (type: string, id: string): boolean =>
  !id.includes('.') || STRUCTURES.has(type);

const nameOf = ({ id }: Element): string => code(id.slice(id.indexOf('.') + 1));

/** Of a choice with many types only those that are written. */
function typesOf({ path, type = [] }: Element, written: Written): string {
  const chosen = written.choices(path).map((name) => name.toLowerCase());
  const shown =
    type.length > 3 && chosen.length > 0
      ? type.filter(({ code: name }) => chosen.includes(name.toLowerCase()))
      : type;
  const names = shown.map(typeName).join(' | ');
  return shown.length < type.length ? `${names} | …` : names;
}

function meaningOf(element: Element, profile: Definition): string {
  const comment = profile.differential?.element.find(({ id }) => id === element.id)?.['comment'];
  return [
    element.max === '0' ? 'not used' : words(element.short ?? ''),
    typeof comment === 'string' ? comment : '',
    fixedOf(element),
    detailsOf(element, profile),
  ]
    .filter((part) => part !== '')
    .map((part) => part.replace(/\.$/, ''))
    .join('. ');
}

function fixedOf(element: Element): string {
  const fixed = Object.entries(element).find(([key]) => /^(?:fixed|pattern)[A-Z]/.test(key))?.[1];
  if (fixed === undefined) return '';
  return `Is ${code(typeof fixed === 'string' ? fixed : JSON.stringify(fixed))}`;
}

/** What the profile says of the inside of a data type: which members are there, which are fixed. */
function detailsOf({ id }: Element, profile: Definition): string {
  const inside = (profile.differential?.element ?? []).filter(
    (each) => parentOf(each.id) === id && each.sliceName === undefined && !LEFT_OUT.test(each.id),
  );
  const plain = inside.filter(({ id: own }) => !shownAlone(own, profile));
  const fixed = plain.filter(({ fixedUri }) => fixedUri !== undefined);
  const needed = plain.filter((each) => each.fixedUri === undefined && (each.min ?? 0) > 0);
  const last = ({ id: own }: Element): string => code(own.slice(own.lastIndexOf('.') + 1));
  return [
    ...(needed.length > 0 ? [`With ${needed.map(last).join(' and ')}`] : []),
    ...fixed.map((each) => `${last(each)} is ${code(each.fixedUri ?? '')}`),
  ].join('. ');
}

function shownAlone(id: string, profile: Definition): boolean {
  const parent = profile.snapshot?.element.find((each) => each.id === parentOf(id));
  return isStructure(parent?.type?.[0]?.code ?? '', parentOf(id));
}
