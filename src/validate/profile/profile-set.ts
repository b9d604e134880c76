import { MAX_DEPTH, report, trialRun } from '../check/run.ts';
import type { Item, Plans, Run } from '../plan/plan.ts';
import type { ToInvariant } from '../plan/compile-plans.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { applyProfile } from './apply-profile.ts';
import { type ProfileCompiler, compileProfile } from './compile-profile.ts';
import type { ProfileChecks } from './demands.ts';
import type { Profile } from './profile.ts';

/** Every loaded profile and extension by canonical URL, compiled on first use. */
export interface ProfileSet {
  /** The type a profile is for; undefined where it is not loaded. */
  readonly typeOf: (url: string) => string | undefined;
  readonly structureOf: (url: string) => StructureDefinition | undefined;
  /** Why a profile that is not loaded is not, where that is known. */
  readonly problemOf: (url: string) => string | undefined;
  /** Reports what the value lacks; false where the profile is not loaded. */
  readonly apply: (url: string, item: Item, run: Run) => boolean;
  /** Reports nothing; undefined where the profile is not loaded. */
  readonly fits: (url: string, item: Item, run: Run) => boolean | undefined;
}

interface Needs {
  readonly plans: () => Plans;
  readonly toInvariant: ToInvariant;
  readonly terminology: Terminology;
  readonly problemOf: ProfileSet['problemOf'];
  readonly checkTarget: ProfileChecks['checkTarget'];
}

export function profileSet(structures: readonly StructureDefinition[], needs: Needs): ProfileSet {
  const byUrl = new Map(structures.map((structure) => [structure.url, structure]));
  const compiled = new Map<StructureDefinition, Profile>();
  const checks: ProfileChecks = {
    terminology: needs.terminology,
    structureOf: (url) => byUrl.get(url),
    checkTarget: needs.checkTarget,
    fits,
    apply: (url, item, run) => {
      apply(url, item, run);
    },
  };
  const compiler: ProfileCompiler = { plans: needs.plans, toInvariant: needs.toInvariant, checks };

  function profileOf(structure: StructureDefinition): Profile {
    const known = compiled.get(structure);
    if (known !== undefined) return known;
    const made = compileProfile(structure, compiler);
    compiled.set(structure, made);
    return made;
  }

  function apply(url: string, item: Item, run: Run): boolean {
    const structure = byUrl.get(url);
    if (structure === undefined) return false;
    // a base type demands nothing the walk has not checked
    if (structure.derivation !== 'constraint') return true;
    run.depth += 1;
    if (run.depth > MAX_DEPTH) {
      report(run, 'wrong-type', `Nested deeper than ${MAX_DEPTH} levels; not checked further.`);
    } else {
      applyProfile(profileOf(structure), item, needs.plans(), run);
    }
    run.depth -= 1;
    return true;
  }

  function fits(url: string, item: Item, run: Run): boolean | undefined {
    const { trial, hasError } = trialRun(run);
    return apply(url, item, trial) ? !hasError() : undefined;
  }

  return {
    typeOf: (url) => byUrl.get(url)?.type,
    structureOf: (url) => byUrl.get(url),
    problemOf: needs.problemOf,
    apply,
    fits,
  };
}
