import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import { present, presentOrNothing } from '../../parse/present.ts';
import type { Design } from '../../trial/trial.ts';
import type { Code, Count, Text } from '../../trial/values.ts';
import { codeIn, codeOrText, codesIn, conceptText, hasSystem } from './concepts.ts';
import {
  allAt,
  at,
  codePart,
  countAt,
  countPart,
  derivationOf,
  extensionsAt,
  flagPart,
  ownExtension,
  sourced,
  textAt,
  textPart,
  type Element,
} from './element.ts';

export function decodeDesign(study: Element): Design {
  const facets = allAt(study, 'studyDesign');
  const facet = (table: string): Code | undefined =>
    facets.flatMap((each) => codeIn(each, table) ?? [])[0];
  const access = ownExtension(study, 'ext-expanded-access');
  const observational = ownExtension(study, 'ext-observational-design');
  return present({
    studyType: facet('ctgov-study-type'),
    studyTypeText: studyTypeWords(facets),
    phases: decodePhases(at(study, 'phase')),
    allocation: facet('ctgov-allocation'),
    interventionModel: facet('ctgov-intervention-model'),
    interventionModelDescription: described(facets, 'ctgov-intervention-model'),
    primaryPurpose: codeOrText(at(study, 'primaryPurposeType'), 'ctgov-primary-purpose'),
    observationalModel: facet('ctgov-observational-model'),
    timePerspective: facet('ctgov-time-perspective'),
    masking: facet('ctgov-masking'),
    maskingDescription: described(facets, 'ctgov-masking'),
    whoMasked: facets.flatMap((each) => codeIn(each, 'ctgov-who-masked') ?? []),
    ...decodeEnrollment(at(study, 'recruitment')),
    patientRegistry: flagPart(observational, 'patientRegistry'),
    targetDuration: textPart(observational, 'targetDuration'),
    bioSpecRetention: codePart(observational, 'biospecRetention', 'ctgov-biospec-retention'),
    bioSpecDescription: textPart(observational, 'biospecDescription'),
    expandedAccessTypes: presentOrNothing({
      individual: flagPart(access, 'individual'),
      intermediate: flagPart(access, 'intermediate'),
      treatment: flagPart(access, 'treatment'),
    }),
    nPtrsToThisExpAccNctId: countPart(access, 'patientCount'),
  });
}

const FACET_DESCRIPTION = structureDefinition('ext-facet-description');

/** Words where a study type should be, of a record whose study types are no codes. */
function studyTypeWords(facets: readonly Element[]): Text | undefined {
  const wordy = facets.find(
    (each) =>
      allAt(each, 'coding').length === 0 && extensionsAt(each, FACET_DESCRIPTION).length === 0,
  );
  return wordy && conceptText(wordy);
}

function described(facets: readonly Element[], table: string): Text | undefined {
  const facet = facets.find((each) => hasSystem(each, codeSystem(table)));
  const [extension] = facet ? extensionsAt(facet, FACET_DESCRIPTION) : [];
  return extension && textAt(extension, 'valueMarkdown');
}

/** Every member of the phase set; one phase nobody knows is its words. */
function decodePhases(phase: Element): readonly Code[] {
  const codes = codesIn(phase, 'ctgov-phase');
  // The table has rows for sets too (`PHASE2+PHASE3`), which a standard code may stand for.
  if (codes.length > 0) {
    return codes.flatMap((code) => code.value.split('+').map((value) => ({ ...code, value })));
  }
  const words = codeOrText(phase, 'ctgov-phase');
  return words ? [words] : [];
}

/** Of a number whose type the record does not state, only the type is defaulted. */
const TYPE_NOT_STATED = 'enrollment-type-not-stated';

function decodeEnrollment(
  recruitment: Element,
): Partial<Pick<Design, 'enrollment' | 'enrollmentType'>> {
  const actual = countAt(recruitment, 'actualNumber');
  if (actual) return { enrollment: actual, enrollmentType: typeOf(actual, 'ACTUAL') };
  const value = recruitment.json['targetNumber'];
  if (typeof value !== 'number') return {};
  const derivation = derivationOf(at(recruitment, '_targetNumber'));
  if (derivation?.rule === TYPE_NOT_STATED) {
    return { enrollment: { value, place: recruitment.place } };
  }
  const target = sourced(recruitment, value, derivation);
  return target ? { enrollment: target, enrollmentType: typeOf(target, 'ESTIMATED') } : {};
}

const typeOf = ({ place }: Count, value: string): Code => ({
  value,
  place,
  table: 'ctgov-date-type',
});
