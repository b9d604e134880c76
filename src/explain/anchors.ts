/** What the ids within a bundle say about which item of the trial an element is of. */
import { asText, isJsonObject, objectIn } from '../shared/json.ts';
import type { ElementNode } from './element-tree.ts';
import { crossVersionValue, partOf } from './kinds.ts';
import type { Position } from './trial-values.ts';

/** Lists of the trial by the word that stands for them in an id. */
const LISTS: Readonly<Record<string, string>> = {
  int: 'interventions[]',
  exp: 'interventions[]',
  arm: 'arms[]',
  official: 'officials[]',
  contact: 'centralContacts[]',
  pri: 'outcomes(primary)',
  sec: 'outcomes(secondary)',
  oth: 'outcomes(other)',
  inc: 'eligibility.criteria(inclusion)',
  exc: 'eligibility.criteria(exclusion)',
};

/** `ctgov-nct01234567-out-sec-2` is of the second secondary outcome. */
export function anchorOf(id: string): Position | undefined {
  const [, word = '', ordinal] = /(?:^|[-#])([a-z]+)-(\d+)$/u.exec(id) ?? [];
  const list = LISTS[word];
  return list === undefined ? undefined : { list, index: Number(ordinal) - 1 };
}

/** Positions that the ids of a node, of what holds it and of what it refers to name. */
export function anchorsOf(node: ElementNode, resourceId: string): readonly Position[] {
  const found = [anchorOf(resourceId)];
  for (let each: ElementNode | undefined = node; each; each = each.parent) {
    found.push(...idsOf(each).map(anchorOf));
  }
  const byList = new Map(found.flatMap((anchor) => (anchor ? [[anchor.list, anchor]] : [])));
  return [...byList.values()];
}

/** Elements whose reference says what they are of; elsewhere a reference is a link to something else. */
const REFERRING =
  /(?:outcomeMeasure|associatedParty|principalInvestigator|intendedExposure|relatedArtifact\(exp\)|relatedArtifact\((?:primary|secondary|other)\)|definitionCanonical)[^.]*$/u;

function idsOf({ value, name, pattern }: ElementNode): readonly string[] {
  if (!isJsonObject(value)) return name === 'definitionCanonical' ? [asText(value)] : [];
  const own = [
    value['linkId'],
    name === 'action' || name === 'contained' ? value['id'] : undefined,
  ];
  const linked =
    crossVersionValue(value, 'comparisonGroup.linkId') ??
    crossVersionValue(value, 'characteristic.linkId');
  const refers = REFERRING.test(pattern) ? referencesOf(value) : [];
  return [...own, linked, ...refers].map(asText).filter((id) => id !== '');
}

function referencesOf(value: Parameters<typeof partOf>[0]): readonly unknown[] {
  const inner = [partOf(value, 'reference'), partOf(value, 'party'), value['valueReference']];
  return [
    value['resource'],
    ...inner.map((each) => (isJsonObject(each) ? objectIn(each)['reference'] : each)),
  ];
}
