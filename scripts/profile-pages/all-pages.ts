/** Every page of docs/profiles. */
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import type { GeneratedFiles } from '../generated-files.ts';
import { definitionsIn } from '../profile-set/set.ts';
import { thingOf } from './addresses.ts';
import { crossVersionPage } from './cross-version-page.ts';
import { extensionPage } from './extension-page.ts';
import { indexPage } from './index-page.ts';
import { profilePage, type Versions } from './profile-page.ts';
import { servicePage } from './service-page.ts';
import { terminologyPage } from './terminology-page.ts';

/** Texts by file name. */
export function allPages(): GeneratedFiles {
  const profiles = thingsIn('profiles');
  const extensions = thingsIn('extensions');
  const pages = [
    ['README.md', indexPage(profiles, extensions)] as const,
    ...[...profiles].map(([id, thing]) => [`${id}.md`, profilePage(id, thing)] as const),
    ...[...extensions].map(([id, thing]) => [`${id}.md`, extensionPage(id, thing)] as const),
    ['cross-version.md', crossVersionPage()] as const,
    ['terminology.md', terminologyPage()] as const,
    ['search-and-operations.md', servicePage()] as const,
  ];
  return new Map(pages.map(([name, text]) => [name, `${text.trimEnd()}\n`]));
}

/** Definitions of a folder by what they define, each with its versions. */
function thingsIn(folder: string): ReadonlyMap<string, Versions> {
  const things = new Map<string, Versions>();
  for (const fhir of FHIR_VERSIONS)
    for (const each of definitionsIn(fhir, folder))
      things.set(thingOf(each.id), { ...things.get(thingOf(each.id)), [fhir]: each });
  return new Map([...things].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
