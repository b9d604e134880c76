/**
 * Generated narrative (http://hl7.org/fhir/R4/narrative.html): what a person would want to read first.
 * Everything that came from a record is escaped here and nowhere else.
 */
import { cleanText } from './clean.ts';

/** XHTML that is safe to put into a div: only the functions here make it. */
export type Html = string & { readonly html: unique symbol };

export function div(language: string, parts: readonly Html[]): string {
  const lang = escapeXml(language);
  return `<div xmlns="http://www.w3.org/1999/xhtml" lang="${lang}" xml:lang="${lang}">${parts.join('')}</div>`;
}

export function heading(level: 2 | 3, text: string): Html {
  return `<h${level}>${inline(text)}</h${level}>` as Html;
}

/** `Label: value`; nothing where the value is absent. */
export function line(label: string, value: string | undefined): Html[] {
  if (value === undefined || value.trim() === '') return [];
  return [`<p><b>${inline(label)}</b>: ${inline(value)}</p>` as Html];
}

/** Free text with its paragraphs, line breaks and bulleted lists. */
export function paragraphs(text: string | undefined): Html[] {
  return (text ?? '')
    .split(/\n\s*\n/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .flatMap((paragraph) => runsOf(paragraph.trim()).flatMap(runHtml));
}

const BULLET = /^\s*[*\u2022-]\s+(?=\S)/u;

/** Neighbouring lines of one kind together: bulleted ones, others. */
function runsOf(paragraph: string): string[][] {
  const runs: string[][] = [];
  for (const row of paragraph.split('\n')) {
    const last = runs.at(-1);
    if (last && BULLET.test(last[0] ?? '') === BULLET.test(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

function runHtml(rows: readonly string[]): Html[] {
  if (BULLET.test(rows[0] ?? '')) return list(rows.map((row) => row.replace(BULLET, '').trimEnd()));
  return [`<p>${rows.map((row) => inline(row.trim())).join('<br/>')}</p>` as Html];
}

export function list(items: readonly string[], kind: 'ul' | 'ol' = 'ul'): Html[] {
  if (items.length === 0) return [];
  return [`<${kind}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${kind}>` as Html];
}

/** A headed block; nothing where it would be empty. */
export function section(title: string, content: readonly Html[]): Html[] {
  return content.length === 0 ? [] : [heading(3, title), ...content];
}

function inline(text: string): string {
  return escapeXml(unescapeMarkup(cleanText(text) ?? ''));
}

/** ClinicalTrials.gov v2 writes CommonMark escapes (`\>=`, `\*`) and a few entities into its text. */
function unescapeMarkup(text: string): string {
  return text
    .replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function escapeXml(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
