import { CANONICAL, codeSystem, sid, structureDefinition } from '../../shared/canonical.ts';
import { computableName } from '../ids.ts';
import { div, type Html } from '../narrative.ts';
import { perTrial, type Scope } from '../scope.ts';
import { USAGE_CONTEXT_TYPE } from '../terms.ts';
import type { CodeableConcept, Coding, Identifier, Meta, UsageContext } from './types.ts';

/** Roles of the resources that make up one trial, with the display of our code system. */
const ROLES = {
  protocol: 'Protocol',
  intervention: 'Intervention definition',
  exposure: 'Exposure (study intervention)',
  eligibility: 'Eligibility criteria',
  'outcome-primary': 'Primary outcome',
  'outcome-secondary': 'Secondary outcome',
  'outcome-other': 'Other pre-specified outcome',
} as const;
export type Role = keyof typeof ROLES;

function roleCoding(role: Role): Coding {
  return { system: codeSystem('trial-element-role'), code: role, display: ROLES[role] };
}

const studyTag = perTrial(({ key }): Coding => Object.freeze({ system: sid('study'), code: key }));

/** The program every canonical resource of a trial belongs to: the trial. */
const programOf = perTrial(({ key }): UsageContext =>
  Object.freeze({
    code: { system: USAGE_CONTEXT_TYPE, code: 'program', display: 'Program' },
    valueReference: { reference: `ResearchStudy/${key}` },
  }),
);

/** The profile of this project in the FHIR version that goes out. */
export const profileOf = (scope: Scope, profile: string): string =>
  structureDefinition(`trial-${profile}-${scope.context.fhir}`);

/** meta of every resource that belongs to one trial: where it is from and which trial it is of. */
export function metaOf(scope: Scope, profile: string, role?: Role): Meta {
  return {
    source: scope.source,
    profile: [profileOf(scope, profile)],
    tag: role ? [studyTag(scope), roleCoding(role)] : [studyTag(scope)],
  };
}

export function narrative(
  scope: Scope,
  parts: readonly Html[],
  status: 'generated' | 'extensions' = 'generated',
): { readonly status: 'generated' | 'extensions'; readonly div: string } {
  return { status, div: div(scope.language, parts) };
}

export interface CanonicalHead {
  readonly resourceType: 'ActivityDefinition' | 'EvidenceVariable' | 'PlanDefinition';
  readonly profile: string;
  readonly role: Role;
  /** `int-1`: the id after the study's key. */
  readonly suffix: string;
}

interface CanonicalElements {
  id: string;
  meta: Meta;
  language: string;
  url: string;
  identifier: Identifier[];
  version: string;
  name: string;
  status: Scope['publicationStatus'];
  date?: string;
  useContext: UsageContext[];
  topic?: CodeableConcept[];
}

/** What every canonical resource of a trial has alike (MAPPING section 3). */
export function canonicalHead(scope: Scope, head: CanonicalHead): CanonicalElements {
  const id = childId(scope, head.suffix);
  return {
    id,
    meta: metaOf(scope, head.profile, head.role),
    language: scope.language,
    url: canonicalUrl(head.resourceType, id),
    identifier: [elementIdentifier(scope, head.suffix)],
    version: scope.version,
    name: computableName(id),
    status: scope.publicationStatus,
    ...(scope.date !== undefined && { date: scope.date }),
    useContext: [programOf(scope)],
    // R5 has no EvidenceVariable.topic; R4's is made of the tag.
    ...(head.resourceType !== 'EvidenceVariable' && {
      topic: [{ coding: [roleCoding(head.role)] }],
    }),
  };
}

export const childId = (scope: Scope, suffix: string): string => `${scope.key}-${suffix}`;

export function elementIdentifier(scope: Scope, suffix: string): Identifier {
  return { use: 'official', system: sid('trial-element'), value: `${scope.key}/${suffix}` };
}

export const canonicalUrl = (type: string, id: string): string => `${CANONICAL}/${type}/${id}`;

/** What a canonical element holds: without `|version`, so that a new version of one part leaves the others as they are (ADR 6). */
export function canonicalOf(scope: Scope, type: string, suffix: string): string {
  return canonicalUrl(type, childId(scope, suffix));
}
