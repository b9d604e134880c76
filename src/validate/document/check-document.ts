/**
 * JSON text against the definitions: what the text itself has wrong, what the resource in it has wrong,
 * and the line and column of each. Clean text is parsed, counted and checked; it is gone over a second
 * time only where something is wrong.
 */
import { bySeverity, isAtOrAbove, type Issue, type Severity } from '../../shared/issue.ts';
import { flawsOf, mayHaveFlaws, type JsonFlaws } from '../../shared/json-flaws.ts';
import {
  positionFinder,
  stretchesOf,
  type Position,
  type Stretch,
} from '../../shared/json-positions.ts';
import { MAX_NESTING, parseJson } from '../../shared/json-parse.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { ValidateOptions, Validator } from '../validator.ts';
import { flawIssues, invalidIssue, notUtf8Issue, placeAt, tooDeepIssue } from './text-issues.ts';

export interface JsonDocument {
  readonly text: string;
  /** Line of its file at which the text begins. @default 1 */
  readonly firstLine?: number;
  /** Offset in `text` of the first character that stands for bytes which were not UTF-8. */
  readonly replacedAt?: number;
  /** The part of `text` that holds the resource, where it is not the whole. */
  readonly part?: Stretch;
}

export interface DocumentCheck {
  /** Undefined where the text is no JSON, or nests too deep to be checked. */
  readonly resource: unknown;
  /** Worst first, then by place; each with line and column. */
  readonly issues: readonly Issue[];
}

export interface CheckOptions extends ValidateOptions {
  /** Issues less severe get no place, which costs a look at the whole text. @default 'information' */
  readonly placesOf?: Severity;
}

/** Throws nothing, whatever the text. `options` may depend on the resource that is found in it. */
export function checkDocument(
  document: JsonDocument,
  validator: Pick<Validator, 'validate'>,
  options: CheckOptions | ((resource: unknown) => CheckOptions) = {},
): DocumentCheck {
  const { firstLine, replacedAt, part } = document;
  const text = part ? document.text.slice(part.start, part.end) : document.text;
  const find = positionFinder(document.text, firstLine);
  const spot = (offset: number): Position => find(offset + (part?.start ?? 0));
  const read = readText(text);
  if (read === 'invalid') return { resource: undefined, issues: [invalidIssue(text, spot)] };
  if (read === 'too-deep') {
    return { resource: undefined, issues: [tooDeepIssue(MAX_NESTING, spot)] };
  }
  const { resource, flaws } = read;
  const { placesOf = 'information', ...given } =
    typeof options === 'function' ? options(resource) : options;
  const found = validator.validate(resource, given);
  const root = rootOf(resource);
  const issues = [
    ...(replacedAt === undefined ? [] : [notUtf8Issue(replacedAt, root, find)]),
    ...flawIssues(flaws, root, spot),
    ...withPlaces(found, text, spot, placesOf),
  ];
  return { resource, issues: bySeverity(issues) };
}

interface ReadText {
  readonly resource: unknown;
  readonly flaws: JsonFlaws;
}

const NO_FLAWS: JsonFlaws = { flaws: [], leftOut: new Map() };

function readText(text: string): ReadText | 'invalid' | 'too-deep' {
  const parsed = parseJson(text);
  if (parsed.kind !== 'value') return parsed.kind;
  const { value: resource } = parsed;
  if (!mayHaveFlaws(text, resource)) return { resource, flaws: NO_FLAWS };
  return isDeeper(resource, MAX_NESTING) ? 'too-deep' : { resource, flaws: flawsOf(text) };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function rootOf(resource: unknown): string {
  const type = isJsonObject(resource) ? resource['resourceType'] : undefined;
  return typeof type === 'string' && /^[A-Za-z]{1,64}$/.test(type) ? type : 'Resource';
}

function withPlaces(
  found: readonly Issue[],
  text: string,
  spot: (offset: number) => Position,
  limit: Severity,
): readonly Issue[] {
  const isPlaced = ({ severity }: Issue): boolean => isAtOrAbove(severity, limit);
  const expressions = new Set(found.filter(isPlaced).map(({ expression }) => expression ?? ''));
  if (expressions.size === 0) return found;
  // the root alone (dom-6, of nearly every resource of an export) is found without a look at the text
  const isRootOnly = [...expressions].every((expression) => !/[.[]/.test(expression));
  const stretches = isRootOnly ? new Map<string, Stretch>() : stretchesOf(text, expressions);
  return found.map((issue) => {
    if (!isPlaced(issue)) return issue;
    const start = stretches.get(issue.expression ?? '')?.start ?? 0;
    return { ...issue, place: placeAt(spot, start) };
  });
}
