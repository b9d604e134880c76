/**
 * A run of `validate`: every document of the inputs is read, checked and told, one at a time, so that memory
 * does not grow with the input. Files are gone over twice where references lead from one to another.
 */
import type { Issue } from '../../shared/issue.ts';
import { asText, isJsonObject } from '../../shared/json.ts';
import {
  pieceName,
  readInput,
  type Input,
  type Piece,
  type Reading,
  type ReadOptions,
} from '../../source/read-inputs.ts';
import { checkDocument, type CheckOptions } from '../../validate/document/check-document.ts';
import type { Validator } from '../../validate/validator.ts';
import { countTypes, type RecordReport } from '../report/report.ts';
import type { AskedProfiles } from './asked-profiles.ts';
import type { Progress } from './progress.ts';
import { Targets, type ReferencePolicy } from './targets.ts';

export interface RunParts {
  readonly validator: Validator;
  readonly profiles: AskedProfiles;
  readonly references: ReferencePolicy;
  readonly maxBytes: number;
  readonly isVerbose: boolean;
  readonly progress: Progress;
  /** Called after each piece that is read. */
  readonly boundHeap: () => void;
}

export interface RunEnd {
  /** True where the inputs held no document at all. */
  readonly isEmpty: boolean;
  /** Types that are referred to and of which nothing was given. */
  readonly typesOutside: readonly string[];
  /** Codes that could not be looked up, by code system. */
  readonly unchecked: ReadonlyMap<string, number>;
}

/** Names of code systems come from outside: a limit holds what is kept of them. */
const MOST_SYSTEMS = 10_000;

class Unchecked extends Map<string, number> {
  override set(system: string, count: number): this {
    return this.size < MOST_SYSTEMS || this.has(system) ? super.set(system, count) : this;
  }
}

/** Checks all inputs; `tell` is called for each document, in order. */
export async function checkInputs(
  inputs: readonly Input[],
  parts: RunParts,
  tell: (report: RecordReport) => Promise<void>,
): Promise<RunEnd> {
  const { progress, maxBytes } = parts;
  const isReadTwice = inputs.every(({ canReread }) => canReread);
  const targets = new Targets(parts.references, isReadTwice);
  const onBytes = (count: number): void => {
    parts.boundHeap();
    progress.bytes(count);
  };
  const options = { maxBytes, onBytes };
  const only = await noteTargets(inputs, parts.references, options, targets);
  const unchecked = new Unchecked();
  // a document alone says nothing of what it refers to, unless the user does
  const isLinked = only === undefined || parts.references !== undefined;
  const checking = { ...parts, unchecked, targets: isLinked ? targets : undefined };
  let documents = 0;
  const check = async (reading: Reading): Promise<void> => {
    if (isNothing(reading)) return;
    documents += 1;
    await tell(reportOf(reading, checking));
  };
  if (only) await check(only);
  else {
    for (const input of inputs) {
      for await (const reading of readInput(input, options)) await check(reading);
    }
  }
  // of a single document nobody knows what it belongs to
  if (documents > 1 || parts.references) {
    for (const report of missingTargets(targets, parts)) await tell(report);
  }
  return { isEmpty: documents === 0, typesOutside: targets.typesOutside, unchecked };
}

/** Standard input that was closed without a word. */
function isNothing(reading: Reading): boolean {
  return reading.file === 'stdin' && !('failure' in reading) && reading.text.trim() === '';
}

/**
 * Goes over files that can be read again and notes what is in them. An input that is one document as a whole
 * is returned: it needs no second look, and its references lead out of it.
 */
async function noteTargets(
  inputs: readonly Input[],
  references: ReferencePolicy,
  options: ReadOptions,
  targets: Targets,
): Promise<Piece | undefined> {
  const files = inputs.filter(({ canReread }) => canReread);
  if (references === 'ignore' || files.length === 0) return undefined;
  let only: Piece | undefined;
  let count = 0;
  for (const input of files) {
    for await (const reading of readInput(input, options)) {
      count += 1;
      if ('failure' in reading) continue;
      targets.noteText(reading.text);
      only = count === 1 && reading.line === undefined ? reading : undefined;
    }
  }
  return count === 1 && inputs.length === 1 ? only : undefined;
}

interface Checking extends RunParts {
  readonly targets: Targets | undefined;
  readonly unchecked: Map<string, number>;
}

function reportOf(reading: Reading, checking: Checking): RecordReport {
  const { targets, validator } = checking;
  const name = pieceName(reading);
  if ('failure' in reading) {
    const issue: Issue = {
      severity: 'fatal',
      code: 'input-unreadable',
      message: reading.failure.message,
    };
    return { name, resources: new Map(), issues: [issue] };
  }
  targets?.startDocument(name);
  const firstLine = reading.line ?? 1;
  const document = { ...reading, firstLine };
  const { resource, issues } = checkDocument(document, validator, (found) => {
    targets?.noteResource(found);
    return optionsFor(found, checking);
  });
  const isRecord = isJsonObject(resource) && resource['protocolSection'] !== undefined;
  return {
    name,
    file: reading.file,
    resources: countTypes(resource),
    issues: isRecord ? [registryRecord()] : issues,
    document: { text: reading.text, firstLine, resource },
  };
}

function optionsFor(
  resource: unknown,
  { profiles, references, isVerbose, targets, unchecked }: Checking,
): CheckOptions {
  const type = isJsonObject(resource) ? asText(resource['resourceType']) : '';
  const isBundle = type === 'Bundle';
  return {
    profilesFor: profiles.for,
    // a Bundle that is to be complete and is not is at fault; an export may be cut out of something larger
    danglingReferences: references ?? (isBundle ? 'error' : 'warning'),
    unchecked,
    placesOf: isVerbose ? 'information' : 'warning',
    ...(targets &&
      references !== 'ignore' &&
      (references || !isBundle) && { resolve: targets.resolve }),
  };
}

function* missingTargets(targets: Targets, { references }: RunParts): Generator<RecordReport> {
  for (const { reference, from, count } of targets.missing()) {
    const more = count === 1 ? '' : `, and ${count - 1} more times`;
    const issue: Issue = {
      severity: references === 'error' ? 'error' : 'warning',
      code: 'reference-dangling',
      message: `"${reference}" is not in the input; ${from} refers to it${more}.`,
    };
    yield { name: from, resources: new Map(), issues: [issue] };
  }
}

function registryRecord(): Issue {
  return {
    severity: 'error',
    code: 'resource-type-unknown',
    message:
      'This is a ClinicalTrials.gov record, not a FHIR resource; run "trialcast convert" on it first.',
  };
}
