import type { TargetCoding } from './tables.ts';

const R4_PHASE = 'http://terminology.hl7.org/CodeSystem/research-study-phase';
const NCIT = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';

export interface PhaseSet {
  readonly text: string;
  readonly targets: readonly TargetCoding[];
}

/**
 * ResearchStudy.phase is 0..1 while a registry lists several: the codes are of the whole set (MAPPING 6.2).
 * A ConceptMap row is of one code, so the sets live here.
 */
const SETS: Readonly<Record<string, PhaseSet>> = {
  'PHASE1+PHASE2': {
    text: 'Phase 1/Phase 2',
    targets: [
      { system: R4_PHASE, code: 'phase-1-phase-2', display: 'Phase 1/Phase 2' },
      { system: NCIT, code: 'C15693', display: 'Phase I/II Trial' },
    ],
  },
  'PHASE2+PHASE3': {
    text: 'Phase 2/Phase 3',
    targets: [
      { system: R4_PHASE, code: 'phase-2-phase-3', display: 'Phase 2/Phase 3' },
      { system: NCIT, code: 'C15694', display: 'Phase II/III Trial' },
    ],
  },
  'PHASE1+PHASE3': {
    text: 'Phase 1/Phase 3',
    targets: [{ system: NCIT, code: 'C198367', display: 'Phase I/III Trial' }],
  },
  'PHASE1+PHASE2+PHASE3': {
    text: 'Phase 1/2/3',
    targets: [{ system: NCIT, code: 'C198366', display: 'Phase I/II/III Trial' }],
  },
  'PHASE3+PHASE4': {
    text: 'Phase 3/Phase 4',
    targets: [{ system: NCIT, code: 'C217025', display: 'Phase III/IV Trial' }],
  },
  'PHASE2+PHASE3+PHASE4': {
    text: 'Phase 2/3/4',
    targets: [{ system: NCIT, code: 'C217024', display: 'Phase II/III/IV Trial' }],
  },
};

/** The codes of a set of several phases, in whatever order the registry lists them. */
export function phaseSet(phases: readonly string[]): PhaseSet | undefined {
  return SETS[[...new Set(phases)].toSorted().join('+')];
}
