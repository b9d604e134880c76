import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { codeSystem } from '../shared/canonical.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { ISSUE_CODES } from '../shared/issue-codes.ts';
import { asText, isJsonObject } from '../shared/json.ts';

/** Profiles, terminology and mapping tables of this package, read by type and id. */
export interface DefinitionIndex {
  readonly types: readonly string[];
  /** The resource as text; undefined for anything that is not in the index. No path is made of what is asked for. */
  read(type: string, id: string): string | undefined;
  /** Those that fit all of what is asked for, by id. */
  search(type: string, wanted: SearchedFor): readonly IndexedDefinition[];
}

export interface SearchedFor {
  readonly id?: string;
  /** Canonical address, with or without `|version`. */
  readonly url?: string;
  /** Beginning of the name, in any case. */
  readonly name?: string;
}

export interface IndexedDefinition {
  readonly type: string;
  readonly id: string;
  /** Canonical address; empty where a resource has none. */
  readonly url: string;
  readonly version: string;
  readonly name: string;
  /** The resource as JSON. */
  readonly text: string;
}

/** Right from src/server and from dist/server: the package root is two above. */
const foldersOf = (fhir: FhirVersion): readonly URL[] =>
  [`../../profiles/${fhir}/`, `../../mappings/${fhir}/`].map(
    (path) => new URL(path, import.meta.url),
  );

export function loadDefinitionIndex(fhir: FhirVersion = 'r4'): DefinitionIndex {
  const all = new Map<string, IndexedDefinition>();
  const add = (text: string): void => {
    const resource: unknown = JSON.parse(text);
    if (!isJsonObject(resource)) return;
    const [type, id, url, version, name] = ['resourceType', 'id', 'url', 'version', 'name'].map(
      (member) => asText(resource[member]),
    );
    if (type && id && url !== undefined && version !== undefined && name !== undefined)
      all.set(`${type}/${id}`, { type, id, url, version, name, text });
  };
  for (const folder of foldersOf(fhir).filter((one) => existsSync(one))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.json')) add(readFileSync(new URL(name, folder), 'utf8'));
    }
  }
  add(JSON.stringify(issueCodeSystem()));
  const types = new Set([...all.values()].map(({ type }) => type));
  return {
    types: [...types].toSorted(),
    read: (type, id) => all.get(`${type}/${id}`)?.text,
    search: (type, wanted) =>
      [...all.values()]
        .filter((one) => one.type === type && fits(one, wanted))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function fits(one: IndexedDefinition, { id, url, name }: SearchedFor): boolean {
  const isUrl = url === undefined || url === one.url || url === `${one.url}|${one.version}`;
  const isName = name === undefined || one.name.toLowerCase().startsWith(name.toLowerCase());
  return isUrl && isName && (id === undefined || id === one.id);
}

/** The codes that our OperationOutcomes carry in issue.details. */
function issueCodeSystem(): unknown {
  return {
    resourceType: 'CodeSystem',
    id: 'issue-code',
    url: codeSystem('issue-code'),
    name: 'TrialcastIssueCode',
    title: 'Issue codes of trialcast',
    status: 'active',
    content: 'complete',
    concept: Object.keys(ISSUE_CODES).map((code) => ({ code })),
  };
}
