/**
 * Bundles a second of our validator over FHIR files (or resources alone): whole, whole without the ajv
 * stage, and the ajv stage alone, in turns of one run.
 *
 *   npm exec node bench/validate.ts -- ../shared/examples/seed000.r4.bundle.json
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type JsonObject, asText, isJsonObject } from '../src/shared/json.ts';
import { loadValidator } from '../src/source/load-validator.ts';
import { compilePlans } from '../src/validate/plan/compile-plans.ts';
import type { ObjectPlan } from '../src/validate/plan/plan.ts';
import { structureProof } from '../src/validate/schema/structure.ts';
import type { BaseDefinitions } from '../src/validate/structure-definition.ts';
import { toTerminology } from '../src/validate/terminology/terminology.ts';

const WARM_UP_ROUNDS = 15;
const ROUNDS = 45;
const ROUND_MS = 100;

const BASE = new URL('../profiles/base/r4.json.gz', import.meta.url);
const { structures } = JSON.parse(gunzipSync(readFileSync(BASE)).toString()) as BaseDefinitions;
const plans = compilePlans(structures, toTerminology([], []), () => undefined);
const proves = structureProof(plans, { compileAfter: 0 });

/** A resource and those inside it, with their plans. */
function resourcesIn(value: unknown): (readonly [ObjectPlan, JsonObject])[] {
  if (Array.isArray(value)) return value.flatMap(resourcesIn);
  if (!isJsonObject(value)) return [];
  const plan = plans.resource(asText(value['resourceType']));
  const inner = Object.values(value).flatMap(resourcesIn);
  return plan === undefined ? inner : [[plan, value], ...inner];
}

/** Calls a second of each, in turns, so that a busy machine slows all alike. */
function rates(works: readonly (() => void)[]): number[] {
  const measured = works.map(() => ({ calls: 0, ms: 0 }));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const [index, work] of works.entries()) {
      const { calls, ms } = repeat(work);
      const sum = measured[index];
      if (round < WARM_UP_ROUNDS || sum === undefined) continue;
      sum.calls += calls;
      sum.ms += ms;
    }
  }
  return measured.map(({ calls, ms }) => (calls / ms) * 1000);
}

function repeat(work: () => void): { readonly calls: number; readonly ms: number } {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < ROUND_MS) {
    work();
    calls += 1;
  }
  return { calls, ms: performance.now() - started };
}

function timed(work: () => unknown): string {
  const started = performance.now();
  work();
  return `${(performance.now() - started).toFixed(0)} ms`;
}

for (const file of process.argv.slice(2)) {
  const resource: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const resources = resourcesIn(resource);
  const load = timed(() => loadValidator());
  const validators = [Infinity, 0].map((schemaAfter) => loadValidator({ schemaAfter }));
  const [first, compiling] = validators.map((validator) =>
    timed(() => validator.validate(resource)),
  );
  const works = validators.map((validator) => () => validator.validate(resource));
  const structure = (): boolean => resources.every(([plan, one]) => proves(plan, one));
  const [without = 0, withAjv = 0, alone = 0] = rates([...works, structure]);
  console.log(
    `${file}: ${resources.length} resources, ${loadValidator().validate(resource).length} issues, ` +
      `structure ${structure() ? 'proven' : 'not proven'}\n` +
      `  start: load ${load}, first verdict ${first}, ${compiling} where schemas are compiled for it\n` +
      `  whole: ${withAjv.toFixed(0)}/s, without ajv ${without.toFixed(0)}/s ` +
      `(ratio ${(withAjv / without).toFixed(2)}); ajv alone ${alone.toFixed(0)}/s`,
  );
}
