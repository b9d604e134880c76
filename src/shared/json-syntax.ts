/**
 * Where text stops being JSON (RFC 8259), and why. JSON.parse tells only that it does: its messages
 * differ between versions and often lack the place.
 */
import { afterSpace } from './json-scan.ts';

export interface SyntaxFault {
  readonly offset: number;
  /** What stands there: `"}"`, `the end of the text`, `a character that is not visible (U+0000)`. */
  readonly found: string;
  /** What may stand there: `a value`, `"," or "}"`. */
  readonly expected: string;
}

type State = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'after' | 'end';

const EXPECTED: Record<State, string> = {
  value: 'a value',
  'first-item': 'a value or "]"',
  'first-key': 'a name in double quotes or "}"',
  key: 'a name in double quotes',
  colon: '":"',
  after: '"," or the closing bracket',
  end: 'nothing more',
};

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// plain characters, then an escape or the end: nothing here can be matched in two ways
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first fault; undefined for JSON. Takes no stack for nesting. */
export function syntaxFault(text: string): SyntaxFault | undefined {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  /** Closing brackets that are still to come. */
  readonly #open: ('}' | ']')[] = [];
  #state: State = 'value';
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  read(): SyntaxFault | undefined {
    for (;;) {
      this.#at = afterSpace(this.#text, this.#at);
      if (this.#at >= this.#text.length && this.#state === 'end') return undefined;
      const fault = this.#step(this.#text.charAt(this.#at));
      if (fault) return fault;
    }
  }

  #step(sign: string): SyntaxFault | undefined {
    switch (this.#state) {
      case 'end':
        return this.#fault();
      case 'colon':
        return sign === ':' ? this.#take('value') : this.#fault();
      case 'after':
        return this.#after(sign);
      case 'key':
      case 'first-key':
        if (sign === '}' && this.#state === 'first-key') return this.#close();
        return sign === '"' ? this.#string('colon') : this.#fault();
      case 'value':
      case 'first-item':
        break;
    }
    return this.#value(sign);
  }

  #value(sign: string): SyntaxFault | undefined {
    if (sign === ']' && this.#state === 'first-item') return this.#close();
    if (sign === '{') {
      this.#open.push('}');
      return this.#take('first-key');
    }
    if (sign === '[') {
      this.#open.push(']');
      return this.#take('first-item');
    }
    if (sign === '"') return this.#string(this.#afterValue());
    return this.#matches(WORD) ? this.#become(this.#afterValue()) : this.#fault();
  }

  #after(sign: string): SyntaxFault | undefined {
    const closing = this.#open.at(-1);
    if (sign === ',') return this.#take(closing === '}' ? 'key' : 'value');
    if (sign === closing) return this.#close();
    return this.#fault(`"," or "${closing ?? ''}"`);
  }

  #string(next: State): SyntaxFault | undefined {
    this.#at += 1;
    for (;;) {
      this.#matches(PLAIN);
      if (this.#text.charAt(this.#at) === '"') return this.#take(next);
      if (!this.#matches(ESCAPE)) return this.#fault('a character of a text, or its closing quote');
    }
  }

  #close(): undefined {
    this.#open.pop();
    this.#take(this.#afterValue());
  }

  #afterValue(): State {
    return this.#open.length === 0 ? 'end' : 'after';
  }

  #take(next: State): undefined {
    this.#at += 1;
    this.#state = next;
  }

  #become(next: State): undefined {
    this.#state = next;
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fault(expected: string = EXPECTED[this.#state]): SyntaxFault {
    return { offset: this.#at, found: foundAt(this.#text, this.#at), expected };
  }
}

function foundAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  if (code === undefined) return 'the end of the text';
  const word = /[A-Za-z]{1,12}/y;
  word.lastIndex = at;
  const sign = word.exec(text)?.[0] ?? String.fromCodePoint(code);
  if (/^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(sign)) return `"${sign}"`;
  return `a character that is not visible (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
}
