/**
 * The token of one destination: fetched once for all who need it, renewed before it expires and when the
 * server no longer takes it. Its life is measured on the monotonic clock, so a clock that is set changes nothing.
 */
import { asText } from '../../shared/json.ts';
import { withoutSecrets, type Authorizer } from './authorizer.ts';
import {
  askJson,
  busy,
  findTokenEndpoint,
  isRefusal,
  unauthorized,
  type JsonAnswer,
  type TokenEndpointParts,
} from './token-endpoint.ts';
import { tokenRequest } from './token-request.ts';

interface Token {
  readonly header: string;
  /** From here on a new one is asked for, and this one used if there is none. */
  readonly renewAtMs: number;
  readonly expiresAtMs: number;
}

export interface TokenSourceOptions extends TokenEndpointParts {
  /** Milliseconds of a clock that is never set. @default performance.now */
  readonly now?: () => number;
}

/** Where `expires_in` is missing: SMART recommends five minutes at most. */
const LIFE_S = 300;
/** A token is renewed when a fifth of its life is left, or a minute. */
const MARGIN_MS = 60_000;
/** Login servers forgive less than that. */
const MAX_SKEW_MS = 30_000;
/** Tokens kept in mind to be concealed; older ones have long expired. */
const MAX_SECRETS = 8;

export function tokenAuthorizer(options: TokenSourceOptions): Authorizer {
  const source = new TokenSource(options);
  return {
    header: async () => (await source.token()).header,
    reject: (header) => source.reject(header),
    conceal: (text) => source.conceal(text),
  };
}

class TokenSource {
  readonly #parts: TokenSourceOptions;
  readonly #now: () => number;
  readonly #secrets: string[];
  #token: Token | undefined;
  #pending: Promise<Token> | undefined;
  #tokenUrl: string | undefined;
  /** Login server's clock minus ours. */
  #skewMs = 0;

  constructor(parts: TokenSourceOptions) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
    const { auth } = parts;
    this.#secrets = [auth.kind === 'client-secret' ? auth.clientSecret : auth.privateKey];
  }

  async token(): Promise<Token> {
    const token = this.#token;
    if (token && this.#now() < token.renewAtMs) return token;
    try {
      return await (this.#pending ??= this.#renew());
    } catch (error) {
      if (token && token === this.#token && this.#now() < token.expiresAtMs) return token;
      throw error;
    }
  }

  reject(header: string | undefined): boolean {
    if (this.#token?.header === header) this.#token = undefined;
    return true;
  }

  conceal(text: string): string {
    return withoutSecrets(text, this.#secrets);
  }

  async #renew(): Promise<Token> {
    try {
      this.#token = this.#read(await this.#ask());
      return this.#token;
    } finally {
      this.#pending = undefined;
    }
  }

  async #ask(): Promise<JsonAnswer> {
    this.#tokenUrl ??= await findTokenEndpoint(this.#parts);
    const first = await this.#askOnce(this.#tokenUrl);
    const skewMs = first.dateMs === undefined ? 0 : first.dateMs - Date.now();
    const isLate = Math.abs(skewMs - this.#skewMs) > MAX_SKEW_MS;
    if (!isRefusal(first.status) || !isLate) return first;
    // An assertion is only good at the time of the login server: once more, by its clock.
    this.#skewMs = skewMs;
    return this.#askOnce(this.#tokenUrl);
  }

  async #askOnce(tokenUrl: string): Promise<JsonAnswer> {
    const request = await tokenRequest(this.#parts.auth, tokenUrl, Date.now() + this.#skewMs);
    return askJson(this.#parts, tokenUrl, { method: 'POST', ...request });
  }

  #read({ status, json, retryAfterS }: JsonAnswer): Token {
    const value = asText(json['access_token']);
    const type = asText(json['token_type']);
    if (status === 200 && /^[\x21-\x7e]+$/.test(value) && /^bearer$/i.test(type))
      return this.#keep(value, json['expires_in']);
    // What was discovered may have moved.
    this.#tokenUrl = undefined;
    if (isRefusal(status)) throw unauthorized(this.conceal(refusalText(status, json)));
    throw busy('request for a token', status, retryAfterS);
  }

  #keep(value: string, expiresIn: unknown): Token {
    this.#secrets.splice(1, Math.max(0, this.#secrets.length - MAX_SECRETS));
    this.#secrets.push(value);
    const seconds = Number(expiresIn ?? LIFE_S);
    const lifeMs = (Number.isFinite(seconds) && seconds > 0 ? seconds : LIFE_S) * 1000;
    const expiresAtMs = this.#now() + lifeMs;
    const renewAtMs = expiresAtMs - Math.min(MARGIN_MS, lifeMs / 5);
    return { header: `Bearer ${value}`, renewAtMs, expiresAtMs };
  }
}

/** RFC 6749 section 5.2: `error` is a code, `error_description` a sentence for the developer. */
function refusalText(status: number, json: JsonAnswer['json']): string {
  const said = ['error', 'error_description'].map((name) => asText(json[name]).slice(0, 300));
  const text = said.filter((part) => part !== '').join(': ');
  return `The token endpoint refused us with status ${status}${text === '' ? '' : ` (${text})`}.`;
}
