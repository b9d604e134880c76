import { codeSystem, structureDefinition } from '../../shared/canonical.ts';
import { canonicalUrl } from '../emit/common.ts';
import { compact } from '../emit/build.ts';
import type * as r5 from '../emit/types.ts';
import { lower } from '../cross-version.ts';
import {
  CHARACTERISTIC_ELEMENTS,
  EVIDENCE_VARIABLE_ELEMENTS,
  TIME_FROM_EVENT_ELEMENTS,
} from '../cross-version-elements.ts';
import type { FhirResource } from '../resource.ts';
import { lowered } from './lowered.ts';
import type { Characteristic, CodeableConcept, Duration, EvidenceVariable } from './types.ts';

export function lowerEvidenceVariable(variable: r5.EvidenceVariable): FhirResource {
  const { characteristic, handling, actual, extension = [], ...same } = variable;
  return compact<EvidenceVariable>({
    ...same,
    extension: [...lowered(lower({ actual }, EVIDENCE_VARIABLE_ELEMENTS)), ...extension],
    topic: topicOf(variable),
    type: handling,
    characteristic: characteristic.map(lowerCharacteristic),
  });
}

/** R5 has no topic here: the role of the variable is its tag. */
function topicOf({ meta }: r5.EvidenceVariable): CodeableConcept[] {
  const roles = (meta?.tag ?? []).filter(
    ({ system }) => system === codeSystem('trial-element-role'),
  );
  return roles.map((coding) => ({ coding: [coding] }));
}

/** R4 demands exactly one definition of every characteristic; words are one (MAPPING D2, D3). */
function lowerCharacteristic(characteristic: r5.Characteristic): Characteristic {
  const { description, _description, exclude, definitionCodeableConcept } = characteristic;
  const activity = characteristic.definitionByTypeAndValue?.valueReference?.reference;
  if (activity !== undefined) {
    const [type = '', id = ''] = activity.split('/');
    return compact<Characteristic>({
      description,
      _description,
      definitionCanonical: canonicalUrl(type, id),
    });
  }
  const [timeFrom, ...furtherTimes] = characteristic.timeFromEvent ?? [];
  return compact<Characteristic>({
    extension: [
      ...lowered(lower(characteristic, CHARACTERISTIC_ELEMENTS)),
      ...(characteristic.extension ?? []),
      ...furtherTimes.map(furtherTime),
    ],
    description,
    _description,
    definitionCodeableConcept: definitionCodeableConcept ?? {
      ..._description,
      ...(description !== undefined && { text: description }),
    },
    exclude,
    timeFromStart: timeFrom && lowerTimeFrom(timeFrom),
  });
}

/**
 * R4 has a bare Duration from study start where R5 has timeFromEvent: its number is used only when no
 * other anchor is named, the rest travels in the cross-version extensions.
 */
function lowerTimeFrom(timeFrom: r5.TimeFromEvent): Duration {
  const { quantity, ...others } = timeFrom;
  const anchored = timeFrom.eventCodeableConcept !== undefined;
  return {
    extension: lowered(lower(anchored ? timeFrom : others, TIME_FROM_EVENT_ELEMENTS)),
    ...(!anchored && quantity),
  };
}

/** R4 has room for one time alone. */
function furtherTime({ eventCodeableConcept, quantity, range }: r5.TimeFromEvent): r5.Extension {
  return {
    url: structureDefinition('ext-further-time'),
    extension: [
      ...(eventCodeableConcept
        ? [{ url: 'event', valueCodeableConcept: eventCodeableConcept }]
        : []),
      ...(quantity ? [{ url: 'quantity', valueQuantity: quantity }] : []),
      ...(range ? [{ url: 'range', valueRange: range }] : []),
    ],
  };
}
