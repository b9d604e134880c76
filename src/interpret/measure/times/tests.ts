/** Times at which a test was done: no matter of what was had before. */
import { mentionsIn } from '../mentions.ts';
import type { Led } from './place.ts';
import type { What } from './what.ts';
import { ILL, lastPart } from './words.ts';

/** When a test is done is no matter of what was had before. */
const TEST =
  /(?<![a-z])(?:routine|historical|average of the [a-z ]*scores?|(?:blood|urine) (?:cell )?(?:analys[ei]s|study)|coagulation|specimens?|functions|biochemi\w*|(?:blood|absolute|cell|eosinophil) counts?|eos|spirometry|forced expiratory|pregnancy test|tests?|tested|testing|mri|ct|scans?|imaging|assay|biops(?:y|ies)|laborator(?:y|ies)|organ function|marrow function|evaluat\w+|assess\w+|determined|documented|documentation|labs|confirmed|results?|samples?|values?|levels?|ecg|ekg|electrocardiogra\w+|echocardio\w+|x-?ray|mammogra\w+|colonoscop\w+|culture|swab|examination|spirometr\w+|measured|measurements?|function|obtained|stable|stability|stably|unchanged|tumou?r progression|no evidence of|is defined as|are defined as)(?![a-z])/;

const isOfTest = (said: string, exclude: boolean): boolean =>
  said.includes('pregnancy test') ||
  /(?<![a-z])negative [a-z ]{0,40}pregnancy/.test(said) ||
  isTested(lastPart(said.replace(/ or $/, '')), exclude) ||
  (!exclude && /normal [^.;]{0,40}documented by/.test(said));

/** `a stable diet with no modifications` */
const NO_CHANGE = / with no [^.;]*(?:chang|modif|evidence)/;

const isTested = (said: string, exclude: boolean): boolean =>
  exclude
    ? /(?<![a-z])(?:stability|stable (?:[a-z]+ )?(?:dos(?:e|es|age)|regimen)|average of the [a-z ]*scores?|mri|no evidence of|pregnancy test)(?![a-z])/.test(
        said,
      )
    : TEST.test(
        NO_CHANGE.test(said) ? said : said.slice(Math.max(0, said.lastIndexOf(' with no '))),
      );

/** `creatinine result obtained within 2 weeks`, `imaging should be performed within 4 weeks before`: when a test is done. */
const RESULT =
  /(?<![a-z])(?:(?:test )?results?|lab(?:oratory)?[- ]?(?:values?|tests?|work)|samples?|measurements?|x-?rays?|scans?|imaging|mri|ct|ceus|ecg|(?:ct|eye|fundus|physical) examination)$/;
const isResult = (text: string, { start, end }: What, at: number): boolean =>
  RESULT.test(text.slice(start, end)) &&
  !/(?<![a-z])(?:contrast|infection|disease|detected)/.test(text.slice(start, at));

/** `no evidence of progression as determined by imaging` */
const UNSEEN = /^.{0,10}no evidence of [^.;,]{0,90}(?<![a-z])(?:imaging|scans?|mri|ct)(?![a-z])/;

/** `prostate specific antigen within 3 months`: when it was measured. */
const isMeasure = (words: string): boolean =>
  words.length < 60 &&
  mentionsIn(words).some(
    ({ start, end }) => start === 0 && end >= words.replace(/ ?\([^()]*\)$/, '').length,
  );

/** Named after the test by which it was diagnosed. */
const ONSET = /(?<![a-z])(?:symptoms? (?:start|began|present)|onset of)/;

/** `documented diagnosis of asthma at least 12 months prior to` */
const isDiagnosed = ({ comparator }: Led['lead'], said: string): boolean =>
  comparator.startsWith('>') && /(?<![a-z])diagnos(?:is of|ed with)(?![a-z])/.test(said);

/** When a test was done is no matter of what was had; what it found may be. */
export function isOfTested({ text, at, lead, exclude }: Led, what: What, said: string): boolean {
  const isLong = lead.isFor ? ILL.test(said) : isDiagnosed(lead, said);
  if (ONSET.test(said) || isLong) return false;
  const named = text.slice(what.start, what.end);
  if (!exclude && isMeasure(named)) return true;
  if (UNSEEN.test(text.slice(Math.max(0, what.start - 16), what.start) + named)) return true;
  return isOfTest(said, exclude) || isResult(text, what, at);
}
