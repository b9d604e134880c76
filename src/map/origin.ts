import type { Sourced, Text } from '../trial/values.ts';

/** Tells a reader that a value was not registered but read from prose. */
export function origin(source: Sourced<unknown> | undefined): string {
  return source?.derivation?.method === 'text-rule' ? ' (read from the text)' : '';
}

/** A text for people, with its origin. */
export const words = (text: Text): string => `${text.value}${origin(text)}`;
