import { structureDefinition } from '../../shared/canonical.ts';
import type { Code, Count, Derivation, Text } from '../../trial/values.ts';
import { isUnsignedInt } from '../clean.ts';
import { keepRaw, keepWithIssue, knownRow, textOf, type Scope } from '../scope.ts';
import { CLASSIFIERS, NCIT } from '../terms.ts';
import { compact, derivationOf, marked, textExtension, unknownCode } from './build.ts';
import { codeConcept, conceptOf, rowOf, textConcept, verbatim } from './coding.ts';
import type { CodeableConcept, Coding, Recruitment } from './types.ts';

/**
 * ResearchStudy.phase is 0..1: a set of phases becomes one concept, each member kept as its own coding.
 * The table has a row for a set too, keyed by its members in order: `PHASE2+PHASE3`.
 */
export function phaseOf(scope: Scope): CodeableConcept | undefined {
  const { phases } = scope.trial.design;
  const [first] = phases;
  if (!first) return undefined;
  if (phases.length === 1) return conceptOf(scope, first);
  const key = [...new Set(phases.map(({ value }) => value))].toSorted().join('+');
  const set = scope.context.tables.get(first.table)?.rows.get(key);
  const targets = (set?.targets ?? []).map((target): Coding => ({ ...target }));
  const rows = phases.map((phase) => ({ phase, row: rowOf(scope, phase) }));
  const words = rows.flatMap(({ phase, row }) => row?.display ?? textOf(scope, phase) ?? []);
  if (words.length === 0) return undefined;
  return compact<CodeableConcept>({
    extension: derivationOf(phases.find(({ derivation }) => derivation)),
    coding: [
      ...targets.filter(({ system }) => system !== NCIT),
      ...rows.flatMap(({ phase, row }) => (row ? [verbatim(phase.table, row)] : [])),
      ...targets.filter(({ system }) => system === NCIT),
    ],
    text: set?.display ?? words.join('/'),
  });
}

/** ResearchStudy.studyDesign: one concept for each facet of the design. */
export function studyDesignOf(scope: Scope): CodeableConcept[] {
  const { design } = scope.trial;
  return [
    conceptOf(scope, design.studyType),
    textConcept(scope, design.studyTypeText),
    conceptOf(scope, design.allocation),
    described(
      scope,
      'Intervention model',
      design.interventionModel,
      design.interventionModelDescription,
    ),
    described(scope, 'Masking', design.masking, design.maskingDescription),
    ...design.whoMasked.map((who) => conceptOf(scope, who)),
    conceptOf(scope, design.observationalModel),
    conceptOf(scope, design.timePerspective),
  ].filter((concept) => concept !== undefined);
}

/** A facet with the words that explain it, which may come without the facet itself. */
function described(
  scope: Scope,
  facet: string,
  code: Code | undefined,
  description: Text | undefined,
): CodeableConcept | undefined {
  const extension = textExtension(
    scope,
    structureDefinition('ext-facet-description'),
    'valueMarkdown',
    description,
  );
  const concept = conceptOf(scope, code);
  if (extension.length === 0) return concept;
  // The concept does not say which facet the words explain.
  if (description && !(code && knownRow(scope, code))) keepRaw(scope, description);
  const base = concept ?? { text: `${facet} (not stated)` };
  return { ...base, extension: [...(base.extension ?? []), ...extension] };
}

/** Planned or actual number of participants. */
export function recruitmentNumber(scope: Scope): Recruitment {
  const { enrollment, enrollmentType: type } = scope.trial.design;
  if (enrollment !== undefined && isUnsignedInt(enrollment.value)) {
    return numberOf(scope, enrollment, type);
  }
  if (type) scope.ledger.keep(type.value, type.place);
  if (enrollment) {
    const found = `"${enrollment.value}" is no number of participants`;
    keepWithIssue(scope, enrollment, 'field-wrong-type', found);
  }
  return {};
}

/** A number whose type is not stated counts as planned, marked so. */
function numberOf(scope: Scope, enrollment: Count, type: Code | undefined): Recruitment {
  const stated = type?.value === 'ACTUAL' || type?.value === 'ESTIMATED';
  if (type && !stated) keepWithIssue(scope, type, 'code-unknown', unknownCode(type));
  const element = type?.value === 'ACTUAL' ? 'actualNumber' : 'targetNumber';
  const defaulted: Derivation = {
    method: 'defaulted',
    sourcePath: 'design.enrollmentType',
    rule: 'enrollment-type-not-stated',
  };
  const derivation = enrollment.derivation ?? (stated ? undefined : defaulted);
  return {
    [element]: enrollment.value,
    ...(derivation && { [`_${element}`]: marked(derivation) }),
  };
}

/** What the FDA regulates. */
export function classifiersOf(scope: Scope): CodeableConcept[] {
  const { isFdaRegulatedDrug, isFdaRegulatedDevice } = scope.trial.oversight;
  const classifier = (code: string, display: string): CodeableConcept =>
    codeConcept(CLASSIFIERS, code, display);
  return [
    ...(isFdaRegulatedDrug?.value ? [classifier('fda-regulated-drug', 'FDA regulated drug')] : []),
    ...(isFdaRegulatedDevice?.value
      ? [classifier('fda-regulated-device', 'FDA regulated device')]
      : []),
  ];
}
