/**
 * A trial in FHIR R4 (4.0.1). Emitters never fail: what an element cannot hold is kept in ext-source-element
 * or named in an issue, so that a defective record still gives valid resources.
 */
import type { Received } from '../../shared/received.ts';
import type { Trial } from '../../trial/trial.ts';
import { placesOf } from '../lineage.ts';
import type { Mapping } from '../resource.ts';
import { openScope, type MapContext, type Scope } from '../scope.ts';
import { emitEligibility } from './eligibility.ts';
import { emitGroup } from './group.ts';
import { emitExposure, emitIntervention } from './interventions.ts';
import { emitOutcome, placeOutcomes } from './outcomes.ts';
import { emitLocations, emitOrganizations } from './places.ts';
import { emitProtocol } from './protocol.ts';
import { emitProvenance } from './provenance.ts';
import { emitSourceDocument } from './source-document.ts';
import { emitStudy, studyTitle } from './study.ts';
import type { Emitted } from './types.ts';

export function mapToR4(trial: Trial, received: Received, context: MapContext): Mapping {
  const scope = openScope(trial, received, context);
  const emitted = emitAll(scope);
  const resources = emitted.map(({ resource }) => resource);
  const targets = resources.filter(({ resourceType }) => resourceType !== 'DocumentReference');
  return {
    resources: [...resources, emitProvenance(scope, targets).resource],
    lineage: emitted.map(({ resource, from }) => ({
      resource: `${resource.resourceType}/${resource.id}`,
      places: placesOf(from),
    })),
    issues: scope.ledger.issues,
  };
}

/** In bundle order: what is referenced comes before what refers to it. */
function emitAll(scope: Scope): Emitted[] {
  const { interventions } = scope.trial;
  const outcomes = placeOutcomes(scope.trial.outcomes);
  const title = studyTitle(scope);
  const group = emitGroup(scope);
  const eligibility = emitEligibility(scope);
  const protocol = emitProtocol(scope, outcomes, title.text);
  return [
    ...emitOrganizations(scope),
    ...emitLocations(scope),
    ...(group ? [group] : []),
    ...interventions.map((intervention, index) => emitIntervention(scope, intervention, index)),
    ...interventions.map((intervention, index) => emitExposure(scope, intervention, index)),
    ...outcomes.map((placed) => emitOutcome(scope, placed)),
    ...(eligibility ? [eligibility] : []),
    ...(protocol ? [protocol] : []),
    emitStudy(scope, outcomes, title),
    emitSourceDocument(scope),
  ];
}
