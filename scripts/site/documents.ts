import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page to be made. */
export interface Document {
  /** Of the source, from the root of the project: `docs/operations.md`. */
  readonly path: string;
  /** Of the page, from the root of the site: `operations.html`. */
  readonly page: string;
  readonly title: string;
  readonly section: Section;
  readonly markdown: string;
}

export const SECTIONS = [
  'Start',
  'Use',
  'Operate',
  'Reference',
  'How it works',
  'Decisions',
  'Profiles',
] as const;
export type Section = (typeof SECTIONS)[number];

/** In the order of the list; what is not named here is reference. */
const ORDER: Readonly<Record<string, Section>> = {
  'README.md': 'Start',
  'quick-start.md': 'Start',
  'connect.md': 'Start',
  'warnings.md': 'Use',
  'validate.md': 'Use',
  'matching.md': 'Use',
  'library.md': 'Use',
  'deploy.md': 'Operate',
  'operations.md': 'Operate',
  'delivery.md': 'Operate',
  'backup.md': 'Operate',
  'performance.md': 'Operate',
  'configuration.md': 'Reference',
  'api.md': 'Reference',
  'issues.md': 'Reference',
  'mapping.md': 'Reference',
  'data-flow.md': 'How it works',
  'prose.md': 'How it works',
  'eligibility.md': 'How it works',
  'time-frames.md': 'How it works',
  'validation.md': 'How it works',
};

export function listDocuments(root: string): readonly Document[] {
  const names = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .toSorted();
  const order = Object.keys(ORDER);
  const rank = (name: string): number =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return [
    ...names.map((name) => documentOf(root, `docs/${name}`, sectionOf(name), rank(name))),
    documentOf(root, 'CHANGELOG.md', 'Reference', order.length),
    documentOf(root, 'SECURITY.md', 'Operate', order.length),
    documentOf(root, 'mappings/README.md', 'Reference', order.length),
  ].toSorted(
    (a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || a.rank - b.rank,
  );
}

function sectionOf(name: string): Section {
  if (name.startsWith('adr/')) return 'Decisions';
  return name.startsWith('profiles/') ? 'Profiles' : (ORDER[name] ?? 'Reference');
}

function documentOf(
  root: string,
  path: string,
  section: Section,
  rank: number,
): Document & { readonly rank: number } {
  const markdown = readFileSync(join(root, path), 'utf8');
  const page = path
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.html')
    .replace(/\.md$/, '.html');
  const title = /^# (.*)$/m.exec(markdown)?.[1]?.replaceAll('`', '') ?? path;
  return { path, page, title, section, markdown, rank };
}
