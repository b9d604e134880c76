/** JSON Schemas of the kinds that answers are made of, each with its sentence. */
import type { Schema } from './parts.ts';

export const text = (description: string): Schema => ({ type: 'string', description });
export const instant = (description: string): Schema => ({
  type: 'string',
  format: 'date-time',
  description,
});
export const whole = (description: string): Schema => ({
  type: 'integer',
  minimum: 0,
  description,
});
export const list = (description: string, items: Schema): Schema => ({
  type: 'array',
  description,
  items,
});
export const object = (
  description: string,
  required: readonly string[],
  properties: Readonly<Record<string, Schema>>,
): Schema => ({ type: 'object', description, required, properties });
