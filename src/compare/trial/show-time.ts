/** Coded time frames as people read them: `4 wk; 8 wk`, `up to 2 a after Surgery`, `every 6 wk for 48 wk`. */
import { isJsonObject, type Json, type JsonObject, listIn, objectIn } from '../../shared/json.ts';
import { textAt } from './values.ts';

/** Undefined for anything but a statement of a time frame. */
export function showTime(value: JsonObject): string | undefined {
  const { kind, low, high } = value;
  if (kind === 'points') return listIn(value['points']).map(showPoint).join('; ');
  if (kind === 'recurrence') return showRecurrence(value);
  if (kind === 'bound') return `up to ${showPoint(high)}`;
  // A range of a criterion has bare numbers.
  if (kind === 'range' && isJsonObject(low)) return `${showPoint(low)} to ${showPoint(high)}`;
  return undefined;
}

function showPoint(value: Json | undefined): string {
  const { offset, event } = objectIn(value);
  const words = textAt(event, 'text');
  if (!isJsonObject(offset)) return words;
  return words === '' ? showDuration(offset) : `${showDuration(offset)} after ${words}`;
}

function showRecurrence(value: JsonObject): string {
  const { period, bounds, from, until } = value;
  const count = textAt(value, 'count');
  return [
    count === '' ? '' : `${count} times`,
    `every ${showDuration(period)}`,
    isJsonObject(bounds) ? `for ${showDuration(bounds)}` : '',
    isJsonObject(from) ? `from ${textAt(from, 'text')}` : '',
    isJsonObject(until) ? `until ${textAt(until, 'text')}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const showDuration = (value: Json | undefined): string =>
  `${textAt(value, 'value')} ${textAt(value, 'unit')}`;
