/** A fuzz run: many hostile inputs through checkDocument and the validators of both versions, with our profiles and without. */
import { readFileSync } from 'node:fs';
import type { FhirVersion } from '../../../src/shared/fhir-version.ts';
import type { Issue } from '../../../src/shared/issue.ts';
import { ISSUE_CODES } from '../../../src/shared/issue-codes.ts';
import { own } from '../../../src/shared/own.ts';
import { checkDocument } from '../../../src/validate/document/check-document.ts';
import type { Validator } from '../../../src/validate/validator.ts';
import { decodeText } from '../../../src/source/decode-text.ts';
import { loadValidator } from '../../../src/source/load-validator.ts';
import { base, baseR5 } from '../base.ts';
import type { Node } from '../mutants.ts';
import { type Input, type Sources, inputOf, parametersWith } from './inputs.ts';
import { resourceMaker } from './random-resource.ts';
import { TRAPS, poolOf, pumped } from './values.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** Milliseconds of processor time that no input may exceed. */
  readonly limit: number;
}

export interface FuzzReport {
  /** One sentence each, with the number of the input. */
  readonly failures: readonly string[];
  readonly slowest: { readonly milliseconds: number; readonly input: string };
  /** How many inputs were of each kind, how many no JSON. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly invalid: number;
}

interface Subject {
  readonly name: string;
  readonly validator: Validator;
  readonly sources: Sources;
}

const BUNDLES = { r4: 'valid-bundle.json', r5: 'valid-bundle-r5.json' };
/** Larger resources cost much time and show no more. */
const LARGEST = 6000;
const MOST_FAILURES = 20;
const MAX_MESSAGE = 2100;

function subjects(seed: number): readonly Subject[] {
  const pool = poolOf(seed);
  return (['r4', 'r5'] as const).flatMap((fhir): Subject[] => {
    const made = resourceMaker(fhir === 'r4' ? base : baseR5, pool);
    const sources = { texts: textsOf(fhir), pool, ...made };
    return [
      { name: `${fhir} with profiles`, validator: loadValidator({ fhir }), sources },
      { name: `${fhir} alone`, validator: loadValidator({ fhir, folders: [] }), sources },
    ];
  });
}

/** The resources of our valid bundles, each alone. */
function textsOf(fhir: FhirVersion): readonly string[] {
  const text = readFileSync(new URL(`../${BUNDLES[fhir]}`, import.meta.url), 'utf8');
  const { entry } = JSON.parse(text) as { readonly entry: readonly { readonly resource: Node }[] };
  return entry
    .map(({ resource }) => JSON.stringify(resource))
    .filter(({ length }) => length <= LARGEST);
}

/** Inputs made of a seed. */
export function fuzz({ seed, count, limit }: FuzzOptions): FuzzReport {
  return tryAll(madeOf(seed, count), limit);
}

/** Every trap for a regular expression or a parser, long, at all places that take text. */
export function fuzzTraps(ends: readonly string[], limit: number): FuzzReport {
  return tryAll(trapsWith(ends), limit);
}

interface Case {
  readonly name: string;
  readonly input: Input;
  readonly validator: Validator;
}

function* madeOf(seed: number, count: number): Generator<Case> {
  const tried = subjects(seed);
  for (let at = 0; at < count; at += 1) {
    const { name, validator, sources } = tried[at % tried.length] as Subject;
    const input = inputOf(sources, seed, at);
    yield { name: `seed ${seed}, input ${at} (${name}, ${input.kind})`, input, validator };
  }
}

const TRAP_LENGTH = 50_000;

function* trapsWith(ends: readonly string[]): Generator<Case> {
  for (const fhir of ['r4', 'r5'] as const) {
    const validator = loadValidator({ fhir });
    for (const [head, pump] of TRAPS) {
      for (const end of ends) {
        const bytes = Buffer.from(parametersWith(pumped(head, pump, end, TRAP_LENGTH)));
        const name = `${fhir}, ${JSON.stringify([head, pump, end])}`;
        yield { name, input: { kind: 'trap', bytes }, validator };
      }
    }
  }
}

function tryAll(cases: Iterable<Case>, limit: number): FuzzReport {
  const failures: string[] = [];
  const kinds = new Map<string, number>();
  let slowest = { milliseconds: 0, input: '' };
  let invalid = 0;
  for (const { name, input, validator } of cases) {
    kinds.set(input.kind, (kinds.get(input.kind) ?? 0) + 1);
    const started = spent();
    const { result, heard } = overheard(() => tryOne(input, validator));
    const faults = [...result.faults, ...heard];
    const milliseconds = spent() - started;
    if (!result.isJson) invalid += 1;
    if (milliseconds > slowest.milliseconds)
      slowest = { milliseconds, input: `${name}, ${input.bytes.length} bytes` };
    if (milliseconds > limit) failures.push(`${name}: took ${Math.round(milliseconds)} ms`);
    failures.push(...faults.map((fault) => `${name}: ${fault}`));
    if (failures.length >= MOST_FAILURES) break;
  }
  return { failures, slowest, kinds, invalid };
}

/** Milliseconds of processor time: others may be at work on the machine. */
const spent = (): number => process.cpuUsage().user / 1000;

/** With what is written to the console meanwhile, which would stand amid a report. */
function overheard<T>(work: () => T): { readonly result: T; readonly heard: readonly string[] } {
  const heard: string[] = [];
  const { console: told } = globalThis;
  globalThis.console = { ...told, log: (...texts: unknown[]) => void heard.push(texts.join(' ')) };
  try {
    const result = work();
    return { result, heard: heard.map((text) => `wrote to the console: ${text.slice(0, 200)}`) };
  } finally {
    globalThis.console = told;
  }
}

function tryOne(
  { bytes }: Input,
  validator: Validator,
): { readonly faults: readonly string[]; readonly isJson: boolean } {
  const document = decodeText(bytes);
  const parsed = parse(document.text);
  try {
    const { resource, issues } = checkDocument(document, validator);
    const faults = [
      ...faultsOf(issues, document.text),
      ...(parsed.isJson ? [] : faultsOfInvalid(issues)),
    ];
    if (!parsed.isJson) return { faults, isJson: false };
    const isTooDeep = issues.some(({ code }) => code === 'json-too-deep');
    if (resource === undefined && !isTooDeep) faults.push('has no resource');
    if (!isTooDeep) faults.push(...faultsOfVerdict(validator, parsed.value, issues));
    return { faults, isJson: true };
  } catch (error) {
    return {
      faults: [
        `threw ${error instanceof Error ? String(error.stack).slice(0, 600) : String(error)}`,
      ],
      isJson: parsed.isJson,
    };
  }
}

function parse(text: string): { readonly isJson: boolean; readonly value?: unknown } {
  try {
    return { isJson: true, value: JSON.parse(text) as unknown };
  } catch {
    return { isJson: false };
  }
}

function faultsOf(issues: readonly Issue[], text: string): string[] {
  const lines = text.split('\n');
  return issues.flatMap(({ code, message, place, severity }) => {
    if (own(ISSUE_CODES, code) === undefined) return [`gave the unknown code ${code}`];
    if (message === '' || message.length > MAX_MESSAGE)
      return [`gave ${code} a message of ${message.length} characters`];
    if (place?.kind !== 'lines') return [`gave ${severity} ${code} no place`];
    const line = lines[place.first - 1];
    const column = place.column ?? 0;
    return line === undefined || column < 1 || column > line.length + 1
      ? [`put ${code} at ${place.first}:${column}, outside`]
      : [];
  });
}

function faultsOfInvalid(issues: readonly Issue[]): string[] {
  const [first] = issues;
  const isTold =
    issues.length === 1 &&
    first?.severity === 'fatal' &&
    first.place?.kind === 'lines' &&
    first.place.column !== undefined;
  return isTold && /^json-(invalid|too-deep)$/.test(first.code)
    ? []
    : [`is no JSON, and got ${JSON.stringify(issues.slice(0, 3))}`];
}

/** validate() alone says the same as within the document, and leaves the resource and all objects as they were. */
function faultsOfVerdict(
  validator: Validator,
  resource: unknown,
  told: readonly Issue[],
): string[] {
  const before = JSON.stringify(resource);
  const found = validator.validate(resource);
  const text = ({ severity, code, expression, message }: Issue): string =>
    `${severity} ${code} ${expression ?? ''} ${message}`;
  const all = new Set(told.map(text));
  const faults = found
    .filter((issue) => !all.has(text(issue)))
    .map((issue) => `first did not find ${text(issue)}`);
  if (JSON.stringify(resource) !== before) faults.push('was changed');
  if (Object.keys(Object.prototype).length > 0) faults.push('reached Object.prototype');
  return faults;
}
