/** A trial as a registry's page shows it, in that order, each value with its lines of the record. */
import { html, type Html } from '../../../shared/html.ts';
import type { Trial, TrialIdentifier } from '../../../trial/trial.ts';
import type { DatePoint } from '../../../trial/values.ts';
import { armsSection, designSection, outcomesSection } from './design.ts';
import { eligibilitySection } from './eligibility.ts';
import {
  code,
  fact,
  factList,
  lineLink,
  marked,
  prose,
  rangesOf,
  section,
  type Reading,
} from './facts.ts';
import { sitesSection } from './sites.ts';

export function trialSections(reading: Reading, trial: Trial): Html {
  return html`<div class="trial">
    ${identity(reading, trial)} ${status(reading, trial)} ${text(reading, trial)}
    ${designSection(reading, trial)} ${armsSection(reading, trial)}
    ${outcomesSection(reading, trial.outcomes)} ${eligibilitySection(reading, trial.eligibility)}
    ${contacts(reading, trial)} ${sitesSection(reading, trial.sites)} ${references(reading, trial)}
  </div>`;
}

function identity(reading: Reading, { identifiers, titles, page }: Trial): Html {
  const own = (kinds: readonly TrialIdentifier['kind'][]): readonly TrialIdentifier['id'][] =>
    identifiers.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const number = own(['registry']);
  const [first] = number;
  return section('Identity', [
    factList([
      fact(
        reading,
        'Registry number',
        number,
        first && page !== undefined ? webLink(page, first.value) : undefined,
      ),
      fact(reading, 'Other numbers', own(['alias', 'organization', 'secondary'])),
      fact(reading, 'Acronym', [titles.acronym]),
      fact(reading, 'Official title', [titles.official]),
    ]),
  ]);
}

function status(reading: Reading, trial: Trial): Html {
  const { overall, whyStopped, start, completion, registrationDates } = trial.status;
  const updated = registrationDates.find(({ activity }) => activity === 'update-posting');
  const dated = (label: string, point: DatePoint | undefined): Html => {
    const kind = code(reading, point?.type).toLowerCase().split(' (')[0] ?? '';
    const shown = `${point?.date.value ?? ''}${kind === '' ? '' : ` (${kind})`}`;
    return fact(reading, label, [point?.date, point?.type], shown);
  };
  return section('Status', [
    factList([
      fact(reading, 'Recruitment', [overall]),
      fact(reading, 'Why stopped', [whyStopped]),
      dated('Start', start),
      dated('Completion', completion),
      dated('Last update posted', updated),
      fact(reading, 'Sponsor', [trial.leadSponsor?.name]),
      fact(
        reading,
        'Collaborators',
        trial.collaborators.map(({ name }) => name),
      ),
    ]),
  ]);
}

function text(reading: Reading, trial: Trial): Html {
  const { briefSummary, detailedDescription, conditions, keywords } = trial;
  const block = (title: string, value: typeof briefSummary): Html => {
    if (!value) return html``;
    const ranges = rangesOf(reading, [value]);
    return section(title, [
      marked(reading, 'div', ranges, html`${prose(value)} ${lineLink(reading, ranges)}`),
    ]);
  };
  return html`${block('Summary', briefSummary)}${block('Description', detailedDescription)}${section(
    'Conditions',
    [factList([fact(reading, 'Conditions', conditions), fact(reading, 'Keywords', keywords)])],
  )}`;
}

function contacts(reading: Reading, { officials, centralContacts }: Trial): Html {
  return section('People', [
    factList([
      ...officials.map(({ name, role, affiliation }) =>
        fact(reading, code(reading, role) || 'Official', [name, affiliation]),
      ),
      ...centralContacts.map(({ name, phone, email }) =>
        fact(reading, 'Contact', [name, phone, email]),
      ),
    ]),
  ]);
}

function references(reading: Reading, { references: cited, seeAlso }: Trial): Html {
  const items = [
    ...cited.map(({ citation, pmid }) => ({ words: citation ?? pmid, address: undefined })),
    ...seeAlso.map(({ label, url }) => ({ words: label ?? url, address: url?.value })),
  ].flatMap(({ words, address }) => {
    if (!words) return [];
    const ranges = rangesOf(reading, [words]);
    const shown = address === undefined ? words.value : webLink(address, words.value);
    return [marked(reading, 'li', ranges, html`${shown} ${lineLink(reading, ranges)}`)];
  });
  return section(
    'References',
    items.length === 0
      ? []
      : [
          html`<ul class="entries">
            ${items}
          </ul>`,
        ],
  );
}

/** A link to the web where the record's text is one, else the words alone. */
function webLink(address: string, words: string): Html {
  return /^https?:\/\//.test(address) && URL.canParse(address)
    ? html`<a href="${address}" rel="noreferrer">${words}</a>`
    : html`${words}`;
}
