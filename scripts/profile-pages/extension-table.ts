/** The extensions on the elements of a profile: those it names and those trialcast writes besides. */
import { CROSS_VERSION } from '../../src/shared/canonical.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import type { Definition } from '../profile-set/set.ts';
import { extensionLink, extensionsOf } from './addresses.ts';
import { code, table, words } from './markdown.ts';
import { partsOf } from './parts.ts';
import type { Written } from './written.ts';

interface Use {
  readonly url: string;
  readonly on: readonly string[];
  readonly cardinality: string;
  readonly mustSupport: string;
}

export function extensionTable(
  profile: Definition,
  written: Written,
  fhir: FhirVersion,
): readonly string[] {
  const named = namedUses(profile);
  const known = new Set(named.map(({ url }) => url));
  const others = [...written.extensions]
    .filter(([url]) => !known.has(url))
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([url, on]) => ({ url, on: [...on], cardinality: '', mustSupport: '' }));
  const uses = [...named, ...others];
  if (uses.length === 0) return [];
  const rows = uses.map(({ url, on, cardinality, mustSupport }) => [
    extensionLink(url, fhir),
    onOf(on, profile),
    cardinality,
    mustSupport,
    holds(url, fhir),
    written.extensions.has(url) ? 'yes' : '',
  ]);
  return table(['Extension', 'On', 'Card.', 'MS', 'Holds', 'Written'], rows);
}

/** Extensions the profile has a slice for. */
function namedUses(profile: Definition): readonly Use[] {
  return (profile.differential?.element ?? []).flatMap((element) => {
    const url = element.type?.[0]?.profile?.[0];
    if (element.sliceName === undefined || element.type?.[0]?.code !== 'Extension' || !url)
      return [];
    const on = element.path.split('.').slice(1, -1).join('.');
    return [
      {
        url,
        on: [on],
        cardinality: `${element.min ?? 0}..${element.max ?? '*'}`,
        mustSupport: element.mustSupport === true ? 'S' : '',
      },
    ];
  });
}

function onOf(on: readonly string[], profile: Definition): string {
  const names = on.map((path) =>
    path === '' || path === profile.type ? 'the resource' : code(path),
  );
  const sorted = names.toSorted();
  return sorted.length > 4
    ? `${sorted.slice(0, 3).join(', ')} and ${sorted.length - 3} more`
    : sorted.join(', ');
}

function holds(url: string, fhir: FhirVersion): string {
  const extension = extensionsOf(fhir).get(url);
  if (!extension) return '';
  const parts = partsOf(extension, fhir);
  const [only] = parts;
  const title = words(extension.title ?? extension.name);
  if (only?.name === '') return `${isR5Element(url) ? 'R5 element' : title}: ${only.type}`;
  const names = parts.filter(({ name }) => !name.includes('.')).map(({ name }) => code(name));
  return `${isR5Element(url) ? 'R5 element' : title}: ${names.join(', ')}`;
}

const isR5Element = (url: string): boolean => url.startsWith(CROSS_VERSION);
