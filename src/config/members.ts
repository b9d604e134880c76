import { readFileSync } from 'node:fs';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import type { Environment } from './reader.ts';

/** What reading nested JSON needs from outside: where faults go, and where secrets may come from. */
export interface MembersContext {
  readonly env: Environment;
  fault(text: string): void;
  /** A variable that holds a secret: known from now on, whatever it is called. */
  useVariable(name: string): void;
}

type Check = readonly [isGood: (value: string) => boolean, what: string];

/**
 * The members of one object of a JSON setting. Each is asked for by name; `finish` reports what nobody
 * asked for, because a misspelt member would leave a default in force. No fault quotes a value that may be secret.
 */
export class Members {
  readonly #object: JsonObject;
  readonly #where: string;
  readonly #context: MembersContext;
  readonly #asked = new Set<string>();

  constructor(object: JsonObject, where: string, context: MembersContext) {
    this.#object = object;
    this.#where = where;
    this.#context = context;
  }

  fault(name: string, what: string): void {
    this.#context.fault(`${this.#where}.${name} ${what}`);
  }

  text(name: string, check?: Check): string | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '')
      return this.#checked(name, value.trim(), check);
    this.fault(name, 'is no text');
    return undefined;
  }

  required(name: string, check?: Check): string {
    return this.#need(name, this.text(name, check));
  }

  /** The string itself, `{"env": NAME}` or `{"file": PATH}`. */
  secret(name: string, check?: Check): string | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const text = typeof value === 'string' ? value : this.#readElsewhere(name, value);
    if (text === undefined) return undefined;
    if (text.trim() !== '') return this.#checked(name, text.trim(), check);
    this.fault(name, 'is empty');
    return undefined;
  }

  requiredSecret(name: string, check?: Check): string {
    return this.#need(name, this.secret(name, check));
  }

  number(name: string, range: { min: number; max: number; isWhole?: boolean }): number | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const { min, max, isWhole = true } = range;
    const isGood =
      typeof value === 'number' &&
      value >= min &&
      value <= max &&
      (!isWhole || Number.isInteger(value));
    if (isGood) return value;
    this.fault(name, `is not a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`);
    return undefined;
  }

  /** False where it is absent. */
  flag(name: string): boolean {
    const value = this.#take(name);
    if (value !== undefined && typeof value !== 'boolean')
      this.fault(name, 'is neither true nor false');
    return value === true;
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(name, `is not one of ${allowed.join(', ')}`);
    return found;
  }

  members(name: string): Members | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (isJsonObject(value)) return new Members(value, `${this.#where}.${name}`, this.#context);
    this.fault(name, 'is no object');
    return undefined;
  }

  finish(): void {
    for (const name of Object.keys(this.#object)) {
      if (!this.#asked.has(name)) this.fault(name, 'is not known here');
    }
  }

  #take(name: string): Json | undefined {
    this.#asked.add(name);
    return this.#object[name];
  }

  #need(name: string, value: string | undefined): string {
    if (this.#object[name] === undefined) this.fault(name, 'is missing');
    return value ?? '';
  }

  #checked(name: string, value: string, check: Check | undefined): string | undefined {
    if (!check || check[0](value)) return value;
    this.fault(name, `is not ${check[1]}`);
    return undefined;
  }

  #readElsewhere(name: string, value: Json): string | undefined {
    const { env, file, ...rest } = isJsonObject(value) ? value : {};
    const [variable, path] = [textOf(env), textOf(file)];
    if ((variable === undefined) === (path === undefined) || Object.keys(rest).length > 0) {
      this.fault(name, 'is neither text nor {"env": NAME} nor {"file": PATH}');
      return undefined;
    }
    return path === undefined
      ? this.#readVariable(name, variable ?? '')
      : this.#readFile(name, path);
  }

  #readVariable(name: string, variable: string): string | undefined {
    this.#context.useVariable(variable);
    const text = this.#context.env[variable];
    if (text === undefined) this.fault(name, `names the variable ${variable}, which is not set`);
    return text;
  }

  #readFile(name: string, path: string): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      this.fault(name, `names a file that cannot be read (${reason})`);
      return undefined;
    }
  }
}

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
