/**
 * One reader for each field a page labels. A reader says what it read, or nothing where the words are
 * no value of that field: then they are looked at again as if they had no label.
 */
import type { Place } from '../../shared/issue.ts';
import type { Code, DatePoint, Text } from '../../trial/values.ts';
import type { Design, Intervention, Outcome, OutcomeKind, Trial } from '../../trial/trial.ts';
import { codeIn } from '../codes.ts';
import { countWords as words } from '../flat/features.ts';
import { typedName } from '../flat/intervention-line.ts';
import { splitOutcomes } from '../flat/outcome-split.ts';
import { takeApart } from '../lists.ts';
import { dateFromWords, isPartialDate } from '../partial-date.ts';
import { phasesOfField } from '../phases.ts';
import { present } from '../present.ts';
import { recognizeRegistry } from '../registry-ids.ts';
import type { PageField } from './labels.ts';
import type { Paragraph } from './sections.ts';

export type Found = Partial<Omit<Trial, 'design' | 'status' | 'eligibility' | 'titles'>> & {
  readonly design?: Partial<Design>;
  readonly status?: Partial<Trial['status']>;
  readonly eligibility?: Partial<Trial['eligibility']>;
  readonly titles?: Partial<Trial['titles']>;
};

export type Reader = (paragraph: Paragraph) => Found | undefined;

const plain = ({ value, place }: Paragraph): Text => ({ value, place });

/** Fields whose value is the one paragraph after the label. */
export const READERS: Partial<Record<PageField, Reader>> = {
  trialId: (paragraph) => readIds(paragraph, 'registry'),
  otherIds: (paragraph) => readIds(paragraph, 'secondary'),
  phase: (paragraph) => {
    const phases = phasesOfField(paragraph.value).map((code) =>
      normalized(code, 'ctgov-phase', paragraph),
    );
    return phases.length > 0 ? { design: { phases } } : undefined;
  },
  studyType: (paragraph) => {
    if (words(paragraph.value) > 8) return undefined;
    const studyType = codeIn('ctgov-study-type', paragraph.value, paragraph.place);
    return { design: studyType ? { studyType } : { studyTypeText: plain(paragraph) } };
  },
  status: (paragraph) => {
    const overall = codeIn('ctgov-overall-status', paragraph.value, paragraph.place);
    return overall && { status: { overall } };
  },
  startDate: (paragraph) => {
    const start = readDate(paragraph);
    return start && { status: { start } };
  },
  completionDate: (paragraph) => {
    const completion = readDate(paragraph);
    return completion && { status: { completion } };
  },
  title: (paragraph) =>
    words(paragraph.value) > 2 ? { titles: { brief: plain(paragraph) } } : undefined,
  officialTitle: (paragraph) =>
    words(paragraph.value) > 2 ? { titles: { official: plain(paragraph) } } : undefined,
  acronym: (paragraph) =>
    words(paragraph.value) < 4 ? { titles: { acronym: plain(paragraph) } } : undefined,
  condition: (paragraph) =>
    paragraph.value.length > 300 ? undefined : { conditions: readList(paragraph, 'conditions') },
  intervention: (paragraph) =>
    paragraph.value.length > 1000 ? undefined : { interventions: readInterventions(paragraph) },
  sponsor: (paragraph) =>
    words(paragraph.value) > 15 ? undefined : { leadSponsor: { name: plain(paragraph) } },
  enrollment: (paragraph) => {
    const [, digits] =
      /^(\d{1,7}|\d{1,3}(?:,\d{3})+) ?(?:participants|patients|subjects|people|teilnehmer|patienten|probanden|participantes|pacientes|例|名|人)?\.?$/i.exec(
        paragraph.value,
      ) ?? [];
    const value = Number(digits?.replaceAll(',', ''));
    return digits === undefined
      ? undefined
      : { design: { enrollment: { value, place: paragraph.place } } };
  },
  sex: (paragraph) => {
    const sex = codeIn('ctgov-sex', paragraph.value, paragraph.place);
    return sex && { eligibility: { sex } };
  },
  minimumAge: (paragraph) => {
    const minimumAge = readAge(paragraph);
    return minimumAge && { eligibility: { minimumAge } };
  },
  maximumAge: (paragraph) => {
    const maximumAge = readAge(paragraph);
    return maximumAge && { eligibility: { maximumAge } };
  },
  keywords: (paragraph) => ({ keywords: readList(paragraph, 'keywords') }),
  primaryOutcomes: (paragraph) => ({ outcomes: readOutcomes(paragraph, 'primary') }),
  secondaryOutcomes: (paragraph) => ({ outcomes: readOutcomes(paragraph, 'secondary') }),
  otherOutcomes: (paragraph) => ({ outcomes: readOutcomes(paragraph, 'other') }),
  ages: (paragraph) => {
    const ages = readAges(paragraph);
    return ages && { eligibility: ages };
  },
  healthyVolunteers: ({ value: excerpt, place }) => {
    const [, no] = /^(?:(?:yes|ja|oui|sí|是)|(no|nein|non|否))\.?$/i.exec(excerpt) ?? [
      undefined,
      '',
    ];
    if (no === '') return undefined;
    const derivation = { method: 'normalized', rule: 'code-from-words', excerpt } as const;
    return { eligibility: { healthyVolunteers: { value: no === undefined, place, derivation } } };
  },
};

function normalized(value: string, table: string, { value: excerpt, place }: Paragraph): Code {
  return {
    value,
    table,
    place,
    derivation: { method: 'normalized', rule: 'code-from-words', excerpt },
  };
}

const AGE_UNITS: Readonly<Record<string, RegExp>> = {
  Years: /^(?:years?|周?岁|jahre?|ans|años?)$/i,
  Months: /^(?:months?|个?月|monate?|mois|mes(?:es)?)$/i,
  Weeks: /^(?:weeks?|周|wochen?|semaines?|semanas?)$/i,
  Days: /^(?:days?|天|日|tage?|jours?|días?)$/i,
};

/** An age as the registry writes it; one in another language in the registry's words. */
function readAge(paragraph: Paragraph): Text | undefined {
  const { value } = paragraph;
  if (/^\d{1,3} (?:years?|months?|weeks?|days?)(?: old)?$/i.test(value)) return plain(paragraph);
  const [, number, word = ''] = /^(\d{1,3})\s?(\p{L}{1,8})$/u.exec(value) ?? [];
  return ageOf(paragraph, number, word);
}

function ageOf(
  { value: excerpt, place }: Paragraph,
  number: string | undefined,
  word: string,
): Text | undefined {
  const unit = Object.keys(AGE_UNITS).find((name) => AGE_UNITS[name]?.test(word));
  if (number === undefined || unit === undefined) return undefined;
  const value = `${number} ${unit}`;
  if (value === excerpt) return { value, place };
  return { value, place, derivation: { method: 'normalized', rule: 'age-from-words', excerpt } };
}

/** `18 Years to 75 Years (Adult, Older Adult)`, `18-75岁`. */
const AGES =
  /^(\d{1,3}) ?(\p{L}{1,8})? ?(?:to|-|–|~|～|至|到|bis|à|a) ?(\d{1,3}) ?(\p{L}{1,8})(?: \([^()]{0,60}\))?$/u;
const AND_OLDER =
  /^(?:≥ ?)?(\d{1,3}) ?(\p{L}{1,8}?)(?: and (?:older|over)| or older| und älter| et plus| o más|及?以上)(?: \([^()]{0,60}\))?$/u;

function readAges(paragraph: Paragraph): Partial<Trial['eligibility']> | undefined {
  const [, low, lowUnit, high, highUnit = ''] = AGES.exec(paragraph.value) ?? [];
  const [, least, unit = ''] = AND_OLDER.exec(paragraph.value) ?? [];
  const minimumAge = ageOf(paragraph, low ?? least, lowUnit ?? (low ? highUnit : unit));
  const maximumAge = ageOf(paragraph, high, highUnit);
  if (!minimumAge || (high !== undefined && !maximumAge)) return undefined;
  return { minimumAge, ...(maximumAge && { maximumAge }) };
}

/** A registry's own number, or anything short with a digit in it for a secondary one. */
function readIds(paragraph: Paragraph, kind: 'registry' | 'secondary'): Found | undefined {
  const ids = paragraph.value.split(/[\s,;|]+/).filter((id) => id !== '');
  if (!ids.every((id) => /\d/.test(id) && id.length <= 40) || ids.length > 20) return undefined;
  const identifiers = ids.map((id, index) => {
    const registry = recognizeRegistry(id);
    const isMain = kind === 'registry' && index === 0 && registry !== undefined;
    return present({
      kind: isMain ? ('registry' as const) : ('secondary' as const),
      id: { value: id, place: paragraph.place },
      registry,
    });
  });
  const main = identifiers.find((identifier) => identifier.kind === 'registry');
  const isCtgov = main?.registry === 'ctgov';
  return present({
    identifiers,
    registry: main?.registry,
    page: isCtgov ? `https://clinicaltrials.gov/study/${main.id.value}` : undefined,
  });
}

function readDate(paragraph: Paragraph): DatePoint | undefined {
  const { value, place } = paragraph;
  if (isPartialDate(value)) return { date: { value, place } };
  const date = dateFromWords(value);
  return date === undefined
    ? undefined
    : {
        date: {
          value: date,
          place,
          derivation: { method: 'normalized', rule: 'date-from-words', excerpt: value },
        },
      };
}

/** A bullet or number before an item; a number with a figure after it is part of the words. */
export const ITEM_MARK = /^\s*(?:[*•·-]\s+|[（(]?\d{1,2}(?:[.)]\s+|[.)）、．](?=[^\s\d])))/;

/** Items of a list: lines, or parts between `|` or `;`. */
function listItems(paragraph: Paragraph): readonly Text[] {
  return paragraph.lines.flatMap(({ number, text }) =>
    text
      .split(/[|;；]/)
      .map((item) => item.replace(ITEM_MARK, '').trim())
      .filter((item) => item !== '')
      .map((value) => ({ value, place: linePlace(number) })),
  );
}

const linePlace = (number: number): Place => ({ kind: 'lines', first: number, last: number });

export function readList(paragraph: Paragraph, path: string): readonly Text[] {
  return listItems(paragraph).flatMap((item, index) => takeApart(item, `${path}[${index}]`).value);
}

function readInterventions(paragraph: Paragraph): readonly Intervention[] {
  return listItems(paragraph).flatMap((item, index) => {
    const { type: typeWords, name: rest } = typedName(item.value);
    const type = codeIn('ctgov-intervention-type', typeWords ?? '', item.place);
    const name = type ? { ...item, value: rest } : item;
    return takeApart(name, `interventions[${index}].name`).value.map((part) =>
      present({ type, name: part, armGroupLabels: [], otherNames: [] }),
    );
  });
}

function readOutcomes(paragraph: Paragraph, kind: OutcomeKind): readonly Outcome[] {
  const items = paragraph.lines.flatMap(({ number, text }) =>
    text
      .split(/\||[;；](?=\s*[（(]?\d{1,2}[.)）、．])/)
      .map((item) => item.replace(ITEM_MARK, '').trim())
      .filter((item) => item !== '')
      .map((value) => ({ value, place: linePlace(number) })),
  );
  return splitOutcomes(items.map(({ value }) => value)).flatMap((parts, index) => {
    const source = items[index];
    if (!source) return [];
    const textAt = (value: string | undefined): Text | undefined =>
      value === undefined ? undefined : { value, place: source.place };
    return [
      present({
        kind,
        measure: { value: parts.measure, place: source.place },
        description: textAt(parts.description),
        timeFrame: textAt(parts.timeFrame),
        sourceText: source,
      }),
    ];
  });
}
