/**
 * A trial in FHIR. Emitters never fail: what an element cannot hold is kept in ext-source-element or named in
 * an issue, so that a defective record still gives valid resources.
 */
import type { Received } from '../shared/received.ts';
import type { Trial } from '../trial/trial.ts';
import { emitEligibility } from './emit/eligibility.ts';
import { emitExposure, emitIntervention } from './emit/interventions.ts';
import { emitOutcome, placeOutcomes } from './emit/outcomes.ts';
import { emitLocations, emitOrganizations } from './emit/places.ts';
import { emitProtocol } from './emit/protocol.ts';
import { emitProvenance } from './emit/provenance.ts';
import { emitSourceDocument } from './emit/source-document.ts';
import { emitStudy, studyTitle } from './emit/study.ts';
import type { EmittedResource } from './emit/types.ts';
import { placesOf } from './lineage.ts';
import { emitGroup } from './r4/group.ts';
import { toR4 } from './r4/lower.ts';
import type { FhirResource, Mapping } from './resource.ts';
import { openScope, type MapContext, type Scope } from './scope.ts';

interface Outgoing {
  readonly resource: FhirResource;
  readonly from: readonly unknown[];
}

/** The resources of one trial in the FHIR version of the context, in bundle order. */
export function mapTrial(trial: Trial, received: Received, context: MapContext): Mapping {
  const scope = openScope(trial, received, context);
  const emitted = emitAll(scope);
  const resources = emitted.map(({ resource }) => resource);
  const targets = resources.filter(({ resourceType }) => resourceType !== 'DocumentReference');
  return {
    resources: [...resources, inVersion(scope, emitProvenance(scope, targets).resource)],
    lineage: emitted.map(({ resource, from }) => ({
      resource: `${resource.resourceType}/${resource.id}`,
      // A look at every value of the trial, which few callers need.
      get places() {
        return placesOf(from);
      },
    })),
    issues: scope.ledger.issues,
  };
}

/** What is referenced comes before what refers to it. */
function emitAll(scope: Scope): Outgoing[] {
  const { interventions } = scope.trial;
  const outcomes = placeOutcomes(scope.trial.outcomes);
  const title = studyTitle(scope);
  const eligibility = emitEligibility(scope);
  const protocol = emitProtocol(scope, outcomes, title.text);
  const places = [...emitOrganizations(scope), ...emitLocations(scope)];
  const parts = [
    ...interventions.map((intervention, index) => emitIntervention(scope, intervention, index)),
    ...interventions.map((intervention, index) => emitExposure(scope, intervention, index)),
    ...outcomes.map((placed) => emitOutcome(scope, placed)),
    ...(eligibility ? [eligibility] : []),
    ...(protocol ? [protocol] : []),
    emitStudy(scope, outcomes, title),
    emitSourceDocument(scope),
  ];
  const outgoing = ({ resource, from }: (typeof parts | typeof places)[number]): Outgoing => ({
    resource: inVersion(scope, resource),
    from,
  });
  const group = scope.context.fhir === 'r4' ? emitGroup(scope) : undefined;
  return [...places.map(outgoing), ...(group ? [group] : []), ...parts.map(outgoing)];
}

function inVersion(scope: Scope, resource: EmittedResource): FhirResource {
  return scope.context.fhir === 'r4' ? toR4(scope, resource) : resource;
}
