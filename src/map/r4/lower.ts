/**
 * A resource as emitters write it (R5) in R4: elements R4 names differently are renamed, those it lacks become
 * HL7's cross-version extensions, those only R4 has are added. restore/raise.ts is the inverse.
 */
import { compact } from '../emit/build.ts';
import { childId } from '../emit/common.ts';
import type * as r5 from '../emit/types.ts';
import type { FhirResource } from '../resource.ts';
import type { Scope } from '../scope.ts';
import { hasGroup } from './group.ts';
import { lowerArtifact, lowerAttachment } from './lower-artifact.ts';
import { lowerEvidenceVariable } from './lower-evidence-variable.ts';
import { lowerStudy } from './lower-study.ts';
import type {
  ActivityDefinition,
  DocumentReference,
  Location,
  Organization,
  PlanAction,
  PlanDefinition,
  Provenance,
} from './types.ts';

export function toR4(scope: Scope, resource: r5.EmittedResource): FhirResource {
  switch (resource.resourceType) {
    case 'ResearchStudy':
      return lowerStudy(scope, resource);
    case 'EvidenceVariable':
      return lowerEvidenceVariable(resource);
    case 'PlanDefinition':
      return lowerPlan(scope, resource);
    case 'DocumentReference':
      return lowerDocument(resource);
    case 'Provenance':
      return lowerProvenance(resource);
    // Written alike in both versions, as far as this project writes them.
    case 'ActivityDefinition':
    case 'Location':
    case 'Organization':
    default:
      return resource satisfies ActivityDefinition | Location | Organization;
  }
}

function lowerPlan(scope: Scope, plan: r5.PlanDefinition): FhirResource {
  const { subjectCodeableConcept, relatedArtifact, action, ...same } = plan;
  return compact<PlanDefinition>({
    ...same,
    ...(hasGroup(scope)
      ? { subjectReference: { reference: `Group/${childId(scope, 'enrollment')}` } }
      : { subjectCodeableConcept }),
    relatedArtifact: relatedArtifact?.map(lowerArtifact),
    action: action.map(lowerAction),
  });
}

function lowerAction({ linkId, code, action, ...same }: r5.PlanAction): PlanAction {
  return compact<PlanAction>({
    id: linkId,
    ...same,
    code: code && [code],
    action: action?.map(lowerAction),
  });
}

function lowerDocument({ subject, content, ...same }: r5.DocumentReference): FhirResource {
  return {
    ...same,
    content: content.map(({ attachment }) => ({ attachment: lowerAttachment(attachment) })),
    context: { related: [subject] },
  } satisfies DocumentReference;
}

function lowerProvenance({ contained, ...same }: r5.Provenance): FhirResource {
  const devices = contained.map(({ name, ...device }) => ({
    ...device,
    deviceName: name.map(({ value, type }) => ({ name: value, type })),
  }));
  return { ...same, contained: devices } satisfies Provenance;
}
