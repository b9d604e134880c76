import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { invariantMaker } from '../../src/validate/check/to-invariant.ts';
import { compilePlans } from '../../src/validate/plan/compile-plans.ts';
import type { Plans } from '../../src/validate/plan/plan.ts';
import type { BaseDefinitions } from '../../src/validate/structure-definition.ts';
import { toTerminology } from '../../src/validate/terminology/terminology.ts';

const FILE = new URL('../../profiles/base/r4.json.gz', import.meta.url);

/** The base specification as it is shipped. */
export const base = JSON.parse(
  gunzipSync(readFileSync(FILE)).toString('utf8'),
) as unknown as BaseDefinitions;

export const plans: Plans = compilePlans(
  base.structures,
  toTerminology(base.codeSystems, base.valueSets),
  invariantMaker(() => plans, new Map()),
);
