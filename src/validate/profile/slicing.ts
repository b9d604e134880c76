/** Which slice a value belongs to, told by the discriminators (http://hl7.org/fhir/R4/profiling.html#discriminator). */
import { asText, isJsonObject } from '../../shared/json.ts';
import { resolveReference } from '../bundle/resolve-reference.ts';
import type { Item, Plans, Run } from '../plan/plan.ts';
import { compileFhirPath } from '../fhirpath/compile.ts';
import type { Compiled } from '../fhirpath/scope.ts';
import { FhirPathSyntaxError } from '../fhirpath/lexer.ts';
import { isOfType } from '../fhirpath/navigate.ts';
import { lastSegment } from '../plan/compile-plans.ts';
import type { Discriminator } from '../structure-definition.ts';
import { withoutVersion } from '../terminology/value-set.ts';
import { type ProfileChecks, choiceValue, fitsPattern } from './demands.ts';
import { type RawNode, toRawTree } from './raw-tree.ts';

type Matcher = (item: Item, run: Run) => boolean | undefined;
type Test = (items: readonly Item[], run: Run) => boolean;

/** Undefined where the definition does not say what tells the slice apart. */
export function sliceMatcher(
  slice: RawNode,
  discriminators: readonly Discriminator[],
  plans: () => Plans,
  checks: ProfileChecks,
): Matcher | undefined {
  const matchers = discriminators.map((discriminator) =>
    matcher(slice, discriminator, plans, checks),
  );
  const known = matchers.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < matchers.length) return undefined;
  const [only, ...others] = known;
  if (others.length === 0) return only;
  return (item, run) => {
    const verdicts = known.map((matches) => matches(item, run));
    if (verdicts.includes(false)) return false;
    return verdicts.includes(undefined) ? undefined : true;
  };
}

function matcher(
  slice: RawNode,
  { type, path }: Discriminator,
  plans: () => Plans,
  checks: ProfileChecks,
): Matcher | undefined {
  const steps = stepsOf(path);
  const isByTargetType = type === 'type' && isResolved(steps);
  const select = compiled(isByTargetType ? path.replace(/\.?resolve\(\)$/, '') || '$this' : path);
  const test = isByTargetType
    ? targetTypeTest(slice, steps, plans, checks)
    : TESTS.get(type)?.(slice, steps, checks);
  if (select === undefined || test === undefined) return undefined;
  return (item, run) => {
    const focus = [item];
    const { unseen } = run;
    if (test(select(focus, { plans: plans(), run, context: focus, focus, index: 0 }), run))
      return true;
    return run.unseen > unseen ? undefined : false;
  };
}

function compiled(path: string): Compiled | undefined {
  try {
    return compileFhirPath(path);
  } catch (error) {
    if (error instanceof FhirPathSyntaxError) return undefined;
    throw error;
  }
}

type Step = { readonly name: string } | { readonly url: string } | { readonly isResolve: true };

/** Element names on the way; `$this` and `ofType()` stay where they are. */
function stepsOf(path: string): Step[] {
  const parts =
    path.match(/extension\('[^']*'\)|[A-Za-z]+\([^)]*\)|[$A-Za-z][A-Za-z0-9]*(\[x\])?/g) ?? [];
  return parts.flatMap((part): Step[] => {
    const url = /^extension\('([^']*)'\)$/.exec(part)?.[1];
    if (url !== undefined) return [{ url }];
    if (part === 'resolve()') return [{ isResolve: true }];
    return part.startsWith('$') || part.includes('(') ? [] : [{ name: part }];
  });
}

function follow(node: RawNode, step: Step, checks: ProfileChecks): RawNode | undefined {
  if ('isResolve' in step) return definitionOf(node, 'targetProfile', checks);
  if ('name' in step) return childOf(node, step.name) ?? inProfile(node, step.name, checks);
  const slices = [...(node.children.get('extension')?.slices.values() ?? [])];
  return slices.find((slice) => extensionUrl(slice) === step.url);
}

function childOf(node: RawNode, name: string): RawNode | undefined {
  return node.children.get(name) ?? node.children.get(`${name}[x]`);
}

// what the slice leaves to the profile of its type
function inProfile(node: RawNode, name: string, checks: ProfileChecks): RawNode | undefined {
  const definition = definitionOf(node, 'profile', checks);
  return definition === undefined ? undefined : childOf(definition, name);
}

/** The one profile an element names for its value, or for what its value refers to. */
function definitionOf(
  { element }: RawNode,
  by: 'profile' | 'targetProfile',
  { structureOf }: ProfileChecks,
): RawNode | undefined {
  const [url, ...others] = (element?.type ?? []).flatMap((type) => type[by] ?? []);
  const structure =
    url === undefined || others.length > 0 ? undefined : structureOf(withoutVersion(url));
  return structure === undefined ? undefined : toRawTree(structure);
}

/** The url an extension slice is about: of its definition, or fixed. */
export function extensionUrl(slice: RawNode): string | undefined {
  const profile = slice.element?.type?.[0]?.profile?.[0];
  if (profile !== undefined) return withoutVersion(profile);
  const url = slice.children.get('url')?.element;
  const fixed =
    url === undefined ? undefined : (choiceValue(url, 'fixed') ?? choiceValue(url, 'pattern'));
  return typeof fixed === 'string' ? fixed : undefined;
}

function nodeAt(
  slice: RawNode,
  steps: readonly Step[],
  checks: ProfileChecks,
): RawNode | undefined {
  let node: RawNode | undefined = slice;
  for (const step of steps) node = node === undefined ? undefined : follow(node, step, checks);
  return node;
}

/** What the slice fixes at the path: at the element itself, or inside the pattern of one above it. */
function expectedAt(
  slice: RawNode,
  steps: readonly Step[],
  checks: ProfileChecks,
): { readonly value: unknown } | undefined {
  let node: RawNode | undefined = slice;
  for (let index = 0; index <= steps.length && node !== undefined; index += 1) {
    const { element } = node;
    const fixed = element === undefined ? undefined : choiceValue(element, 'fixed');
    const value = fixed ?? (element === undefined ? undefined : choiceValue(element, 'pattern'));
    if (value !== undefined) {
      const inner = inside(value, steps.slice(index));
      if (inner !== undefined) return { value: inner };
    }
    const step = steps[index];
    node = step === undefined ? undefined : follow(node, step, checks);
  }
  return undefined;
}

function inside(value: unknown, steps: readonly Step[]): unknown {
  let current = value;
  for (const step of steps) {
    if (Array.isArray(current)) current = current[0] as unknown;
    current = isJsonObject(current) && 'name' in step ? current[step.name] : undefined;
  }
  return Array.isArray(current) && current.length === 1 ? (current[0] as unknown) : current;
}

type MakeTest = (slice: RawNode, steps: readonly Step[], checks: ProfileChecks) => Test | undefined;

const valueTest: MakeTest = (slice, steps, checks) => {
  const [first] = steps;
  if (steps.length === 1 && first !== undefined && 'name' in first && first.name === 'url') {
    const url = extensionUrl(slice);
    if (url !== undefined) return (items) => items.some((item) => item.value === url);
  }
  const expected = expectedAt(slice, steps, checks);
  if (expected !== undefined)
    return (items) => items.some((item) => fitsPattern(item.value, expected.value));
  return bindingTest(nodeAt(slice, steps, checks), checks);
};

function bindingTest(node: RawNode | undefined, checks: ProfileChecks): Test | undefined {
  const binding = node?.element?.binding;
  const bound = checks.terminology.binding(binding?.strength ?? '', binding?.valueSet);
  const has = bound?.has;
  if (bound?.strength !== 'required' || has === undefined) return undefined;
  return (items) =>
    items.some((item) => codesOf(item.value).some(([system, code]) => has(system, code)));
}

function codesOf(value: unknown): (readonly [string | undefined, string])[] {
  if (typeof value === 'string') return [[undefined, value]];
  if (!isJsonObject(value)) return [];
  if (Array.isArray(value['coding'])) return value['coding'].flatMap(codesOf);
  const { system, code } = value;
  return typeof code === 'string' && typeof system === 'string' ? [[system, code]] : [];
}

const existsTest: MakeTest = (slice, steps, checks) => {
  const element = nodeAt(slice, steps, checks)?.element;
  if (element?.max === '0') return (items) => items.length === 0;
  return (element?.min ?? 0) > 0 ? (items) => items.length > 0 : undefined;
};

const typeTest: MakeTest = (slice, steps, checks) => {
  const codes = (nodeAt(slice, steps, checks)?.element?.type ?? []).map(({ code }) => code);
  if (codes.length === 0) return undefined;
  return (items) => items.some((item) => codes.some((code) => isOfType(item, code)));
};

/** References, by the type of what they lead to: known also of what is not at hand. */
function targetTypeTest(
  slice: RawNode,
  steps: readonly Step[],
  plans: () => Plans,
  checks: ProfileChecks,
): Test | undefined {
  const types = nodeAt(slice, steps.slice(0, -1), checks)?.element?.type ?? [];
  const wanted = types
    .flatMap((type) => type.targetProfile ?? [])
    .map((url) => targetType(url, checks));
  if (wanted.length === 0) return undefined;
  return (items, run) =>
    items.some((item) => {
      const type = knownTargetType(item.value, run);
      const lineage = type === undefined ? [] : (plans().resource(type)?.lineage ?? []);
      return wanted.some((each) => lineage.includes(each));
    });
}

function knownTargetType(value: unknown, run: Run): string | undefined {
  const reference = isJsonObject(value) ? value['reference'] : value;
  if (typeof reference !== 'string') return undefined;
  const found = resolveReference(reference, run);
  if (found.kind === 'found') return asText(found.resource['resourceType']);
  return found.kind === 'outside' && found.isKnown ? found.type : undefined;
}

function isResolved(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last !== undefined && 'isResolve' in last;
}

function targetType(profile: string, { structureOf }: ProfileChecks): string {
  const url = withoutVersion(profile);
  return structureOf(url)?.type ?? lastSegment(url);
}

const profileTest: MakeTest = (slice, steps, checks) => {
  const isOfTarget = isResolved(steps);
  const node = nodeAt(slice, isOfTarget ? steps.slice(0, -1) : steps, checks);
  const profiles = (node?.element?.type ?? []).flatMap(
    (type) => type[isOfTarget ? 'targetProfile' : 'profile'] ?? [],
  );
  if (profiles.length === 0) return undefined;
  return (items, run) =>
    items.some((item) =>
      profiles.some((profile) => checks.fits(withoutVersion(profile), item, run) === true),
    );
};

/** What R5 has besides, the position of a value, tells no slice apart here. */
const TESTS: ReadonlyMap<Discriminator['type'], MakeTest> = new Map([
  ['value', valueTest],
  ['pattern', valueTest],
  ['exists', existsTest],
  ['type', typeTest],
  ['profile', profileTest],
]);
