/**
 * Element paths: FHIRPath-like patterns that name an element of a kind of resource, whatever its
 * position in a list. The grammar is written down in mappings/elements/README.md.
 *
 *   ResearchStudy.identifier(official).value
 *   EvidenceVariable(eligibility).characteristic(inclusion).description
 *   ResearchStudy.extension(label:acronym).extension(value)
 */

/** One step of a pattern: `name`, `name[]` or `name(kind)`. */
export function stepText(name: string, kind: string | undefined, isListed: boolean): string {
  if (kind !== undefined) return `${name}(${kind})`;
  return isListed ? `${name}[]` : name;
}

/** Steps of a pattern; dots within parentheses belong to a name. */
export function stepsOf(pattern: string): readonly string[] {
  return pattern.match(/(?:[^.()]|\([^)]*\))+/gu) ?? [];
}

export type Matcher = (pattern: string) => boolean;

/**
 * Whether a target covers a pattern: it is the same element or one below it.
 * `*` stands for any resource, `(*)` for any kind, `**` for any steps.
 */
export function covering(target: string): Matcher {
  if (!target.includes('*')) {
    return (pattern) =>
      pattern.startsWith(target) &&
      (pattern.length === target.length || pattern.charAt(target.length) === '.');
  }
  const source = stepsOf(target).map((step, at) => stepSource(step, at === 0));
  const expression = new RegExp(`^${source.join('')}(?:\\..*)?$`, 'u');
  return (pattern) => expression.test(pattern);
}

function stepSource(step: string, isFirst: boolean): string {
  const lead = isFirst ? '' : '\\.';
  if (step === '**') return `(?:${lead}.+?)?`;
  if (step === '*') return `${lead}[^.]+`;
  const escaped = step.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return `${lead}${escaped.replaceAll('*', '[^)]*')}`;
}
