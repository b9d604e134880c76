import { html, type Html } from '../../../shared/html.ts';
import type { Eligibility } from '../../../trial/trial.ts';
import type {
  Criterion,
  CriterionStatement,
  CriterionValue,
  ItemsCombination,
} from '../../../trial/understood.ts';
import {
  fact,
  factList,
  lineLink,
  marked,
  prose,
  rangesOf,
  section,
  type Reading,
} from './facts.ts';

export function eligibilitySection(reading: Reading, eligibility: Eligibility): Html {
  const { criteria, text } = eligibility;
  const side = (isExcluded: boolean): Html => {
    const own = criteria.filter(({ exclude }) => exclude === isExcluded);
    if (own.length === 0) return html``;
    return html`<h4>${isExcluded ? 'Excluded' : 'Included'} <small>${own.length}</small></h4>
      <ul class="criteria">
        ${own.map((criterion) => criterionItem(reading, criterion))}
      </ul>`;
  };
  return section('Eligibility', [
    factList([
      fact(reading, 'Sex', [eligibility.sex]),
      fact(reading, 'Minimum age', [eligibility.minimumAge]),
      fact(reading, 'Maximum age', [eligibility.maximumAge]),
      fact(reading, 'Healthy volunteers', [eligibility.healthyVolunteers]),
      fact(reading, 'Population', [eligibility.studyPopulation]),
      fact(reading, 'Sampling', [eligibility.samplingMethod]),
    ]),
    criteria.length > 0 ? html`${side(false)}${side(true)}` : prose(text),
  ]);
}

function criterionItem(reading: Reading, criterion: Criterion): Html {
  const { text, label, statements, items, itemsCombination, combination } = criterion;
  const ranges = rangesOf(reading, [text]);
  const typed = statements.map((statement) => statementText(statement));
  const how = combination === 'any-of' && typed.length > 1 ? html`<small>any of</small> ` : '';
  const parts =
    items.length === 0
      ? ''
      : html`${itemsCombination ? html`<small class="how">${itemsText(itemsCombination)}</small>` : ''}
          <ul class="criteria">
            ${items.map((item) => criterionItem(reading, item))}
          </ul>`;
  return html`${marked(
    reading,
    'li',
    ranges,
    html`${label === undefined || /^[*•-]$/.test(label) ? '' : html`<small>${label}</small> `}${text.value}
    ${lineLink(reading, ranges)}
    ${typed.length > 0 ? html`<span class="typed">${how}${typed}${partly(criterion)}</span>` : ''}
    ${parts}`,
  )}`;
}

/** Typed statements that do not say the whole criterion are no ground to decide on alone. */
function partly({ coverage }: Criterion): Html {
  if (coverage === 'full') return html``;
  return html`<small
    >${coverage === 'partial' ? 'and more in the words' : 'only mentioned'}</small
  >`;
}

function itemsText(combination: ItemsCombination): string {
  if (combination.code === 'at-least') return `at least ${combination.threshold} of`;
  return combination.code === 'all-of' ? 'all of' : 'any of';
}

function statementText({
  type,
  value,
  offset,
  condition,
  event,
  rule,
  excerpt,
}: CriterionStatement): Html {
  const values = value.kind === 'any-of' ? value.values : [value];
  const words = [
    type.text ?? type.display,
    values.map(valueText).join(' or '),
    offset === undefined ? '' : `× ${offset === 'UNL' ? 'upper' : 'lower'} limit of normal`,
    event === undefined ? '' : `before ${event}`,
    condition === undefined ? '' : `(${condition})`,
  ];
  return html`<span class="chip" title="${rule}: ${excerpt}"
    >${words.filter((word) => word !== '').join(' ')}</span
  >`;
}

const SIGNS = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' } as const;

function valueText(value: CriterionValue): string {
  switch (value.kind) {
    case 'quantity':
      return [value.comparator && SIGNS[value.comparator], value.value, value.unit]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'range':
      return `${[value.low, value.high].filter((one) => one !== undefined).join('–')} ${value.unit ?? ''}`.trim();
    case 'code':
      return value.text ?? value.display;
    case 'boolean':
      return value.value ? 'yes' : 'no';
    case 'text':
    default:
      return value.text;
  }
}
