import { readTimeFrame } from '../../src/interpret/time-frame/time-frame.ts';
import { showTime } from '../../src/compare/trial/show-time.ts';
import { isJsonObject } from '../../src/shared/json.ts';

/** As `trialcast compare` shows it: `at` is left out, events stand after the time. */
export function shown(text: string): string {
  const timing: unknown = JSON.parse(JSON.stringify(readTimeFrame(text) ?? []));
  return (Array.isArray(timing) ? timing : []).filter(isJsonObject).map(showTime).join(' + ');
}
