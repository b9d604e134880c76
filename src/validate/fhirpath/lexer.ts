/** FHIRPath text -> tokens (http://hl7.org/fhirpath/N1/grammar.html). */
type TokenKind = 'identifier' | 'string' | 'number' | 'date' | 'external' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  /** Written in backticks, so never a keyword; of a text, in double quotes, which FHIRPath does not know. */
  readonly quoted?: boolean;
}

export class FhirPathSyntaxError extends Error {
  override readonly name = 'FhirPathSyntaxError';
}

const PATTERNS: readonly (readonly [TokenKind | 'space', RegExp])[] = [
  ['space', /\s+|\/\/[^\n]*|\/\*[^]*?\*\//y],
  [
    'date',
    /@(?:T\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?|\d{4}(?:-\d{2}(?:-\d{2})?)?(?:T(?:\d{2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?)?)?(?:Z|[+-]\d{2}:\d{2})?)?)/y,
  ],
  ['number', /\d+(?:\.\d+)?/y],
  // eld-11 of R5 quotes a text as FHIRPath does not: it is evaluated, and found where a definition is checked
  ['string', /'(?:[^'\\]|\\.)*'|"[^"\\]*"/y],
  ['identifier', /`(?:[^`\\]|\\.)*`|\$?[A-Za-z_][A-Za-z0-9_]*/y],
  ['external', /%(?:[A-Za-z_][A-Za-z0-9_-]*|`[^`]*`|'[^']*'|"[^"]*")/y],
  ['symbol', /<=|>=|!=|!~|[.,()[\]{}=~<>|+\-*/&]/y],
];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/** No expression of a definition is nearly as long; a pattern that repeats a group needs stack for each time. */
const MAX_LENGTH = 100_000;

export function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) throw new FhirPathSyntaxError(`Too long: ${text}`);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [kind, found] = next(text, at);
    if (kind !== 'space') tokens.push(toToken(kind, found, at));
    at += found.length;
  }
  tokens.push({ kind: 'end', text: '', at });
  return tokens;
}

function next(text: string, at: number): readonly [TokenKind | 'space', string] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) return [kind, match[0]];
  }
  throw new FhirPathSyntaxError(`Unexpected character at ${at} in ${text}`);
}

function toToken(kind: TokenKind, found: string, at: number): Token {
  if (kind === 'string') {
    const inner = unescaped(found.slice(1, -1));
    return { kind, text: inner, at, ...(found.startsWith('"') && { quoted: true }) };
  }
  if (kind === 'identifier' && found.startsWith('`')) {
    return { kind, text: unescaped(found.slice(1, -1)), at, quoted: true };
  }
  if (kind === 'external')
    return { kind, text: found.slice(1).replaceAll(/^[`'"]|[`'"]$/g, ''), at };
  if (kind === 'date') return { kind, text: found.slice(1), at };
  return { kind, text: found, at };
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) =>
    code.length === 5
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (ESCAPES[code] ?? code),
  );
}
