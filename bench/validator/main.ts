/**
 * Our validator beside the reference one (HAPI), on the same resources: where verdicts and places agree, and how
 * fast both are.
 *
 *   npm run bench:validator                                   everything; hours the first time
 *   npm run bench:validator -- --sets examples --fhir r4      one part of it
 *   npm run bench:validator -- --known                        only what the reference validator was asked before
 *   npm run bench:validator -- --sample 40 --per-kind 14      bundles, and mutants of each kind and version
 *   npm run bench:validator -- --sets mutants --seed 7        mutants that nothing was ever tuned to
 *   npm run bench:validator -- --sets random --sample 300     random edits of examples; only where it is named
 *   npm run bench:validator -- --fresh                        bundles made anew by the converter as it is now
 *   npm run bench:validator -- --speed                        the speed part alone
 *   npm run bench:validator -- --list disagreements.md        writes every disagreement, by cause
 *   npm run bench:validator -- --docs                         writes the tables of docs/validation.md
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FHIR_VERSIONS, type FhirVersion } from '../../src/shared/fhir-version.ts';
import { hasJudge, hasStudies, NO_JUDGE, NO_STUDIES } from '../../test/full/judge.ts';
import { SEED, bundleCases, mutantCases, randomCases } from './cases.ts';
import { type Agreement, agreementOf, type Case, type Pair } from './compare.ts';
import { examplesOf } from './examples.ts';
import { openHapi } from './hapi.ts';
import { hasErrors } from './judged.ts';
import { judgeOurs, mutantJudge, openOurs } from './ours.ts';
import { listOf, textTable, writeDocs } from './report.ts';
import { measureSpeed } from './speed.ts';

const SETS = ['examples', 'bundles', 'mutants', 'random'] as const;
type CaseSet = (typeof SETS)[number];

const { values: options } = parseArgs({
  options: {
    sets: { type: 'string' },
    fhir: { type: 'string', default: FHIR_VERSIONS.join(',') },
    sample: { type: 'string', default: '923' },
    'per-kind': { type: 'string', default: '10' },
    seed: { type: 'string', default: String(SEED) },
    known: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
    list: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});

/** Of the mutants of a kind and version, how many are of our own bundles. */
const OF_BUNDLES = 0.3;
/** Bundles the mutants are made of. */
const MUTATED_BUNDLES = 60;

export interface Part {
  readonly name: string;
  readonly fhir: FhirVersion;
  readonly set: CaseSet;
  readonly agreement: Agreement;
}

/** Both verdicts on every case; with our profiles loaded in both where the cases are of our own bundles. */
async function judge(fhir: FhirVersion, cases: readonly Case[], own: boolean): Promise<Pair[]> {
  const hapi = openHapi(fhir, own);
  const ours = openOurs(fhir, own);
  const pairs: Pair[] = [];
  const judgeMutant = mutantJudge(ours);
  for (const { text, before, ...named } of cases) {
    const reference = options.known ? hapi.known(text) : await hapi.judge(text);
    if (reference === undefined) continue;
    const mine = before === undefined ? judgeOurs(ours, text) : judgeMutant(text, before);
    pairs.push({ ...named, hapi: reference, ours: mine });
    if (pairs.length % 200 === 0) console.error(`${fhir}: ${pairs.length} of ${cases.length}`);
  }
  hapi.stop();
  return pairs;
}

/** Those the reference validator finds no error in. */
async function validOf(fhir: FhirVersion, cases: readonly Case[], own: boolean): Promise<Case[]> {
  const hapi = openHapi(fhir, own);
  const valid: Case[] = [];
  for (const one of cases) {
    const judged = options.known ? hapi.known(one.text) : await hapi.judge(one.text);
    if (judged && judged.unable === undefined && !hasErrors(judged)) valid.push(one);
  }
  hapi.stop();
  return valid;
}

async function pairsOf(set: CaseSet, fhir: FhirVersion): Promise<Pair[]> {
  if (set === 'examples') return judge(fhir, examplesOf(fhir), false);
  if (set === 'bundles')
    return judge(fhir, bundleCases(fhir, Number(options.sample), options.fresh), true);
  if (set === 'random') {
    const valid = await validOf(fhir, examplesOf(fhir).filter(isMutable), false);
    const cases = randomCases(valid, Number(options.sample), Number(options.seed));
    return judge(fhir, cases, false);
  }
  const perKind = Number(options['per-kind']);
  const perKindOfBundles = Math.max(1, Math.round(perKind * OF_BUNDLES));
  const examples = await validOf(fhir, examplesOf(fhir).filter(isMutable), false);
  const made = bundleCases(fhir, MUTATED_BUNDLES, options.fresh).filter(isSmall);
  const bundles = await validOf(fhir, made, true);
  const seed = Number(options.seed);
  const ofExamples = mutantCases(fhir, examples, { seed, perKind: perKind - perKindOfBundles });
  const ofBundles = mutantCases(fhir, bundles, { seed, perKind: perKindOfBundles });
  return [...(await judge(fhir, ofExamples, false)), ...(await judge(fhir, ofBundles, true))];
}

// larger ones take the reference validator too long to be mutated by the hundred
const isMutable = ({ text }: Case): boolean => text.length <= 30_000;
const isSmall = ({ text }: Case): boolean => text.length <= 80_000;

const isAsked = (set: CaseSet): boolean => options.sets?.includes(set) ?? set !== 'random';

async function run(): Promise<void> {
  if (!hasJudge) return console.log(`Nothing compared: ${NO_JUDGE}.`);
  const parts: Part[] = [];
  for (const set of options.speed ? [] : SETS.filter(isAsked)) {
    if (set !== 'examples' && !hasStudies) {
      console.log(`${set} not compared: ${NO_STUDIES}.`);
      continue;
    }
    for (const fhir of FHIR_VERSIONS.filter((one) => options.fhir.includes(one))) {
      const agreement = agreementOf(await pairsOf(set, fhir));
      parts.push({ name: `${set} ${fhir.toUpperCase()}`, set, fhir, agreement });
    }
  }
  if (parts.length > 0) console.log(textTable(parts));
  if (options.list !== undefined) writeFileSync(options.list, listOf(parts));
  const isPart = options.sets !== undefined || options.known;
  const speed = isPart && !options.speed ? undefined : await measureSpeed();
  if (speed !== undefined) console.log(speed.text);
  if (options.docs) writeDocs(parts, speed?.text);
}

await run();
