/** CodeSystem: what it says of its concepts is true of them (http://hl7.org/fhir/R4/codesystem-definitions.html). */
import { type JsonObject, asText } from '../../shared/json.ts';
import { MAX_DEPTH, report, reportAt, shown } from '../check/run.ts';
import type { Run } from '../plan/plan.ts';
import { eachObject } from './resource-rule.ts';

export function codeSystemRule(system: JsonObject, run: Run): void {
  const total = countCodes(system, new Set(), run);
  const { content, count, compositional } = system;
  if (content === 'not-present' && total > 0)
    report(run, 'definition-conflict', `Its content is not present, and it has ${total} concepts.`);
  // of a grammar whoever owns it says what is counted
  const isCounted = content === 'complete' && compositional !== true && typeof count === 'number';
  if (isCounted && count !== total)
    reportAt(
      run,
      'count',
      'definition-conflict',
      `It is complete with ${total} concepts, not ${count}.`,
    );
  if (content === 'supplement' && system['supplements'] === undefined)
    report(run, 'definition-conflict', 'A supplement says which code system it adds to.');
}

/** "Within a code system definition, all the codes SHALL be unique" (csd-1, which misses some that nest). */
function countCodes(holder: JsonObject, known: Set<string>, run: Run): number {
  let total = 0;
  eachObject(holder, 'concept', run, (concept) => {
    total += 1;
    const code = asText(concept['code']);
    if (code !== '' && known.has(code))
      report(run, 'definition-conflict', `The code ${shown(code)} is defined twice.`);
    known.add(code);
    // the walk refuses what nests without end
    if (run.path.length <= MAX_DEPTH) total += countCodes(concept, known, run);
  });
  return total;
}
