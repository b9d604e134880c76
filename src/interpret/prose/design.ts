/**
 * Facets of the design that a record says of its own trial in set phrases (MAPPING 5.4).
 *
 * What is certain is read where no field gives it, and a field that says something else is told of. Two codes, or
 * words anywhere in the record that may mean something else, are not certain.
 */
import type { Issue, Noted } from '../../shared/issue.ts';
import type { Code } from '../../trial/values.ts';
import type { Design, Trial } from '../../trial/trial.ts';
import { FACETS, type Facet } from './facets.ts';
import { ownWords } from './own-words.ts';
import { PHASE_FACET } from './phase.ts';
import { countConflicts } from './counts.ts';
import {
  conflict,
  derived,
  isTextRecord,
  placeIn,
  proseRead,
  sourcesOf,
  type Source,
  type Statement,
} from './sources.ts';

interface Said {
  readonly source: Source;
  readonly codes: readonly string[];
  readonly excerpt: string;
}

export function readDesignProse(trial: Trial): Noted<Trial> {
  const statements = ownWords(trial);
  const whole = sourcesOf(trial)
    .map(({ text }) => text.value)
    .join('\n');
  let { design } = trial;
  const issues: Issue[] = [...countConflicts(trial, statements, whole)];
  for (const facet of [...FACETS, PHASE_FACET]) {
    const said = saidOf(facet, statements, whole);
    if (!said) continue;
    const read = readFacet(trial, facet, said);
    design = { ...design, ...read.value };
    issues.push(...read.issues);
  }
  return { value: { ...trial, design }, issues };
}

/** A value where no field of a text gives one; what is told where a field says something else. */
function readFacet(trial: Trial, facet: Facet, said: Said): Noted<Partial<Design>> {
  const { source, codes, excerpt } = said;
  const registered = facet.registered(trial);
  if (registered.length > 0) {
    const issues = facet.contradicts(codes, registered)
      ? [conflict(facet.name, registered.join('/'), source, excerpt)]
      : [];
    return { value: {}, issues };
  }
  const isCertain = codes.every((code) => facet.emitted.includes(code));
  if (!isTextRecord(trial) || !isCertain) return { value: {}, issues: [] };
  return { value: valueOf(facet, said), issues: [proseRead(facet.name, source, excerpt)] };
}

/** What the statements agree on, where nothing else in the record unsettles it. */
function saidOf(facet: Facet, statements: readonly Statement[], whole: string): Said | undefined {
  const found = statements.flatMap(({ source, text }): readonly Said[] => {
    const read = facet.read(text);
    return read ? [{ source, ...read }] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  const kinds = new Set(found.map(({ codes }) => codes.join('+')));
  return kinds.size === 1 && !facet.isUnsettled(first.codes, whole) ? first : undefined;
}

function valueOf({ key, table }: Facet, said: Said): Partial<Design> {
  const codes = said.codes.map((code) =>
    codeOf(said, code, table, `prose-${key === 'phases' ? 'phase' : key}`),
  );
  const [first] = codes;
  if (key === 'phases') return { phases: codes };
  return first ? { [key]: first } : {};
}

function codeOf({ source, excerpt }: Said, value: string, table: string, rule: string): Code {
  return {
    value,
    table,
    place: placeIn(source, excerpt),
    derivation: derived(source, rule, excerpt),
  };
}
