import { diffTrials } from '../../../src/compare/trial/diff-trials.ts';
import type { Change } from '../../../src/compare/trial/change.ts';
import { interpret } from '../../../src/interpret/interpret.ts';
import { parse } from '../../../src/parse/parse.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/shared/json.ts';
import { toReceived } from '../../../src/shared/received.ts';
import type { Trial } from '../../../src/trial/trial.ts';
import { definitions } from '../../corpus/records.ts';

export const { tables } = definitions;

export function trialOf(text: string): Trial {
  const { value } = parse(toReceived('version', text));
  if (!value) throw new Error('the version is no record');
  return interpret(value).value;
}

export const trialOfStudy = (study: Json): Trial => trialOf(JSON.stringify(study));

/** The tree with one value replaced, at the tokens of a JSON Pointer; `undefined` takes it out. */
export function replaced(
  tree: Json,
  [token, ...rest]: readonly string[],
  value: Json | undefined,
): Json {
  if (token === undefined) return value ?? null;
  if (Array.isArray(tree)) {
    return (tree as readonly Json[]).flatMap((item, at) => {
      if (String(at) !== token) return [item];
      return rest.length === 0 && value === undefined ? [] : [replaced(item, rest, value)];
    });
  }
  if (!isJsonObject(tree)) return tree;
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(tree).filter(([name]) => name !== token));
  }
  return { ...tree, [token]: replaced(tree[token] ?? null, rest, value) };
}

export const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A record as small as a record can be, with these modules. */
export const study = (modules: JsonObject): JsonObject => ({
  protocolSection: {
    identificationModule: { nctId: 'NCT00000001', briefTitle: 'A study' },
    ...modules,
  },
});

export const changesBetween = (before: JsonObject, after: JsonObject): readonly Change[] =>
  diffTrials(trialOfStudy(study(before)), trialOfStudy(study(after)), tables);

export const wordsBetween = (before: JsonObject, after: JsonObject): string[] =>
  changesBetween(before, after).map(({ words }) => words);
