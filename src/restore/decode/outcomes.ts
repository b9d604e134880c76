import type { Issue } from '../../shared/issue.ts';
import { asText } from '../../shared/json.ts';
import { present } from '../../parse/present.ts';
import type { Outcome, OutcomeKind } from '../../trial/trial.ts';
import type { Library } from '../resources.ts';
import { codeIn } from './concepts.ts';
import { allAt, at, ownExtension, textAt, textPart, type Element } from './element.ts';

const KINDS: Readonly<Record<string, OutcomeKind>> = { PRIMARY: 'primary', SECONDARY: 'secondary' };

/** Outcomes in the order of ResearchStudy.outcomeMeasure, their words from the EvidenceVariable. */
export function decodeOutcomes(
  study: Element,
  library: Library,
  issues: Issue[],
): readonly Outcome[] {
  return allAt(study, 'outcomeMeasure').flatMap((measure, index) => {
    const reference = at(measure, 'reference');
    const variable = library.resolve(reference, study);
    const target = asText(reference.json['reference']);
    if (!variable && target !== '') {
      issues.push({
        severity: 'warning',
        code: 'restore-incomplete',
        message: `${target} is not in the bundle; of the outcome only what the study says is restored.`,
        expression: `ResearchStudy.outcomeMeasure[${index}]`,
      });
    }
    return decodeOutcome(measure, variable);
  });
}

function decodeOutcome(measure: Element, variable: Element | undefined): readonly Outcome[] {
  const name = variable ? textAt(variable, 'title') : undefined;
  const isDerived = variable !== undefined && variable.json['title'] !== undefined && !name;
  const words = isDerived ? undefined : (name ?? textAt(measure, 'name'));
  if (!words) return [];
  const [frame] = variable
    ? allAt(variable, 'characteristic').flatMap((each) => allAt(each, 'timeFromEvent'))
    : [];
  return [
    present({
      kind: kindOf(measure),
      measure: words,
      description: textAt(variable ?? measure, 'description'),
      timeFrame: frame && textAt(frame, 'description'),
      sourceText: variable && textPart(ownExtension(variable, 'ext-source-text'), 'text'),
    }),
  ];
}

function kindOf(measure: Element): OutcomeKind {
  const [type] = allAt(measure, 'type');
  const code = type && codeIn(type, 'ctgov-outcome-type')?.value;
  return (code === undefined ? undefined : KINDS[code]) ?? 'other';
}
