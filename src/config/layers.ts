import { readConfigFile } from './config-file.ts';
import type { Environment, Flags, Given, Layer, Origin } from './given.ts';
import { flagOf, KEYS, SETTINGS, type Key } from './settings.ts';

export interface Sources {
  readonly env: Environment;
  readonly flags?: Flags;
}

/** What holds of all that was said: a flag before the environment, and the environment before the file. */
export function layersOf({ env, flags = {} }: Sources, fault: (text: string) => void): Layer {
  const told = new Map([
    ...variables(withCapitals(env), (name) => ({ layer: 'environment', name }), fault),
    ...variables(flags, (name) => ({ layer: 'flag', name: `--${flagName(name)}` }), fault),
  ]);
  const path = told.get('TRIALCAST_CONFIG')?.text;
  const file = path === undefined ? new Map<Key, Given>() : readConfigFile(path, env, fault);
  return new Map([...file, ...told]);
}

function variables(
  values: Environment,
  originOf: (name: string) => Origin,
  fault: (text: string) => void,
): Layer {
  const found = new Map<Key, Given>();
  for (const key of KEYS) {
    const text = textIn(values, key);
    const twin = `${key}_FILE`;
    const file = SETTINGS[key].kind === 'secret' ? textIn(values, twin) : undefined;
    if (text !== undefined && file !== undefined)
      fault(`${originOf(key).name} is set twice, by itself and by ${originOf(twin).name}`);
    if (file !== undefined) found.set(key, { origin: originOf(twin), file });
    else if (text !== undefined) found.set(key, { origin: originOf(key), text });
  }
  return found;
}

/** Compose and others pass on variables that nobody set as empty text. */
function textIn(values: Environment, name: string): string | undefined {
  const text = values[name]?.trim();
  return text === '' ? undefined : text;
}

function flagName(variable: string): string {
  const key = KEYS.find((one) => one === variable || `${one}_FILE` === variable);
  if (key === undefined) return variable;
  return key === variable ? flagOf(key) : `${flagOf(key)}-file`;
}

/** As curl and others read them: the small name of a proxy variable comes first. */
function withCapitals(env: Environment): Environment {
  const small = (['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const)
    .map((key) => [key, env[key.toLowerCase()]] as const)
    .filter(([, value]) => value !== undefined);
  return { ...env, ...Object.fromEntries(small) };
}
