/**
 * R5-shaped resources of one study as a Trial, without what interpret/ adds to it (MAPPING section 13).
 *
 * Reads neither the source document nor the narrative: what is restored is what the elements say.
 */
import type { Issue, Noted } from '../../shared/issue.ts';
import { asText } from '../../shared/json.ts';
import { present } from '../../parse/present.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { identifierOf, type Library } from '../resources.ts';
import { decodeArtifacts } from './artifacts.ts';
import { conceptWords, conceptText } from './concepts.ts';
import { decodeDesign } from './design.ts';
import { decodeEligibility } from './eligibility.ts';
import { allAt, textAt, type Element } from './element.ts';
import { decodeIdentifiers, decodeTitles } from './identification.ts';
import { decodeOutcomes } from './outcomes.ts';
import { decodeOversight, decodeParties } from './parties.ts';
import { decodeProtocol } from './protocol.ts';
import { decodeAnnotations, decodeSubmissionHistory } from './record-history.ts';
import { decodeLeftovers, decodeRegistryFacts } from './registry.ts';
import { decodeSites } from './sites.ts';
import { decodeStatus } from './status.ts';

/** A study of our own making has our key; of any other the elements are read as far as they go. */
export const keyOf = (study: Element): string | undefined => identifierOf(study, 'study');

export function decodeTrial(study: Element, library: Library): Noted<Trial> {
  const issues: Issue[] = [];
  const own = keyOf(study);
  const key = own ?? asText(study.json['id']);
  const identifiers = decodeIdentifiers(study);
  const value = present({
    registry: identifiers.find(({ kind }) => kind === 'registry')?.registry,
    language: asText(study.json['language']) || 'en',
    identifiers,
    titles: decodeTitles(study),
    status: decodeStatus(study),
    ...decodeParties(study, library),
    oversight: decodeOversight(study),
    briefSummary: textAt(study, 'descriptionSummary'),
    detailedDescription: textAt(study, 'description'),
    conditions: wordsOf(study, 'condition', own === undefined),
    keywords: wordsOf(study, 'keyword', own === undefined),
    design: decodeDesign(study),
    ...decodeProtocol(study, library, key),
    outcomes: decodeOutcomes(study, library, issues),
    eligibility: decodeEligibility(study, library, key),
    sites: decodeSites(study, library, issues),
    ...decodeArtifacts(study),
    ...decodeRegistryFacts(study),
    submissionHistory: decodeSubmissionHistory(study),
    annotations: decodeAnnotations(study),
    leftovers: decodeLeftovers(study, issues),
  });
  return { value, issues };
}

/** Our own concepts without text are codes the registry derived; in others' the display is all there is. */
function wordsOf(study: Element, name: string, isForeign: boolean): readonly Text[] {
  return allAt(study, name).flatMap(
    (concept) => (isForeign ? conceptWords(concept) : conceptText(concept)) ?? [],
  );
}
