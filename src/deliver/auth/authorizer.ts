import type { Auth } from '../../config/destination.ts';

/** What a FHIR client needs to say who asks. */
export interface Authorizer {
  /** Value of the `Authorization` header; undefined for none. Throws a Failure where none can be had. */
  header(): Promise<string | undefined>;
  /** The server answered 401 to this value: true where another one may be had. */
  reject(header: string | undefined): boolean;
  /** The text without any secret that is in use; servers quote what they were sent. */
  conceal(text: string): string;
}

/** One that says the same for ever, or nothing. */
export function fixedAuthorizer(
  auth: Extract<Auth, { kind: 'none' | 'basic' | 'bearer' }>,
): Authorizer {
  const [header, secrets] = fixedHeader(auth);
  return {
    header: () => Promise.resolve(header),
    reject: () => false,
    conceal: (text) => withoutSecrets(text, secrets),
  };
}

function fixedHeader(
  auth: Extract<Auth, { kind: 'none' | 'basic' | 'bearer' }>,
): readonly [header: string | undefined, secrets: readonly string[]] {
  if (auth.kind === 'none') return [undefined, []];
  if (auth.kind === 'bearer') return [`Bearer ${auth.token}`, [auth.token]];
  const encoded = Buffer.from(`${auth.user}:${auth.password}`).toString('base64');
  return [`Basic ${encoded}`, [encoded, auth.password]];
}

/** A shorter one would make every text unreadable, and guessing it is no longer a matter of logs. */
const MIN_SECRET = 4;

export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length >= MIN_SECRET) clean = clean.replaceAll(secret, '[secret]');
  }
  return clean;
}
