import type { Issue } from '../../shared/issue.ts';
import type { Party, Titles, Trial, TrialIdentifier } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { present } from '../present.ts';
import { recognizeRegistry } from '../registry-ids.ts';
import { at, code, items, text, texts, unread, type Cursor } from './cursor.ts';

const NCT_ID = /^NCT\d{8}$/;

export function readIdentification(
  module: Cursor,
): Pick<Trial, 'identifiers' | 'titles' | 'organization' | 'page'> {
  const identifiers = [
    ...readNctId(module),
    ...texts(module, 'nctIdAliases').map(
      (id) => ({ kind: 'alias', id, registry: 'ctgov' }) as const,
    ),
    ...readOrganizationId(module),
    ...items(module, 'secondaryIdInfos').flatMap(readSecondaryId),
  ];
  const nctId = identifiers.find(({ kind }) => kind === 'registry')?.id.value;
  return present({
    identifiers,
    titles: readTitles(module),
    organization: readParty(at(module, 'organization'), 'fullName'),
    page: nctId && `https://clinicaltrials.gov/study/${nctId}`,
  });
}

function readNctId(module: Cursor): readonly TrialIdentifier[] {
  const id = text(module, 'nctId');
  if (!id) return [];
  if (NCT_ID.test(id.value)) return [{ kind: 'registry', id, registry: 'ctgov' }];
  unread(module, 'nctId');
  module.reading.issues.push(invalidId(id));
  return [];
}

function invalidId(id: Text): Issue {
  return {
    severity: 'warning',
    code: 'registry-id-invalid',
    message: `"${id.value.slice(0, 40)}" is no ClinicalTrials.gov identifier (NCT and eight digits); kept as received, not used as identifier.`,
    place: id.place,
  };
}

function readOrganizationId(module: Cursor): readonly TrialIdentifier[] {
  const info = at(module, 'orgStudyIdInfo');
  const id = text(info, 'id');
  if (!id) return [];
  const type = code(info, 'type', 'ctgov-org-study-id-type');
  return [present({ kind: 'organization' as const, id, type, link: text(info, 'link') })];
}

function readSecondaryId(info: Cursor): readonly TrialIdentifier[] {
  const id = text(info, 'id');
  if (!id) return [];
  return [
    present({
      kind: 'secondary' as const,
      id,
      registry: recognizeRegistry(id.value),
      type: code(info, 'type', 'ctgov-secondary-id-type'),
      domain: text(info, 'domain'),
      link: text(info, 'link'),
    }),
  ];
}

function readTitles(module: Cursor): Titles {
  return present({
    brief: text(module, 'briefTitle'),
    official: text(module, 'officialTitle'),
    acronym: text(module, 'acronym'),
  });
}

/** An organisation; nothing without a name, so that its class is then left over. */
export function readParty(cursor: Cursor, nameKey: string): Party | undefined {
  const name = text(cursor, nameKey);
  return name && present({ name, class: code(cursor, 'class', 'ctgov-agency-class') });
}
