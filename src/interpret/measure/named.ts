/** Values that go by the words of the text, for want of an entry in the lexicon. */
import { concept } from './lexicon/variable.ts';
import type { Statement } from './statement.ts';

const NAMED = concept('named-value', 'Value named in the text');

/** What is compared is called `name`, verbatim. */
export const namedValue = (
  name: string,
  value: Statement['value'],
  { start, end }: Pick<Statement, 'start' | 'end'>,
): Statement => ({ rule: 'name', type: { ...NAMED, text: name }, value, start, end });
