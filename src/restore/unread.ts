import type { Issue } from '../shared/issue.ts';
import { keyOf } from './decode/trial.ts';
import type { Element } from './decode/element.ts';

/** Elements of ResearchStudy that are read, or say nothing of the trial itself. */
const READ: ReadonlySet<string> = new Set([
  'resourceType',
  'id',
  'meta',
  'language',
  'text',
  'contained',
  'extension',
  'url',
  'identifier',
  'version',
  'name',
  'title',
  'label',
  'protocol',
  'relatedArtifact',
  'date',
  'status',
  'primaryPurposeType',
  'phase',
  'studyDesign',
  'focus',
  'condition',
  'keyword',
  'region',
  'descriptionSummary',
  'description',
  'period',
  'site',
  'associatedParty',
  'progressStatus',
  'whyStopped',
  'recruitment',
  'comparisonGroup',
  'outcomeMeasure',
  // R4: beside their R5 twins.
  'contact',
  'enrollment',
  'sponsor',
  'principalInvestigator',
]);

/** One issue for a study of someone else's making: that it is one, and which of its elements nobody reads. */
export function unreadElements(study: Element): readonly Issue[] {
  if (keyOf(study) !== undefined) return [];
  const unread = Object.keys(study.json).filter(
    (name) => !READ.has(name.startsWith('_') ? name.slice(1) : name),
  );
  const rest = unread.length === 0 ? '' : ` Not read: ${unread.slice(0, 20).join(', ')}.`;
  return [
    {
      severity: 'information',
      code: 'study-foreign',
      message: `The ResearchStudy was not made by this project; restored as far as its elements are known.${rest}`,
      expression: 'ResearchStudy',
    },
  ];
}
