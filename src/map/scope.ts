import { isPartialDate } from '../parse/partial-date.ts';
import { CANONICAL } from '../shared/canonical.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Place } from '../shared/issue.ts';
import type { Received } from '../shared/received.ts';
import type { Code, Text } from '../trial/values.ts';
import type { Trial } from '../trial/trial.ts';
import { cleanText, isUrl, MAX_STRING_LENGTH } from './clean.ts';
import { organizationSlugs, registryIdentifier, studyKey } from './ids.ts';
import { openLedger, type Ledger } from './ledger.ts';
import type { CodeRow, CodeTables } from './tables.ts';

/** What mapping needs besides the record: a structural part of Definitions. */
export interface MapContext {
  readonly fhir: FhirVersion;
  readonly version: string;
  readonly releasedAt: string;
  readonly tables: CodeTables;
}

type PublicationStatus = 'draft' | 'active' | 'retired' | 'unknown';

/** One trial on its way to FHIR: everything an emitter may look at. */
export interface Scope {
  readonly trial: Trial;
  readonly received: Received;
  readonly context: MapContext;
  readonly ledger: Ledger;
  /** Id of the ResearchStudy and stem of every child's id. */
  readonly key: string;
  /** Public number where there is one, else the key: for people. */
  readonly label: string;
  /** meta.source of every resource. */
  readonly source: string;
  readonly language: string;
  /** Business version of the canonical resources: the registry's date, else the hash of the record. */
  readonly version: string;
  /** Day of the registry's last update. */
  readonly date: string | undefined;
  readonly publicationStatus: PublicationStatus;
  readonly organizationSlugs: ReadonlyMap<string, string>;
  /** What perTrial made, by its maker. */
  readonly made: Map<unknown, unknown>;
}

export function openScope(trial: Trial, received: Received, context: MapContext): Scope {
  const key = studyKey(trial, received);
  const registered = registryIdentifier(trial);
  const date = updateDate(trial);
  const holder = trial.versionHolder?.value;
  return {
    trial,
    received,
    context,
    ledger: openLedger(),
    made: new Map(),
    key,
    label: registered?.number ?? key,
    source: sourceUri(trial, received, key),
    language: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(trial.language) ? trial.language : 'en',
    version:
      date ??
      (holder !== undefined && isPartialDate(holder)
        ? holder
        : `sha256-${received.sha256.slice(0, 12)}`),
    date,
    publicationStatus: publicationStatus(trial, registered !== undefined),
    organizationSlugs: organizationSlugs(
      [trial.leadSponsor, ...trial.collaborators].flatMap((party) =>
        party ? [cleanText(party.name.value)?.trim() ?? []].flat() : [],
      ),
    ),
  };
}

/** What emitters ask for again and again, made once for each trial. */
export function perTrial<T>(make: (scope: Scope) => T): (scope: Scope) => T {
  return (scope) => {
    // Kept in the scope: entries of a WeakMap would outlive the trial until the next full garbage collection.
    if (!scope.made.has(make)) scope.made.set(make, make(scope));
    return scope.made.get(make) as T;
  };
}

function updateDate(trial: Trial): string | undefined {
  const posted = trial.status.registrationDates.find(
    ({ activity }) => activity === 'update-posting',
  );
  const value = posted?.date.value;
  return value !== undefined && isPartialDate(value) ? value : undefined;
}

function sourceUri(trial: Trial, received: Received, key: string): string {
  // HAPI rewrites the fragment of meta.source, so a page with one is no use there.
  const page = trial.page;
  if (page !== undefined && isUrl(page) && !page.includes('#')) return page;
  return `${CANONICAL}/source/${encodeURIComponent((received.recordKey ?? key).toWellFormed())}`;
}

function publicationStatus(trial: Trial, registered: boolean): PublicationStatus {
  if (trial.status.overall?.value === 'WITHHELD') return 'draft';
  return registered ? 'active' : 'unknown';
}

/** The row of a registry code in its table of mappings/; an unknown code has none, and is reported where it is coded. */
export function knownRow(scope: Scope, { table, value }: Code): CodeRow | undefined {
  return scope.context.tables.get(table)?.rows.get(value);
}

/** The value as a FHIR string or markdown; what had to be removed is named in an issue. */
export function textOf(scope: Scope, text: Text | undefined): string | undefined {
  if (text === undefined) return undefined;
  const clean = cleanText(text.value);
  if (clean !== text.value && text.value.trim() !== '') {
    const cut = text.value.length > MAX_STRING_LENGTH;
    scope.ledger.note({
      severity: 'warning',
      code: 'text-cleaned',
      message: cut
        ? 'A text longer than FHIR allows (1 MB) was cut there.'
        : 'Characters that FHIR text cannot hold were removed from a text.',
      place: text.place,
    });
    if (!cut) keepRaw(scope, text);
  }
  return clean;
}

/** The value as a FHIR date; an unreadable one is kept in ext-source-element instead. */
export function dateOf(scope: Scope, date: Text | undefined): string | undefined {
  if (date === undefined || date.value.trim() === '') return undefined;
  if (isPartialDate(date.value)) return date.value;
  keepWithIssue(scope, date, 'date-invalid', `"${date.value.slice(0, 40)}" is no FHIR date`);
  return undefined;
}

/** The value as a FHIR url or uri; what is none is kept in ext-source-element instead. */
export function urlOf(scope: Scope, url: Text | undefined): string | undefined {
  if (url === undefined || url.value.trim() === '') return undefined;
  const trimmed = url.value.trim();
  if (isUrl(trimmed)) {
    if (trimmed !== url.value) keepRaw(scope, url);
    return trimmed;
  }
  keepWithIssue(scope, url, 'text-cleaned', `"${trimmed.slice(0, 60)}" is no absolute URL`);
  return undefined;
}

/**
 * Keeps a registered value beside its element, which holds another form of it: cleaned, trimmed, without its
 * code. What was derived is made again on the way back. An item of a list is kept with its whole list, see
 * emit/kept-lists.ts.
 */
export function keepRaw(scope: Scope, { value, place, derivation }: Text): void {
  if (derivation === undefined && !isListItem(place)) scope.ledger.keep(value, place);
}

const isListItem = (place: Place): boolean =>
  place.kind === 'pointer' && /\/\d+$/u.test(place.pointer);

/** Reports a value its element cannot hold and keeps it beside the study. */
export function keepWithIssue(
  scope: Scope,
  value: { readonly value: string | number; readonly place: Place },
  code: 'date-invalid' | 'text-cleaned' | 'code-unknown' | 'field-wrong-type',
  found: string,
): void {
  if (!isListItem(value.place)) scope.ledger.keep(value.value, value.place);
  scope.ledger.note({
    severity: 'warning',
    code,
    message: `${found}; kept in ext-source-element.`,
    place: value.place,
  });
}
