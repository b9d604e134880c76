import { isCanonicalResource } from '../plan/canonical-resource.ts';
import type { ResourceScope, Run } from '../plan/plan.ts';
import { isAbsolute } from '../plan/primitives.ts';
import { reportAt, shown } from './run.ts';

/**
 * `url` of a definition is what others call it by, a canonical URL and so absolute
 * (http://hl7.org/fhir/R4/references.html#canonical).
 */
export function checkCanonicalUrl({ value, plan }: ResourceScope, run: Run): void {
  const { url } = value;
  if (typeof url !== 'string' || isAbsolute(url) || !isCanonicalResource(plan)) return;
  const message = `${shown(url)} is not absolute; the canonical URL of a ${plan.type} is.`;
  reportAt(run, 'url', 'value-format', message);
}
