/**
 * Resources a second of our validator over FHIR files or the folder of one:
 *
 *   npm exec node bench/validate.ts -- ../shared/examples/seed000.r4.bundle.json
 */
import { readFileSync } from 'node:fs';
import { loadValidator } from '../src/source/load-validator.ts';

const WARM_UP_MS = 2_000;
const MEASURED_MS = 5_000;

interface Measured {
  readonly rounds: number;
  readonly ms: number;
}

function repeat(forMs: number, work: () => void): Measured {
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < forMs) {
    work();
    rounds += 1;
  }
  return { rounds, ms: performance.now() - started };
}

const start = performance.now();
const validator = loadValidator();
const loadMs = performance.now() - start;
for (const file of process.argv.slice(2)) {
  const resource = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly entry?: readonly unknown[];
  };
  const first = performance.now();
  const issues = validator.validate(resource);
  const firstMs = performance.now() - first;
  repeat(WARM_UP_MS, () => validator.validate(resource));
  const { rounds, ms } = repeat(MEASURED_MS, () => validator.validate(resource));
  const perSecond = (rounds / ms) * 1000;
  const resources = perSecond * (resource.entry?.length ?? 1);
  console.log(
    `${file}: ${perSecond.toFixed(0)} inputs/s, ${resources.toFixed(0)} resources/s, ` +
      `load ${loadMs.toFixed(0)} ms, first verdict ${firstMs.toFixed(0)} ms, ${issues.length} issues`,
  );
}
