/**
 * A ResearchStudy of someone else's making: words where this project writes registry codes, criteria where
 * its servers put them. What words say is read by the rules for pages, and marked as normalized.
 */
import { codeIn } from '../parse/codes.ts';
import { readDesignLine } from '../parse/page/design-line.ts';
import { phasesOfField } from '../parse/phases.ts';
import { present } from '../parse/present.ts';
import type { Arm, Design, Eligibility, StatusInfo, Trial } from '../trial/trial.ts';
import type { Code, DatePoint } from '../trial/values.ts';
import { conceptWords } from './decode/concepts.ts';
import { allAt, at, textAt, type Element, type StandardCodes } from './decode/element.ts';
import type { Library } from './resources.ts';

export function readForeignWords(trial: Trial, study: Element, library: Library): Trial {
  return {
    ...trial,
    status: withDays(trial.status),
    design: readDesignWords(trial.design, study),
    arms: trial.arms.map((arm) => withType(arm, study.standard)),
    eligibility: readEnrollment(trial.eligibility, study, library),
  };
}

/** Others give a point in time; the day is as far as registries go. */
function withDays(status: StatusInfo): StatusInfo {
  return present({
    ...status,
    start: status.start && withDay(status.start),
    completion: status.completion && withDay(status.completion),
  });
}

function withDay(point: DatePoint): DatePoint {
  const { value } = point.date;
  if (!/^\d{4}-\d{2}-\d{2}T/.test(value)) return point;
  const derivation = {
    method: 'normalized',
    rule: 'day-of-point-in-time',
    excerpt: value,
  } as const;
  return { ...point, date: { ...point.date, value: value.slice(0, 10), derivation } };
}

/** Facets named in words (`Allocation: Randomized`), where no coding says them. */
function readDesignWords(design: Design, study: Element): Design {
  const words = allAt(study, 'studyDesign').flatMap((facet) => conceptWords(facet)?.value ?? []);
  const { facets, whoMasked } = readDesignLine(words.join(', '), study.place);
  const [alone] = words.flatMap((word) => codeIn('ctgov-study-type', word, study.place) ?? []);
  const { studyTypeText, ...known } = design;
  const studyType = known.studyType ?? facets.studyType ?? alone;
  return present({
    ...facets,
    ...known,
    studyType,
    studyTypeText: studyType || Object.keys(facets).length > 0 ? undefined : studyTypeText,
    phases: known.phases.flatMap(phaseOf),
    whoMasked: known.whoMasked.length > 0 ? known.whoMasked : whoMasked,
  });
}

function phaseOf(phase: Code): readonly Code[] {
  const codes = phasesOfField(phase.value);
  if (codes.length === 0) return [phase];
  const derivation = {
    method: 'normalized',
    rule: 'code-from-words',
    excerpt: phase.value,
  } as const;
  return codes.map((value) => ({ ...phase, value, derivation }));
}

function withType(arm: Arm, standard: StandardCodes): Arm {
  const { type } = arm;
  const value = type && standard.ofWords(type.table, type.value);
  if (!type || value === undefined) return arm;
  const derivation = {
    method: 'normalized',
    rule: 'code-from-words',
    excerpt: type.value,
  } as const;
  return { ...arm, type: { ...type, value, derivation } };
}

/** R4 has the criteria at the Group of the enrollment, some servers only as its display. */
function readEnrollment(eligibility: Eligibility, study: Element, library: Library): Eligibility {
  if (eligibility.text) return eligibility;
  const [enrollment] = allAt(study, 'enrollment');
  const recruited = at(at(study, 'recruitment'), 'eligibility');
  const reference = enrollment ?? recruited;
  const group = library.resolve(reference, study);
  const text = (group && textAt(group, 'description')) ?? textAt(reference, 'display');
  return text ? { ...eligibility, text } : eligibility;
}
