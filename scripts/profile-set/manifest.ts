/** `package/package.json` of a FHIR package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANONICAL } from '../../src/shared/canonical.ts';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';
import { type Definition, FHIR_NUMBERS, ROOT } from './set.ts';

export interface DependsOn {
  readonly uri: string;
  readonly packageId: string;
  readonly version: string;
}

/** What the guide of the profiles says it depends on; FHIR itself is not among it. */
export const dependenciesOf = (guide: Definition): readonly DependsOn[] =>
  guide['dependsOn'] as readonly DependsOn[];

export function manifestOf(guide: Definition, fhir: FhirVersion): object {
  const { homepage, license } = npmManifest();
  return {
    name: guide.id,
    version: guide.version,
    'tools-version': 3,
    type: 'IG',
    date: `${guide.date.replaceAll('-', '')}000000`,
    license,
    canonical: CANONICAL,
    url: homepage ?? CANONICAL,
    title: guide.title,
    description: guide.description,
    fhirVersions: [FHIR_NUMBERS[fhir]],
    dependencies: {
      [`hl7.fhir.${fhir}.core`]: FHIR_NUMBERS[fhir],
      ...Object.fromEntries(
        dependenciesOf(guide).map(({ packageId, version }) => [packageId, version]),
      ),
    },
    author: guide['publisher'],
    directories: { lib: 'package', example: 'example' },
  };
}

function npmManifest(): { readonly license: string; readonly homepage?: string } {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as ReturnType<
    typeof npmManifest
  >;
}
