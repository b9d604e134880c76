/** Every regular expression that text from outside meets: those of the source and those of the definitions' invariants. */
import { readFileSync, readdirSync } from 'node:fs';
import type { BaseDefinitions } from '../../../src/validate/structure-definition.ts';

export interface Pattern {
  readonly where: string;
  readonly expression: RegExp;
}

const SOURCE = new URL('../../../src/', import.meta.url);
/** What checks documents; the rest of the source reads files named by the user. */
const CHECKING = /^(validate\/|shared\/json|source\/ucum).*\.ts$/;
const COMMENT = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;
const LITERAL =
  /(?<=[=(,:!&|?[{;\s])\/(?![*/?\s])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]}])/g;

export function patternsOfSource(): readonly Pattern[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => CHECKING.test(name))
    .flatMap((name) => {
      const code = readFileSync(new URL(name, SOURCE), 'utf8').replaceAll(COMMENT, '');
      return [...code.matchAll(LITERAL)].map(([whole, source = '', flags = '']): Pattern => ({
        where: `${name} ${whole}`,
        expression: new RegExp(source, flags),
      }));
    });
}

export function patternsOfInvariants(definitions: readonly BaseDefinitions[]): readonly Pattern[] {
  const found = new Map<string, Pattern>();
  for (const { structures } of definitions) {
    const constraints = structures.flatMap(({ snapshot }) =>
      (snapshot?.element ?? []).flatMap(({ constraint }) => constraint ?? []),
    );
    for (const { key, expression = '' } of constraints) {
      for (const [, quoted = ''] of expression.matchAll(
        /matches(?:Full)?\('((?:[^'\\]|\\.)*)'\)/g,
      )) {
        const source = quoted.replaceAll(/\\(.)/g, (whole, next: string) =>
          "\\'".includes(next) ? next : whole,
        );
        found.set(source, { where: `${key} ${source}`, expression: new RegExp(source, 's') });
      }
    }
  }
  return [...found.values()];
}
