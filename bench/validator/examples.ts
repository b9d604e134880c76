/** Every resource of the packages of examples that HL7 publishes, as `npm pack` brings them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FhirVersion } from '../../src/shared/fhir-version.ts';

const FOLDER = new URL('../../build/fhir-examples/', import.meta.url);
const PACKAGES = {
  r4: { name: 'hl7.fhir.r4.examples', version: '4.0.1' },
  r5: { name: 'hl7.fhir.r5.examples', version: '5.0.0' },
} as const;

export interface Example {
  readonly name: string;
  readonly text: string;
}

/** Smallest first, so that verdicts come early; files of the package that hold no resource are left out. */
export function examplesOf(fhir: FhirVersion): Example[] {
  const folder = unpacked(fhir);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'package.json' && !name.startsWith('.'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
    .filter(({ text }) => /"resourceType"/.test(text))
    .toSorted((a, b) => a.text.length - b.text.length || (a.name < b.name ? -1 : 1));
}

function unpacked(fhir: FhirVersion): URL {
  const folder = new URL(`${fhir}/`, FOLDER);
  const content = new URL('package/', folder);
  if (existsSync(content)) return content;
  mkdirSync(folder, { recursive: true });
  const { name, version } = PACKAGES[fhir];
  const cwd = fileURLToPath(FOLDER);
  execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd });
  execFileSync('tar', ['xzf', `${name}-${version}.tgz`, '-C', fileURLToPath(folder)], { cwd });
  return content;
}
