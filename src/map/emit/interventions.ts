import { codeSystem, sid, structureDefinition } from '../../shared/canonical.ts';
import type { Intervention } from '../../trial/trial.ts';
import type { Mesh } from '../../trial/artifacts.ts';
import type { Derivation } from '../../trial/values.ts';
import { cleanText, isCode } from '../clean.ts';
import { line, list, paragraphs, section } from '../narrative.ts';
import { knownRow, perTrial, type Scope, textOf } from '../scope.ts';
import { MESH } from '../terms.ts';
import { compact, derivationExtension, derivationOf, mark, textExtension } from './build.ts';
import { codeConcept, conceptOf, verbatim } from './coding.ts';
import { canonicalHead, childId, narrative } from './common.ts';
import { dosageOf } from './dosage.ts';
import type {
  ActivityDefinition,
  CodeableConcept,
  Coding,
  Emitted,
  EvidenceVariable,
  ResearchStudy,
} from './types.ts';

/** What R4 and R5 call the code system of ActivityDefinition.kind. */
const REQUEST_TYPES = [
  'http://hl7.org/fhir/request-resource-types',
  'http://hl7.org/fhir/fhir-types',
];

const EXPOSED_TO = codeConcept(codeSystem('criterion-concept'), 'exposed-to', 'Exposed to');

/** One ActivityDefinition for each intervention: arms, exposure and protocol share it. */
export function emitIntervention(
  scope: Scope,
  intervention: Intervention,
  index: number,
): Emitted<ActivityDefinition> {
  const suffix = `int-${index + 1}`;
  const title = titleOf(scope, intervention, index);
  const kind = requestKind(scope, intervention);
  const subject = productOf(scope, intervention, title);
  const type = conceptOf(scope, intervention.type, (table, row) => [verbatim(table, row)]);
  const head = canonicalHead(scope, {
    resourceType: 'ActivityDefinition',
    profile: 'intervention',
    role: 'intervention',
    suffix,
  });
  const resource = compact<ActivityDefinition>({
    resourceType: 'ActivityDefinition',
    ...head,
    text: interventionNarrative(scope, intervention, title),
    extension: intervention.otherNames.flatMap((name) =>
      textExtension(scope, structureDefinition('ext-other-name'), 'valueString', name),
    ),
    title,
    _title: mark(intervention.name),
    description: textOf(scope, intervention.description),
    _description: mark(intervention.description),
    topic: [...(head.topic ?? []), ...(type ? [type] : [])],
    kind,
    code: kind === 'MedicationRequest' ? undefined : subject,
    productCodeableConcept: kind === 'MedicationRequest' ? subject : undefined,
    dosage: dosageOf(scope, intervention),
  });
  return { resource, from: [intervention] };
}

/** The name as the record has it; title is required, and a nameless intervention still has its ordinal. */
export function titleOf(scope: Scope, intervention: Intervention, index: number): string {
  return textOf(scope, intervention.name) ?? `Intervention ${index + 1}`;
}

/** ActivityDefinition.kind has a required binding; a type that is no request leaves it out. */
function requestKind(
  scope: Scope,
  intervention: Intervention,
): ActivityDefinition['kind'] | undefined {
  const { type } = intervention;
  const row = type && knownRow(scope, type);
  const code = row?.targets.find(({ system }) => REQUEST_TYPES.includes(system))?.code;
  return code as ActivityDefinition['kind'] | undefined;
}

function productOf(scope: Scope, intervention: Intervention, title: string): CodeableConcept {
  return compact<CodeableConcept>({
    extension: derivationOf(intervention.name),
    coding: meshCodings(interventionTerms(scope), title),
    text: title,
  });
}

/** MeSH terms the registry derived for the conditions or the interventions, to be found by equal words. */
interface MeshTerms {
  readonly all: readonly Mesh[];
  readonly byWords: ReadonlyMap<string, readonly Mesh[]>;
}

export const conditionTerms = perTrial(({ trial }) => meshTerms(trial.conditionMeshes));
const interventionTerms = perTrial(({ trial }) => meshTerms(trial.interventionMeshes));

/** Only those whose number can stand in a coding; others are kept beside the study (registry-extensions.ts). */
function meshTerms(meshes: readonly Mesh[]): MeshTerms {
  const all = meshes.filter(
    (mesh) => isCode(mesh.id.value.trim()) && cleanText(mesh.term.value) !== undefined,
  );
  const byWords = new Map<string, Mesh[]>();
  for (const mesh of all) {
    const same = byWords.get(wordsKey(mesh.term.value));
    if (same) same.push(mesh);
    else byWords.set(wordsKey(mesh.term.value), [mesh]);
  }
  return { all, byWords };
}

const wordsKey = (text: string): string => text.trim().toLowerCase();

/** Codings of the terms that say the same words. */
export function meshCodings({ byWords }: MeshTerms, text: string): Coding[] {
  return (byWords.get(wordsKey(text)) ?? []).map(meshCoding);
}

/** Codings of the terms that none of these texts says. */
export function otherMeshCodings({ all }: MeshTerms, texts: readonly string[]): Coding[] {
  const said = new Set(texts.map(wordsKey));
  return all.filter(({ term }) => !said.has(wordsKey(term.value))).map(meshCoding);
}

const REGISTRY_DERIVED: Derivation = { method: 'registry-derived' };

function meshCoding(mesh: Mesh): Coding {
  return compact<Coding>({
    extension: [derivationExtension(mesh.id.derivation ?? REGISTRY_DERIVED)],
    ...browseCoding(mesh),
  });
}

/**
 * A browse term as a coding. Only D, C and Q numbers are MeSH; the registry's own browse tree
 * (`M9876`, `BC04`) uses the same fields for other codes.
 */
export function browseCoding(mesh: Mesh): Coding {
  const code = mesh.id.value.trim();
  const system = /^[DCQ]\d{6,9}$/u.test(code) ? MESH : sid('ctgov-browse');
  return compact<Coding>({ system, code, display: cleanText(mesh.term.value) });
}

function interventionNarrative(scope: Scope, intervention: Intervention, title: string) {
  const row = intervention.type && knownRow(scope, intervention.type);
  return narrative(scope, [
    ...line('Intervention', row ? `${title} (${row.display.toLowerCase()})` : title),
    ...paragraphs(intervention.description?.value),
    ...line('Dose', intervention.dose?.value),
    ...section('Other names', list(intervention.otherNames.map(({ value }) => value))),
  ]);
}

/** One EvidenceVariable for each intervention, which arms point to: the arm by intervention table of the study. */
export function emitExposure(
  scope: Scope,
  intervention: Intervention,
  index: number,
): Emitted<EvidenceVariable> {
  const suffix = `exp-${index + 1}`;
  const title = titleOf(scope, intervention, index);
  const head = canonicalHead(scope, {
    resourceType: 'EvidenceVariable',
    profile: 'exposure',
    role: 'exposure',
    suffix,
  });
  const resource = compact<EvidenceVariable>({
    resourceType: 'EvidenceVariable',
    ...head,
    text: narrative(scope, line('Exposure', title)),
    title: `Exposure to ${title}`,
    _title: mark(intervention.name),
    actual: false,
    characteristic: [
      {
        description: title,
        definitionByTypeAndValue: {
          type: EXPOSED_TO,
          valueReference: { reference: `ActivityDefinition/${childId(scope, `int-${index + 1}`)}` },
        },
      },
    ],
    handling: 'dichotomous',
  });
  return { resource, from: [intervention.name] };
}

/** ResearchStudy.focus: what is studied, with the registry's type and MeSH terms. */
export function focusOf(scope: Scope): NonNullable<ResearchStudy['focus']> {
  const { interventions } = scope.trial;
  const meshes = interventionTerms(scope);
  const titles = interventions.map((intervention, index) => titleOf(scope, intervention, index));
  const listed = interventions.map((intervention, index) => {
    const title = titles[index] ?? '';
    const type = conceptOf(scope, intervention.type, (table, row) => [verbatim(table, row)]);
    const concept = compact<CodeableConcept>({
      extension: derivationOf(intervention.name),
      coding: [...meshCodings(meshes, title), ...(type?.coding ?? [])],
      text: title,
    });
    const exposure = `EvidenceVariable/${childId(scope, `exp-${index + 1}`)}`;
    return { concept, reference: { reference: exposure } };
  });
  const others = otherMeshCodings(meshes, titles);
  return [...listed, ...others.map((coding) => ({ concept: { coding: [coding] } }))];
}
