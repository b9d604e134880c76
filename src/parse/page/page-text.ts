/**
 * A web page about a trial, scraped as text: labels with values, often empty, and paragraphs without a label.
 *
 * Invariant: every non-empty line is read, or named in a `line-unused` issue; those that belong to the
 * record and not to the page are leftovers as well. Nothing of the page's own furniture enters the Trial.
 */
import type { Issue, Noted } from '../../shared/issue.ts';
import { placeText } from '../../shared/issue.ts';
import { EMPTY_TRIAL } from '../../trial/empty-trial.ts';
import type { Design, Leftover, Trial } from '../../trial/trial.ts';
import { isBlank, quote, type Line } from '../lines.ts';
import { present } from '../present.ts';
import { readDesignLine } from './design-line.ts';
import { isFurniture } from './furniture.ts';
import { ITEM_MARK, READERS, readList, type Found } from './readers.ts';
import { joined, toSections, type Paragraph, type Section } from './sections.ts';
import { kindOfParagraph } from './unlabelled.ts';

interface PageRead {
  trial: Trial;
  readonly issues: Issue[];
  readonly leftovers: Leftover[];
}

export function readPageText(lines: readonly Line[]): Noted<Trial> {
  const read: PageRead = { trial: EMPTY_TRIAL, issues: [], leftovers: [] };
  const [head, ...sections] = withoutFurniture(toSections(lines), read);
  const pool: Pooled[] = [...readHead(head, read)];
  const seen = new Set<Section['field']>();
  for (const section of sections) {
    const isAgain = seen.has(section.field) && !GROWING.has(section.field);
    const rest = isAgain ? pooled(section.paragraphs, undefined) : readSection(section, read);
    for (const paragraph of rest) pool.push(paragraph);
    if (section.paragraphs.length > 0) seen.add(section.field);
  }
  readUnlabelled(pool, read);
  return {
    value: { ...read.trial, leftovers: read.leftovers },
    issues: read.issues,
  };
}

/** Fields to which a second label of the kind adds; of any other field the first one counts. */
const GROWING: ReadonlySet<Section['field']> = new Set([
  'trialId',
  'otherIds',
  'condition',
  'intervention',
  'keywords',
  'primaryOutcomes',
  'secondaryOutcomes',
  'otherOutcomes',
  'unread',
  'eligibility',
  'inclusion',
  'exclusion',
] as const);

/** A paragraph no label explains, with the label it follows. */
interface Pooled {
  readonly paragraph: Paragraph;
  readonly after: Section['field'];
}

function withoutFurniture(sections: readonly Section[], read: PageRead): readonly Section[] {
  return sections.map(({ field, paragraphs }) => ({
    field,
    paragraphs: paragraphs.filter((paragraph) => {
      if (!isFurniture(paragraph.value)) return true;
      read.issues.push(
        unused(
          paragraph,
          'it belongs to the page, not to the record; kept in the source document only',
        ),
      );
      return false;
    }),
  }));
}

const unused = ({ value, place }: Paragraph, what: string): Issue => ({
  severity: 'information',
  code: 'line-unused',
  message: `${quote(value, 160)} has no place in the trial: ${what}.`,
  place,
});

/** Before the first label stands the page's heading, which is the title. */
function readHead(head: Section | undefined, read: PageRead): readonly Pooled[] {
  const [title, ...rest] = head?.paragraphs ?? [];
  if (!title) return [];
  const [first, ...others] = title.lines;
  if (first) {
    const place = { kind: 'lines', first: first.number, last: first.number } as const;
    add(read, { titles: { brief: { value: first.text.trim(), place } } });
  }
  const more = others.filter((line) => !isBlank(line)).map((line) => paragraphOf(line));
  return [...more, ...rest].map((paragraph) => ({ paragraph, after: undefined }));
}

function paragraphOf(line: Line): Paragraph {
  const place = { kind: 'lines', first: line.number, last: line.number } as const;
  return { value: line.text.trim(), place, lines: [line] };
}

function readSection({ field, paragraphs }: Section, read: PageRead): readonly Pooled[] {
  const [first, ...rest] = paragraphs;
  if (!first || field === undefined) return [];
  const facet = FACETS[field];
  if (facet !== undefined) return [...readDesign(first, facet, read), ...pooled(rest, 'design')];
  if (field === 'unread') {
    keep(first, read);
    return pooled(rest, field);
  }
  const text = TEXT_FIELDS[field];
  if (!text) return readField(field, paragraphs, read);
  const block = joined(paragraphs);
  if (block) add(read, text(read.trial, block));
  return [];
}

function readField(
  field: NonNullable<Section['field']>,
  paragraphs: readonly Paragraph[],
  read: PageRead,
): readonly Pooled[] {
  const [first, ...rest] = paragraphs;
  const found = first && READERS[field]?.(first);
  if (!found) return pooled(paragraphs, field);
  replaceTitle(read, found);
  add(read, found);
  const listed = LISTS.has(field) ? listedOf(rest) : [];
  for (const paragraph of listed) add(read, READERS[field]?.(paragraph) ?? {});
  return pooled(rest.slice(listed.length), field);
}

/** Fields whose items may stand a blank line apart. */
const LISTS: ReadonlySet<Section['field']> = new Set([
  'condition',
  'intervention',
  'primaryOutcomes',
  'secondaryOutcomes',
  'otherOutcomes',
] as const);

/** The paragraphs up to the first that has a line without bullet or number. */
function listedOf(paragraphs: readonly Paragraph[]): readonly Paragraph[] {
  const end = paragraphs.findIndex(({ lines }) => !lines.every(({ text }) => ITEM_MARK.test(text)));
  return end === -1 ? paragraphs : paragraphs.slice(0, end);
}

/** A labelled title is the title; what stood above the first label is then the page's own. */
function replaceTitle({ trial, issues, leftovers }: PageRead, found: Found): void {
  const { brief } = trial.titles;
  if (!brief || !found.titles?.brief || found.titles.brief.value === brief.value) return;
  keep({ ...brief, lines: [] }, { trial, issues, leftovers });
}

const pooled = (paragraphs: readonly Paragraph[], after: Section['field']): readonly Pooled[] =>
  paragraphs.map((paragraph) => ({ paragraph, after }));

type TextField = (trial: Trial, block: NonNullable<ReturnType<typeof joined>>) => Found;

/** Fields that may run over many paragraphs, up to the next label. */
const TEXT_FIELDS: Partial<Record<NonNullable<Section['field']>, TextField>> = {
  summary: (_, briefSummary) => ({ briefSummary }),
  description: (_, detailedDescription) => ({ detailedDescription }),
  eligibility: (trial, block) => ({ eligibility: { text: withHeading(trial, '', block) } }),
  inclusion: (trial, block) => ({
    eligibility: { text: withHeading(trial, 'Inclusion Criteria:', block) },
  }),
  exclusion: (trial, block) => ({
    eligibility: { text: withHeading(trial, 'Exclusion Criteria:', block) },
  }),
};

/** Criteria under labels of their own are one text again, as the registries give them. */
function withHeading(
  trial: Trial,
  heading: string,
  block: NonNullable<ReturnType<typeof joined>>,
): typeof block {
  const before = trial.eligibility.text;
  const value = heading === '' ? block.value : `${heading}\n\n${block.value}`;
  if (!before || before.place.kind !== 'lines' || block.place.kind !== 'lines')
    return { ...block, value };
  const first = Math.min(before.place.first, block.place.first);
  const last = Math.max(before.place.last, block.place.last);
  return { value: `${before.value}\n\n${value}`, place: { kind: 'lines', first, last } };
}

/** Labels of the design and of its parts, and what a line of the design calls the part. */
const FACETS: Partial<Record<NonNullable<Section['field']>, string>> = {
  design: '',
  allocation: 'Allocation: ',
  interventionModel: 'Intervention Model: ',
  primaryPurpose: 'Primary Purpose: ',
  masking: 'Masking: ',
  observationalModel: 'Observational Model: ',
  timePerspective: 'Time Perspective: ',
};

function readDesign(paragraph: Paragraph, facet: string, read: PageRead): readonly Pooled[] {
  const line = `${facet}${paragraph.value.replaceAll('\n', ', ')}`;
  const design = readDesignLine(line, paragraph.place);
  if (Object.keys(design.facets).length === 0) return pooled([paragraph], 'design');
  add(read, { design: { ...design.facets, whoMasked: design.whoMasked } });
  for (const words of design.unread) keep({ ...paragraph, value: words }, read);
  return [];
}

/** No rule knows the words: they stay, as received, beside the trial. */
function keep(paragraph: Paragraph, read: PageRead): void {
  const path = `lines/${placeText(paragraph.place)}`;
  read.issues.push(unused(paragraph, 'no rule knows what it is; kept as received'));
  read.leftovers.push({ path, value: paragraph.value, place: paragraph.place });
}

function readUnlabelled(pool: readonly Pooled[], read: PageRead): void {
  for (const { paragraph, after } of pool) {
    const found = foundIn(paragraph, after, read.trial);
    if (found) add(read, found);
    else keep(paragraph, read);
  }
}

function foundIn(paragraph: Paragraph, after: Section['field'], trial: Trial): Found | undefined {
  const { value, place } = paragraph;
  const text = { value, place };
  switch (kindOfParagraph(paragraph)) {
    case 'eligibility':
      return trial.eligibility.text ? undefined : { eligibility: { text } };
    case 'prose':
      if (!trial.briefSummary) return { briefSummary: text };
      return trial.detailedDescription ? undefined : { detailedDescription: text };
    case 'condition':
      // Pages name the condition after the design; elsewhere a short line may be anything.
      return after === 'design' && trial.conditions.length === 0
        ? { conditions: readList(paragraph, 'conditions') }
        : undefined;
    case 'unknown':
    default:
      return undefined;
  }
}

/** What was found joins what is known; lists grow, a field that is there already stays. */
function add(read: PageRead, found: Found): void {
  const { trial } = read;
  const design: Design = { ...trial.design, ...found.design };
  read.trial = present({
    ...trial,
    ...found,
    identifiers: [...trial.identifiers, ...(found.identifiers ?? [])],
    conditions: [...trial.conditions, ...(found.conditions ?? [])],
    keywords: [...trial.keywords, ...(found.keywords ?? [])],
    interventions: [...trial.interventions, ...(found.interventions ?? [])],
    outcomes: [...trial.outcomes, ...(found.outcomes ?? [])],
    titles: { ...trial.titles, ...found.titles },
    status: { ...trial.status, ...found.status },
    eligibility: { ...trial.eligibility, ...found.eligibility },
    design,
  });
}
