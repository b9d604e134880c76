/** A definition has one owner: the extension that names the work group is defined as 0..1. */
import { type JsonObject, isJsonObject } from '../../shared/json.ts';
import { report } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';

const WORK_GROUP = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-wg';

// no other extension is held to the number its definition gives: HL7's own definitions exceed those
export function checkWorkGroup({ extension }: JsonObject, run: Run): void {
  if (!Array.isArray(extension) || extension.length < 2) return;
  const owners = extension.filter((one) => isJsonObject(one) && one['url'] === WORK_GROUP);
  if (owners.length < 2) return;
  const message = `The extension ${WORK_GROUP} stands here ${owners.length} times; a definition has one work group.`;
  report(run, 'too-many', message);
}
