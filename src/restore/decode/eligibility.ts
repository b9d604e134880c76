import { present } from '../../parse/present.ts';
import type { Eligibility } from '../../trial/trial.ts';
import type { Text } from '../../trial/values.ts';
import { isOfType, suffixOf, type Library } from '../resources.ts';
import { conceptText } from './concepts.ts';
import {
  allAt,
  at,
  codePart,
  codeParts,
  flagPart,
  ownExtension,
  textAt,
  textPart,
  type Element,
} from './element.ts';

const NONE: Eligibility = { criteria: [], stdAges: [] };

/** Who may take part, as the registry's fields say; criteria are read out of the text again. */
export function decodeEligibility(study: Element, library: Library, key: string): Eligibility {
  const reference = at(at(study, 'recruitment'), 'eligibility');
  const variable =
    library.resolve(reference, study) ??
    library
      .partsOf(key)
      .find((each) => isOfType(each, 'EvidenceVariable') && suffixOf(each, key) === 'elig');
  if (!variable) return NONE;
  const facts = ownExtension(variable, 'ext-registry-eligibility');
  return present({
    text:
      suffixOf(variable, key) === undefined
        ? foreignText(variable)
        : textAt(variable, 'description'),
    criteria: [],
    healthyVolunteers: flagPart(facts, 'healthyVolunteers'),
    sex: codePart(facts, 'sex', 'ctgov-sex'),
    genderBased: flagPart(facts, 'genderBased'),
    genderDescription: textPart(facts, 'genderDescription'),
    minimumAge: textPart(facts, 'minimumAge'),
    maximumAge: textPart(facts, 'maximumAge'),
    stdAges: codeParts(facts, 'stdAge', 'ctgov-std-age'),
    studyPopulation: textPart(facts, 'studyPopulation'),
    samplingMethod: codePart(facts, 'samplingMethod', 'ctgov-sampling-method'),
  });
}

/** Criteria of someone else's making as one text, in the form registries give it. */
function foreignText(variable: Element): Text | undefined {
  const criteria = allAt(variable, 'characteristic').flatMap((each) => {
    const text = textAt(each, 'description') ?? conceptText(at(each, 'definitionCodeableConcept'));
    return text ? [{ text: text.value, exclude: each.json['exclude'] === true }] : [];
  });
  if (criteria.length === 0) return textAt(variable, 'description');
  const side = (exclude: boolean, heading: string): string => {
    const own = criteria.filter((criterion) => criterion.exclude === exclude);
    return own.length === 0
      ? ''
      : `${heading}:\n\n${own.map(({ text }) => `* ${text}`).join('\n')}`;
  };
  const value = [side(false, 'Inclusion Criteria'), side(true, 'Exclusion Criteria')]
    .filter((text) => text !== '')
    .join('\n\n');
  return { value, place: variable.place };
}
