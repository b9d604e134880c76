/** Rules of single resource types that stand in prose alone. */
import type { Plans } from '../plan/plan.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { codeSystemRule } from './code-system.ts';
import { conceptMapRule } from './concept-map.ts';
import { questionnaireResponseRule } from './questionnaire-response.ts';
import { questionnaireRule } from './questionnaire.ts';
import type { ResourceRule } from './resource-rule.ts';
import { searchParameterRule } from './search-parameter.ts';
import { structureDefinitionRule } from './structure-definition.ts';
import { structureMapRule } from './structure-map.ts';
import { valueSetRule } from './value-set.ts';

/** By resource type. */
export function resourceRules(
  plans: Plans,
  terminology: Terminology,
  structureOf: (url: string) => StructureDefinition | undefined,
): ReadonlyMap<string, ResourceRule> {
  const { system, isValueSet } = terminology;
  const isCodeSystem = (url: string): boolean => system(url) !== undefined && !isValueSet(url);
  return new Map([
    ['CodeSystem', codeSystemRule],
    ['ConceptMap', conceptMapRule(terminology, plans.isMember)],
    ['Questionnaire', questionnaireRule],
    ['QuestionnaireResponse', questionnaireResponseRule(plans)],
    ['SearchParameter', searchParameterRule(plans)],
    ['StructureDefinition', structureDefinitionRule(structureOf, plans, isCodeSystem)],
    ['StructureMap', structureMapRule(plans, structureOf)],
    ['ValueSet', valueSetRule(terminology)],
  ]);
}
