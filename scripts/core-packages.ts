/** The FHIR package cache SUSHI reads, filled from npm packages: no build asks the FHIR registry. */
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FhirVersion } from '../src/shared/fhir-version.ts';
import { buildR4CorePackage } from './r4-core-package.ts';

/** Puts the base specification below `home`/.fhir; returns how many definitions it holds. */
export function buildCorePackage(fhir: FhirVersion, home: string): number {
  return fhir === 'r4' ? buildR4CorePackage(home) : linkR5CorePackage(home);
}

/** HL7 publishes R5 itself on npm; of R4 npm has only what others made of it. */
function linkR5CorePackage(home: string): number {
  const source = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r5.core/package.json'));
  const folder = join(home, '.fhir/packages/hl7.fhir.r5.core#5.0.0');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(source, join(folder, 'package'), 'dir');
  return readdirSync(source).filter((name) => /^[A-Z].*\.json$/.test(name)).length;
}
