import { createRequire } from 'node:module';
import type { Ajv } from 'ajv';
import type { JsonObject } from '../../shared/json.ts';
import type { ObjectPlan, Plans } from '../plan/plan.ts';
import { FORMATS } from '../plan/primitives.ts';
import { KEYWORDS } from './keywords.ts';
import { partsOf, schemaId, toSchema } from './to-schema.ts';

/** False where the structure of a resource is wrong, or cannot be told; says not what is wrong. */
export type ProvesStructure = (plan: ObjectPlan, resource: JsonObject) => boolean;

interface Options {
  /** Resources of one type that are met before its schema is worth compiling. */
  readonly compileAfter: number;
}

const require = createRequire(import.meta.url);

/** Loaded when the first schema is compiled, which most runs never come to. */
function openAjv(): Ajv {
  const library = require('ajv') as typeof import('ajv');
  return new library.Ajv({
    strict: false,
    validateSchema: false,
    messages: false,
    // the patterns are those of plan/primitives.ts, which are read without it
    unicodeRegExp: false,
    formats: FORMATS,
    keywords: [...KEYWORDS],
  });
}

/** Schemas compile on first use; resources inside the given one are not looked into. */
export function structureProof(plans: Plans, { compileAfter }: Options): ProvesStructure {
  let opened: Ajv | undefined;
  const known = new Set<ObjectPlan>();
  const met = new Map<ObjectPlan, number>();

  function add(plan: ObjectPlan, ajv: Ajv): void {
    if (known.has(plan)) return;
    known.add(plan);
    ajv.addSchema(toSchema(plan));
    for (const part of partsOf(plan)) add(part, ajv);
  }

  function compiled(plan: ObjectPlan): ((resource: JsonObject) => boolean) | undefined {
    const ajv = (opened ??= openAjv());
    const element = plans.object('Element');
    if (element !== undefined) add(element, ajv);
    add(plan, ajv);
    return ajv.getSchema(schemaId(plan.type)) as ((resource: JsonObject) => boolean) | undefined;
  }

  const proofs = new Map<ObjectPlan, (resource: JsonObject) => boolean>();

  return (plan, resource) => {
    const proof = proofs.get(plan);
    if (proof !== undefined) return isProven(proof, resource);
    const before = met.get(plan) ?? 0;
    met.set(plan, before + 1);
    if (before < compileAfter) return false;
    const made = compiled(plan);
    if (made === undefined) return false;
    proofs.set(plan, made);
    return isProven(made, resource);
  };
}

// JSON nested without end overflows the stack of the recursive functions ajv makes: the walk counts levels
function isProven(proof: (resource: JsonObject) => boolean, resource: JsonObject): boolean {
  try {
    return proof(resource);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
