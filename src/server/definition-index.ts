import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { codeSystem } from '../shared/canonical.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { ISSUE_CODES } from '../shared/issue-codes.ts';

/** Profiles, terminology and mapping tables of this package, read by type and id. */
export interface DefinitionIndex {
  readonly types: readonly string[];
  /** The resource as text; undefined for anything that is not in the index. No path is made of what is asked for. */
  read(type: string, id: string): string | undefined;
}

/** Right from src/server and from dist/server: the package root is two above. */
const foldersOf = (fhir: FhirVersion): readonly URL[] =>
  [`../../profiles/${fhir}/`, `../../mappings/${fhir}/`].map(
    (path) => new URL(path, import.meta.url),
  );

export function loadDefinitionIndex(fhir: FhirVersion = 'r4'): DefinitionIndex {
  const texts = new Map<string, string>();
  const add = (text: string): void => {
    const { resourceType, id } = JSON.parse(text) as { resourceType?: unknown; id?: unknown };
    if (typeof resourceType === 'string' && typeof id === 'string')
      texts.set(`${resourceType}/${id}`, text);
  };
  for (const folder of foldersOf(fhir).filter((one) => existsSync(one))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.json')) add(readFileSync(new URL(name, folder), 'utf8'));
    }
  }
  add(JSON.stringify(issueCodeSystem()));
  return {
    types: [...new Set([...texts.keys()].map((key) => key.split('/')[0] ?? ''))].toSorted(),
    read: (type, id) => texts.get(`${type}/${id}`),
  };
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
