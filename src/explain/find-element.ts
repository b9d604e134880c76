/** Finds the elements that an expression of a person or of an issue means. */
import type { OpenBundle, OpenResource } from './bundle-index.ts';
import type { ElementNode } from './element-tree.ts';
import { stepsOf } from './element-path.ts';

export interface FoundElement {
  readonly resource: OpenResource;
  readonly node: ElementNode;
}

/** `Bundle.entry[3].resource.title`, `EvidenceVariable/id.title`, `ResearchStudy.title`, or a pattern. */
export function findElements(bundle: OpenBundle, expression: string): readonly FoundElement[] {
  const { resources, steps } = resourcesOf(bundle, expression.trim());
  return resources.flatMap((resource) =>
    steps
      .reduce<readonly ElementNode[]>(
        (nodes, step) => nodes.flatMap((node) => childrenOf(node).filter(matcherOf(step))),
        [resource.root],
      )
      .map((node) => ({ resource, node })),
  );
}

function resourcesOf(
  bundle: OpenBundle,
  expression: string,
): { readonly resources: readonly OpenResource[]; readonly steps: readonly string[] } {
  const inBundle = /^Bundle\.entry\[(\d+)\]\.resource\.?(.*)$/u.exec(expression);
  if (inBundle) {
    const [, at, rest = ''] = inBundle;
    const resource = bundle.resources[Number(at)];
    return { resources: resource ? [resource] : [], steps: stepsOf(rest) };
  }
  // Ids hold dots too, so the resource is the longest reference the expression starts with.
  const named = bundle.resources
    .filter(({ reference }) => startsWithStep(expression, reference))
    .toSorted((a, b) => b.reference.length - a.reference.length)[0];
  if (named)
    return { resources: [named], steps: stepsOf(expression.slice(named.reference.length + 1)) };
  const [type = '', ...steps] = stepsOf(expression);
  const isMeant = ({ root }: OpenResource): boolean => root.name === type || root.pattern === type;
  return { resources: bundle.resources.filter(isMeant), steps };
}

/** Patterns leave out the `valueX` of an extension, expressions may name it. */
const childrenOf = (node: ElementNode): readonly ElementNode[] =>
  node.children.flatMap((child) =>
    child.pattern === node.pattern ? [child, ...child.children] : [child],
  );

const startsWithStep = (expression: string, start: string): boolean =>
  expression === start || expression.startsWith(`${start}.`);

function matcherOf(step: string): (node: ElementNode) => boolean {
  if (step.includes('(') || step.endsWith('[]')) return (node) => lastStep(node) === step;
  const [, name = step, index] = /^(.*?)(?:\[(\d+)\])?$/u.exec(step) ?? [];
  const isNamed = (node: ElementNode): boolean =>
    node.name === name || (name === 'value' && /^value[A-Z]/u.test(node.name));
  return (node) => isNamed(node) && (index === undefined || node.index === Number(index));
}

const lastStep = ({ pattern }: ElementNode): string | undefined => stepsOf(pattern).at(-1);
