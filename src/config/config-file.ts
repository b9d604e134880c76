import { readFileSync } from 'node:fs';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { nearest } from '../shared/nearest.ts';
import type { Environment, Given, Layer } from './given.ts';
import { KEYS, memberOf, SETTINGS, type Key } from './settings.ts';

const BY_MEMBER: ReadonlyMap<string, Key> = new Map(
  KEYS.filter((key) => key !== 'TRIALCAST_CONFIG').map((key) => [memberOf(key), key]),
);

/** The settings of a JSON file. No fault quotes a value: it may be a secret. */
export function readConfigFile(
  path: string,
  env: Environment,
  fault: (text: string) => void,
): Layer {
  const found = new Map<Key, Given>();
  const object = objectIn(path, fault);
  for (const [member, value] of Object.entries(object ?? {})) {
    const name = `"${member}" in ${path}`;
    const key = BY_MEMBER.get(member);
    if (key === undefined) {
      const near = nearest(member, BY_MEMBER.keys());
      fault(`${name} is no setting${near === undefined ? '' : `; the nearest is "${near}"`}`);
      continue;
    }
    const given = givenIn(key, value, env);
    if (typeof given === 'string') fault(`${name} ${given}`);
    else if (given) found.set(key, { ...given, origin: { layer: 'file', name } });
  }
  return found;
}

function objectIn(path: string, fault: (text: string) => void): JsonObject | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as Json;
    if (isJsonObject(value)) return value;
    fault(`${path} is no JSON object`);
  } catch (error) {
    if (error instanceof SyntaxError) fault(`${path} is no JSON${placeOf(error)}`);
    else fault(`${path} cannot be read (${codeOf(error)})`);
  }
  return undefined;
}

/** V8 tells the place of most faults, and quotes the text, which is not passed on. */
function placeOf({ message }: SyntaxError): string {
  const place = /\(line (\d+) column (\d+)\)/.exec(message);
  return place ? ` (line ${place[1] ?? ''}, column ${place[2] ?? ''})` : '';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}

type Value = Omit<Given, 'origin'>;

/** The value as the environment would have it, or what is wrong with it; undefined where it says nothing. */
function givenIn(key: Key, value: Json | undefined, env: Environment): Value | string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const { kind } = SETTINGS[key];
  const elsewhere = kind === 'secret' && isJsonObject(value) ? elsewhereOf(value, env) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  const text = textOf(key, value);
  return text === undefined ? `is not ${wantedOf(key)}` : { text };
}

/** `{"file": PATH}` or `{"env": NAME}`, for secrets. */
function elsewhereOf(value: JsonObject, env: Environment): Value | string | undefined {
  if (Object.keys(value).length !== 1) return undefined;
  const { file, env: variable } = value;
  if (typeof file === 'string') return { file };
  if (typeof variable !== 'string') return undefined;
  const text = env[variable];
  return text === undefined ? `names the variable ${variable}, which is not set` : { text };
}

function textOf(key: Key, value: Json): string | undefined {
  const { form } = SETTINGS[key];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (form === 'json') return JSON.stringify(value);
  if (form === 'list' && Array.isArray(value))
    return value.every((one) => typeof one === 'string') ? value.join(',') : undefined;
  if (form !== 'pairs' || !isJsonObject(value)) return undefined;
  return Object.entries(value)
    .map(([name, number]) => `${name}=${typeof number === 'number' ? number : '?'}`)
    .join(',');
}

const WANTED = {
  text: 'text or a number',
  list: 'text or an array of texts',
  pairs: 'text or an object of numbers',
  json: 'JSON',
} as const;

function wantedOf(key: Key): string {
  const { form, kind } = SETTINGS[key];
  return kind === 'secret' ? `${WANTED[form]}, {"file": PATH} or {"env": NAME}` : WANTED[form];
}
