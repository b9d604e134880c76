import type { Reader } from './reader.ts';
import type { Key } from './settings.ts';

type Kind = 'whsec' | 'whpk' | 'whsk';

/** Bytes a key may have: shared secrets, public keys, private keys (a seed, or seed and public key). */
const SIZES: Readonly<Record<Kind, (bytes: number) => boolean>> = {
  whsec: (bytes) => bytes >= 24 && bytes <= 64,
  whpk: (bytes) => bytes === 32,
  whsk: (bytes) => bytes === 32 || bytes === 64,
};
const TOLD: Readonly<Record<Kind, string>> = {
  whsec: 'whsec_ and base64 of 24 to 64 bytes',
  whpk: 'whpk_ and base64 of 32 bytes (ed25519)',
  whsk: 'whsk_ and base64 of 32 or 64 bytes (ed25519)',
};

/** Keys of Standard Webhooks 1.0: `whsec_` shared secrets, and ed25519 keys, `whpk_` to verify with and `whsk_` to sign with. */
export function readSigningKeys(
  read: Reader,
  key: Key,
  asymmetric: 'whpk' | 'whsk',
): readonly string[] {
  const keys = (read.text(key) ?? '').split(/[\s,]+/).filter((one) => one !== '');
  const kinds = ['whsec', asymmetric] as const;
  if (!keys.every((one) => kinds.some((kind) => isKey(kind, one))))
    read.fault(key, `has a key that is neither ${kinds.map((kind) => TOLD[kind]).join(' nor ')}`);
  if (keys.length > 2) read.fault(key, `has ${keys.length} keys; two may be active`);
  return keys;
}

function isKey(kind: Kind, text: string): boolean {
  if (!text.startsWith(`${kind}_`)) return false;
  const base64 = text.slice(kind.length + 1);
  return (
    /^[A-Za-z0-9+/]+={0,2}$/.test(base64) &&
    base64.length % 4 === 0 &&
    SIZES[kind](Buffer.from(base64, 'base64').length)
  );
}
