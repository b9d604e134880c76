import type { Trial } from '../trial/trial.ts';
import { registryIdentifier } from './ids.ts';

/** Where ClinicalTrials.gov serves a document of a trial: under the last two digits of its number. */
export function documentUrl(trial: Trial, filename: string | undefined): string | undefined {
  const registered = registryIdentifier(trial);
  if (filename === undefined || registered?.registry !== 'ctgov') return undefined;
  const number = encode(registered.number);
  return `https://cdn.clinicaltrials.gov/large-docs/${number.slice(-2)}/${number}/${encode(filename)}`;
}

/** encodeURIComponent throws on a lone surrogate. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());
