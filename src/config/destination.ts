import type { FhirVersion } from '../shared/fhir-version.ts';
import type { OrphanPolicy } from '../shared/orphan-policy.ts';

/** How a FHIR server learns who asks. */
export type Auth =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | ClientSecretAuth
  | PrivateKeyAuth;

/** OAuth 2 client credentials with a shared secret (RFC 6749 section 4.4). */
export interface ClientSecretAuth extends TokenAuth {
  readonly kind: 'client-secret';
  readonly clientSecret: string;
  /** Where the secret stands in a token request: the Authorization header or the form (section 2.3.1). */
  readonly method: 'basic' | 'post';
}

/** SMART Backend Services: client credentials with a signed assertion (SMART App Launch 2.2, "Asymmetric Authentication"). */
export interface PrivateKeyAuth extends TokenAuth {
  readonly kind: 'private-key-jwt';
  /** PKCS #8 in PEM, or a private JWK. */
  readonly privateKey: string;
  readonly algorithm: 'RS384' | 'ES384';
  /** `kid` under which the server knows the public key. */
  readonly keyId: string;
  /** Address at which the server finds our public keys (`jku`), where it was registered so. */
  readonly jwksUrl?: string;
}

interface TokenAuth {
  /** Absent: the token endpoint of `.well-known/smart-configuration`, which must have the server's own origin. */
  readonly tokenUrl?: string;
  readonly clientId: string;
  readonly scope?: string;
}

/** PEM each. */
export interface Tls {
  /** Certificate authorities trusted for this destination, in place of the system's. */
  readonly ca?: string;
  /** Our certificate and key, for mutual TLS. */
  readonly cert?: string;
  readonly key?: string;
}

export const STRATEGIES = [
  'auto',
  'transaction',
  'conditional-update',
  'conditional-create',
  'batch',
  'single',
] as const;
/** How a bundle is written; `auto` chooses from the server's CapabilityStatement. */
export type Strategy = (typeof STRATEGIES)[number];

export interface Breaker {
  /** Consecutive exchanges in which the server could not be reached that stop asking it. */
  readonly failures: number;
  /** Time until it is asked again. */
  readonly openMs: number;
}

/** A FHIR server that records are delivered to, and how. */
export interface Destination {
  /** `[a-z0-9-]{1,40}`; `default` for the one of TRIALCAST_FHIR_SERVER. */
  readonly name: string;
  /** Base address, without a trailing slash. */
  readonly baseUrl: string;
  /** Version its records are converted to. */
  readonly fhir: FhirVersion;
  readonly auth: Auth;
  readonly tls?: Tls;
  readonly strategy: Strategy;
  /** Entries one bundle sent to it may have. */
  readonly maxEntries?: number;
  readonly orphans: OrphanPolicy;
  /** Exchanges a second, on average. */
  readonly ratePerSecond?: number;
  /** Exchanges at one time. */
  readonly concurrency: number;
  /** Time one exchange may take, answer included. */
  readonly timeoutMs: number;
  /** Time from receipt after which a delivery that could not be made is given up. */
  readonly deadlineMs: number;
  readonly breaker: Breaker;
  /** True where each delivery and each failed one is written there as an AuditEvent. */
  readonly auditEvents?: true;
}

/** Proxies on the way to FHIR servers and token endpoints, as the environment names them. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}
