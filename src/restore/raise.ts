/**
 * R4 resources in the shape of R5: the inverse of map/r4/lower.ts.
 *
 * What is R5 already stays as it is, element by element, so nobody has to say which version a bundle is of.
 */
import { codeSystem } from '../shared/canonical.ts';
import {
  asText,
  isJsonObject,
  objectIn,
  objectsIn,
  type Json,
  type JsonObject,
} from '../shared/json.ts';
import { isCrossVersion, raise, type ExtensionJson } from '../map/cross-version.ts';
import {
  ARM_ELEMENTS,
  CHARACTERISTIC_ELEMENTS,
  EVIDENCE_VARIABLE_ELEMENTS,
  RECRUITMENT_ELEMENTS,
  RELATED_ARTIFACT_ELEMENTS,
  STUDY_ELEMENTS,
  TIME_FROM_EVENT_ELEMENTS,
  type CrossVersionElement,
} from '../map/cross-version-elements.ts';
import { foreignElements } from './raise-foreign.ts';

const ALTERNATE = 'http://hl7.org/fhir/StructureDefinition/alternate-reference';

export function raiseResource(resource: JsonObject): JsonObject {
  switch (asText(resource['resourceType'])) {
    case 'ResearchStudy':
      return raiseStudy(resource);
    case 'EvidenceVariable':
      return raiseEvidenceVariable(resource);
    default:
      return resource;
  }
}

function raiseStudy(study: JsonObject): JsonObject {
  const { category, location, reasonStopped, arm, focus, relatedArtifact, contained, ...same } =
    native(study);
  const raised = {
    ...raisedFrom(study, STUDY_ELEMENTS),
    ...named('studyDesign', category),
    ...named('region', location),
    ...named('whyStopped', reasonStopped),
    ...named('comparisonGroup', arm && objectsIn(arm).map(raiseArm)),
    ...named('recruitment', raiseRecruitment(study)),
    ...same,
    ...named('focus', focus && objectsIn(focus).map(raiseFocus)),
    ...named('relatedArtifact', relatedArtifact && objectsIn(relatedArtifact).map(raiseArtifact)),
    ...named('contained', contained && objectsIn(contained).map(raisePerson)),
  };
  return { ...foreignElements(study, raised), ...raised };
}

const named = (name: string, value: Json | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

/** R5 elements that the extensions of an element carry. */
function raisedFrom(holder: JsonObject, elements: readonly CrossVersionElement[]): JsonObject {
  const extensions = objectsIn(holder['extension']).filter(isExtension);
  return raise(extensions, elements) as JsonObject;
}

/** An element without the extensions that are R5 elements in R4. */
function native(holder: JsonObject): JsonObject {
  const { extension, ...same } = holder;
  if (!Array.isArray(extension)) return holder;
  const own = (extension as readonly Json[]).filter(
    (each) => !isCrossVersion(asText(objectIn(each)['url'])),
  );
  return own.length === 0 ? same : { ...same, extension: own };
}

const isExtension = (json: JsonObject): json is JsonObject & ExtensionJson =>
  typeof json['url'] === 'string';

function raiseRecruitment(study: JsonObject): JsonObject | undefined {
  const numbers = raisedFrom(study, RECRUITMENT_ELEMENTS);
  const [enrollment] = objectsIn(study['enrollment']);
  const [alternate] = objectsIn(enrollment?.['extension']).filter(({ url }) => url === ALTERNATE);
  const recruitment = { ...numbers, ...named('eligibility', alternate?.['valueReference']) };
  return Object.keys(recruitment).length === 0 ? undefined : recruitment;
}

function raiseArm(arm: JsonObject): JsonObject {
  return { ...raisedFrom(arm, ARM_ELEMENTS), ...native(arm) };
}

/** R5 has a concept, a reference or both where R4 has the concept alone. */
function raiseFocus(focus: JsonObject): JsonObject {
  return focus['coding'] === undefined && focus['text'] === undefined ? focus : { concept: focus };
}

/** R4 has `url` for what is nothing but an address, and a number as size of a document. */
function raiseArtifact(artifact: JsonObject): JsonObject {
  const { url, document, ...same } = native(artifact);
  const { size } = objectIn(document);
  const raised = isJsonObject(document)
    ? { ...document, ...(typeof size === 'number' && { size: String(size) }) }
    : undefined;
  return {
    ...raisedFrom(artifact, RELATED_ARTIFACT_ELEMENTS),
    ...same,
    ...named('document', raised ?? (typeof url === 'string' ? { url } : undefined)),
  };
}

function raisePerson(person: JsonObject): JsonObject {
  const { telecom, ...same } = person;
  return telecom === undefined ? person : { contact: [{ telecom }], ...same };
}

function raiseEvidenceVariable(variable: JsonObject): JsonObject {
  const { characteristic, type, ...same } = native(variable);
  return {
    ...raisedFrom(variable, EVIDENCE_VARIABLE_ELEMENTS),
    ...named('handling', type),
    ...same,
    ...named(
      'characteristic',
      characteristic && objectsIn(characteristic).map(raiseCharacteristic),
    ),
  };
}

const EXPOSED_TO = {
  coding: [{ system: codeSystem('criterion-concept'), code: 'exposed-to', display: 'Exposed to' }],
};

function raiseCharacteristic(characteristic: JsonObject): JsonObject {
  const { timeFromStart, definitionCanonical, ...same } = native(characteristic);
  const activity = asText(definitionCanonical).split('/').slice(-2).join('/');
  return {
    ...raisedFrom(characteristic, CHARACTERISTIC_ELEMENTS),
    ...(activity !== '' && {
      definitionByTypeAndValue: { type: EXPOSED_TO, valueReference: { reference: activity } },
    }),
    ...same,
    ...(isJsonObject(timeFromStart) && { timeFromEvent: [raiseTimeFrom(timeFromStart)] }),
  };
}

/** The number of the Duration counts from study start; any other anchor stands in the extensions. */
function raiseTimeFrom(duration: JsonObject): JsonObject {
  const { extension: _, ...quantity } = duration;
  return {
    ...(quantity['value'] !== undefined && { quantity }),
    ...raisedFrom(duration, TIME_FROM_EVENT_ELEMENTS),
  };
}
