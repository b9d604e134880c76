/**
 * The base definitions as text: JSON with each structure, code system and value set on a line of its own, so that
 * a line is read when it is first asked for. All of R4 takes 80 ms to parse, its lines alone 10.
 */
import type { BaseDefinitions, StructureDefinition } from './structure-definition.ts';
import type { CodeSystemCodes } from './terminology/code-system.ts';
import type { ValueSetCodes } from './terminology/value-set.ts';

export function toBaseText(definitions: BaseDefinitions): string {
  const { structures, codeSystems, valueSets, ...head } = definitions;
  const lists = Object.entries({ structures, codeSystems, valueSets });
  const sections = lists.map(([name, list]) => `"${name}":[\n${list.map(toLine).join(',\n')}\n]`);
  return `${toLine(head).slice(0, -1)},\n${sections.join(',\n')}}\n`;
}

// one byte a character: a text with others takes twice the memory, and longer to read
function toLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The inverse, for texts that toBaseText wrote. */
export function readBaseText(text: string): BaseDefinitions {
  const [head = '', ...lines] = text.split('\n');
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of lines) {
    const [, name] = /^"(\w+)":\[$/.exec(line) ?? [];
    if (name !== undefined) sections.set(name, (section = []));
    else if (line.startsWith('{')) section.push(line.endsWith(',') ? line.slice(0, -1) : line);
  }
  const { fhirVersion, languages } = JSON.parse(`${head.slice(0, -1)}}`) as BaseDefinitions;
  return {
    fhirVersion,
    languages,
    structures: (sections.get('structures') ?? []).map((line) =>
      lazily<StructureDefinition>(line, ['snapshot']),
    ),
    codeSystems: (sections.get('codeSystems') ?? []).map((line) =>
      lazily<CodeSystemCodes>(line, ['codes', 'displays', 'parents', 'inactive', 'deprecated']),
    ),
    valueSets: (sections.get('valueSets') ?? []).map((line) =>
      lazily<ValueSetCodes>(line, ['include', 'exclude']),
    ),
  };
}

/** An object of which all from the first of `later` on is read when one of these is asked for. */
function lazily<T extends object>(line: string, later: readonly (keyof T & string)[]): T {
  // a name in quotes is no part of a string: there its quotes are escaped
  const end = line.indexOf(`,"${later[0]}":`);
  if (end === -1) return JSON.parse(line) as T;
  const head = JSON.parse(`${line.slice(0, end)}}`) as T;
  let whole: T | undefined;
  for (const name of later) {
    Object.defineProperty(head, name, {
      enumerable: true,
      get: () => (whole ??= JSON.parse(line) as T)[name],
    });
  }
  return head;
}
