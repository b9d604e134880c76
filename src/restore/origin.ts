/** What a study shows of the record it was made from: a registry's JSON has pointers, a text has lines. */
import { codeSystem, structureDefinition } from '../shared/canonical.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import type { Trial } from '../trial/trial.ts';
import { derivationOf, type Element } from './decode/element.ts';
import { keyOf } from './decode/trial.ts';
import type { Library } from './resources.ts';

/** Rules that read nothing but text records. */
const TEXT_RULE = /^(?:prose-|code-from-words$|date-from-words$|age-from-words$|list-taken-apart$)/;
const SOURCE_TEXT = structureDefinition('ext-source-text');
const DERIVATION = structureDefinition('ext-derivation');

/**
 * True where a study shows that its record was text. A text record that shows nothing of the kind had
 * nothing that is read in another way than JSON.
 */
export function isFromText(trial: Trial, study: Element, library: Library): boolean {
  if (trial.leftovers.some(({ path }) => path.startsWith('lines/'))) return true;
  const own = [study, ...library.partsOf(keyOf(study) ?? '')];
  return own.some(({ json }) => holds(json, (part) => isSignOfText(part, study)));
}

function isSignOfText(part: JsonObject, of: Element): boolean {
  if (part['url'] === SOURCE_TEXT) return true;
  if (part['url'] !== DERIVATION) return false;
  return TEXT_RULE.test(derivationOf({ ...of, json: { extension: [part] } })?.rule ?? '');
}

/** Tables whose codes a text record has as well, without any rule that reads words. */
const OF_ANY_RECORD: ReadonlySet<string> = new Set([
  codeSystem('ctgov-outcome-type'),
  codeSystem('ctgov-intervention-type'),
]);
const REGISTRY_CODES = codeSystem('ctgov-');

/** True where a study shows that it is of ClinicalTrials.gov: its number, a JSON Pointer or one of its codes. */
export function isFromRegistry(trial: Trial, study: Element): boolean {
  return (
    trial.registry === 'ctgov' ||
    trial.leftovers.some(({ path }) => path.startsWith('/')) ||
    holds(study.json, isSignOfRegistry)
  );
}

const isSignOfRegistry = ({ system, url }: JsonObject): boolean =>
  (typeof system === 'string' && system.startsWith(REGISTRY_CODES) && !OF_ANY_RECORD.has(system)) ||
  url === structureDefinition('ext-registry-record');

function holds(json: Json | undefined, isSign: (part: JsonObject) => boolean): boolean {
  if (Array.isArray(json)) return json.some((item: Json) => holds(item, isSign));
  if (!isJsonObject(json)) return false;
  return isSign(json) || Object.values(json).some((member) => holds(member, isSign));
}
