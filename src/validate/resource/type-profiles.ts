/** ElementDefinition.type: its profiles are of that type, its target profiles of resources. */
import { type Json, type JsonObject, asText, isJsonObject } from '../../shared/json.ts';
import { report, shown } from '../check/run.ts';
import type { Plans, Run } from '../plan/plan.ts';
import type { StructureDefinition } from '../structure-definition.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { eachObject } from './resource-rule.ts';

export type StructureOf = (url: string) => StructureDefinition | undefined;

export function checkTypeProfiles(
  structure: JsonObject,
  structureOf: StructureOf,
  plans: Plans,
  run: Run,
): void {
  const isWrong = (code: string, { type }: StructureDefinition): boolean =>
    type !== code && plans.object(type)?.lineage.includes(code) !== true;
  for (const view of ['snapshot', 'differential']) {
    const holder = structure[view];
    if (!isJsonObject(holder)) continue;
    run.path.push(view);
    eachObject(holder, 'element', run, (element) => {
      eachObject(element, 'type', run, (type) => {
        const code = asText(type['code']);
        eachProfile(type, 'profile', structureOf, run, (profile) => {
          if (isWrong(code, profile)) return `a ${profile.type}, not of ${code}`;
          return undefined;
        });
        eachProfile(type, 'targetProfile', structureOf, run, ({ kind, type: target }) =>
          kind === 'resource' || kind === 'logical' ? undefined : `a ${target}, no resource`,
        );
      });
    });
    run.path.length -= 1;
  }
}

// names the element of the profile that is meant, so that the profile is one of another type
const OF_ELEMENT = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element';

function eachProfile(
  type: JsonObject,
  name: 'profile' | 'targetProfile',
  structureOf: StructureOf,
  run: Run,
  faultOf: (profile: StructureDefinition) => string | undefined,
): void {
  const [urls, shadows] = [type[name], type[`_${name}`]];
  if (!Array.isArray(urls)) return;
  for (const [index, url] of urls.entries()) {
    if (typeof url !== 'string' || isOfElement(shadows, index)) continue;
    const profile = structureOf(withoutVersion(url));
    const fault = profile && faultOf(profile);
    if (fault === undefined) continue;
    run.path.push(name, index);
    report(run, 'wrong-type', `The profile ${shown(url)} is of ${fault}.`);
    run.path.length -= 2;
  }
}

function isOfElement(shadows: Json | undefined, index: number): boolean {
  const shadow: unknown = Array.isArray(shadows) ? shadows[index] : undefined;
  const extensions = isJsonObject(shadow) ? shadow['extension'] : undefined;
  return (
    Array.isArray(extensions) &&
    extensions.some((one) => isJsonObject(one) && one['url'] === OF_ELEMENT)
  );
}
