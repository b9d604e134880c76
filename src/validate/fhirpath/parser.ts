import { FhirPathSyntaxError, tokenize, type Token } from './lexer.ts';

export type Node =
  | { readonly kind: 'literal'; readonly type: string; readonly value: string | number | boolean }
  | { readonly kind: 'quantity'; readonly value: number; readonly unit: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'external'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'child'; readonly target: Node | undefined; readonly name: string }
  | {
      readonly kind: 'call';
      readonly target: Node | undefined;
      readonly name: string;
      readonly parameters: readonly Node[];
    }
  | { readonly kind: 'index'; readonly target: Node; readonly index: Node }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Node;
      readonly right: Node;
    }
  | {
      readonly kind: 'type';
      readonly operator: 'is' | 'as';
      readonly target: Node;
      readonly type: string;
    }
  | { readonly kind: 'negative'; readonly target: Node };

const STRENGTH: Readonly<Record<string, number>> = {
  implies: 1,
  or: 2,
  xor: 2,
  and: 3,
  in: 4,
  contains: 4,
  '=': 5,
  '~': 5,
  '!=': 5,
  '!~': 5,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '|': 7,
  is: 8,
  as: 8,
  '+': 9,
  '-': 9,
  '&': 9,
  '*': 10,
  '/': 10,
  div: 10,
  mod: 10,
};
const MAX_NESTING = 60;
/** Operators and steps of one expression: each makes what is made of it one level deeper. The longest of FHIR has 130. */
const MAX_LINKS = 1000;

interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  links: number;
}

/** Throws FhirPathSyntaxError where the text is no FHIRPath; in double quotes it takes a text unless asked to be strict. */
export function parseFhirPath(text: string, { strict = false } = {}): Node {
  const tokens = tokenize(text);
  const foreign = strict
    ? tokens.find((token) => token.kind === 'string' && token.quoted)
    : undefined;
  if (foreign !== undefined)
    throw new FhirPathSyntaxError(`A text in double quotes at ${foreign.at} in ${text}`);
  const cursor: Cursor = { text, tokens, at: 0, depth: 0, links: 0 };
  const node = expression(cursor, 0);
  if (peek(cursor).kind !== 'end') fail(cursor);
  return node;
}

const END: Token = { kind: 'end', text: '', at: -1 };

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? END;
}

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

function fail(cursor: Cursor): never {
  const token = peek(cursor);
  const met = token.kind === 'end' ? 'end' : `"${token.text}" at ${token.at}`;
  throw new FhirPathSyntaxError(`Unexpected ${met} in ${cursor.text}`);
}

function link(cursor: Cursor): void {
  cursor.at += 1;
  cursor.links += 1;
  if (cursor.links > MAX_LINKS) throw new FhirPathSyntaxError(`Too long: ${cursor.text}`);
}

function isSymbol(cursor: Cursor, text: string): boolean {
  const token = peek(cursor);
  return token.kind === 'symbol' && token.text === text;
}

function expect(cursor: Cursor, text: string): void {
  if (!isSymbol(cursor, text)) fail(cursor);
  cursor.at += 1;
}

function operatorAt(cursor: Cursor): string | undefined {
  const token = peek(cursor);
  if (token.quoted === true || (token.kind !== 'symbol' && token.kind !== 'identifier'))
    return undefined;
  return Object.hasOwn(STRENGTH, token.text) ? token.text : undefined;
}

function expression(cursor: Cursor, weakest: number): Node {
  cursor.depth += 1;
  if (cursor.depth > MAX_NESTING)
    throw new FhirPathSyntaxError(`Nested too deeply: ${cursor.text}`);
  let left = unary(cursor);
  for (;;) {
    const operator = operatorAt(cursor);
    const strength = operator === undefined ? 0 : (STRENGTH[operator] ?? 0);
    if (operator === undefined || strength <= weakest) break;
    link(cursor);
    left =
      operator === 'is' || operator === 'as'
        ? { kind: 'type', operator, target: left, type: typeName(cursor) }
        : { kind: 'binary', operator, left, right: expression(cursor, strength) };
  }
  cursor.depth -= 1;
  return left;
}

function typeName(cursor: Cursor): string {
  let name = take(cursor).text;
  while (isSymbol(cursor, '.')) {
    cursor.at += 1;
    name += `.${take(cursor).text}`;
  }
  return name;
}

function unary(cursor: Cursor): Node {
  if (isSymbol(cursor, '-') || isSymbol(cursor, '+')) {
    const sign = peek(cursor).text;
    link(cursor);
    const target = unary(cursor);
    return sign === '-' ? { kind: 'negative', target } : target;
  }
  return postfix(cursor, term(cursor));
}

function postfix(cursor: Cursor, first: Node): Node {
  let node = first;
  for (;;) {
    if (isSymbol(cursor, '.')) {
      link(cursor);
      node = member(cursor, node);
    } else if (isSymbol(cursor, '[')) {
      link(cursor);
      node = { kind: 'index', target: node, index: expression(cursor, 0) };
      expect(cursor, ']');
    } else return node;
  }
}

function member(cursor: Cursor, target: Node | undefined): Node {
  const token = take(cursor);
  if (token.kind !== 'identifier') fail(cursor);
  if (token.quoted !== true && token.text.startsWith('$'))
    return { kind: 'variable', name: token.text };
  if (!isSymbol(cursor, '(')) return { kind: 'child', target, name: token.text };
  cursor.at += 1;
  const parameters: Node[] = [];
  while (!isSymbol(cursor, ')')) {
    parameters.push(expression(cursor, 0));
    if (!isSymbol(cursor, ')')) expect(cursor, ',');
  }
  cursor.at += 1;
  return { kind: 'call', target, name: token.text, parameters };
}

function term(cursor: Cursor): Node {
  const token = peek(cursor);
  if (token.kind === 'identifier') return identifier(cursor, token);
  cursor.at += 1;
  if (token.kind === 'string') return { kind: 'literal', type: 'System.String', value: token.text };
  if (token.kind === 'number') return numberLiteral(cursor, token);
  if (token.kind === 'date')
    return { kind: 'literal', type: dateType(token.text), value: token.text };
  if (token.kind === 'external') return { kind: 'external', name: token.text };
  if (token.text === '(') {
    const node = expression(cursor, 0);
    expect(cursor, ')');
    return node;
  }
  if (token.text === '{') {
    expect(cursor, '}');
    return { kind: 'empty' };
  }
  cursor.at -= 1;
  return fail(cursor);
}

function identifier(cursor: Cursor, token: Token): Node {
  if (token.quoted !== true && (token.text === 'true' || token.text === 'false')) {
    cursor.at += 1;
    return { kind: 'literal', type: 'System.Boolean', value: token.text === 'true' };
  }
  return member(cursor, undefined);
}

const CALENDAR = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

function numberLiteral(cursor: Cursor, token: Token): Node {
  const { kind, text, quoted } = peek(cursor);
  if (kind === 'string' || (kind === 'identifier' && quoted !== true && CALENDAR.test(text))) {
    cursor.at += 1;
    return { kind: 'quantity', value: Number(token.text), unit: text };
  }
  const type = token.text.includes('.') ? 'System.Decimal' : 'System.Integer';
  return { kind: 'literal', type, value: Number(token.text) };
}

function dateType(text: string): string {
  if (text.startsWith('T')) return 'System.Time';
  return text.includes('T') ? 'System.DateTime' : 'System.Date';
}
