import { generateKeyPairSync } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { signerOf, verifierOf } from '../../src/server/signing-keys.ts';
import { signatureVerifier } from '../../src/server/signature.ts';
import { SECRET } from './harness.ts';

/** A pair as Node makes it, written as Standard Webhooks writes keys. */
function newPair(): { readonly whpk: string; readonly whsk: string; readonly whskLong: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const [pub, seed] = [Buffer.from(x, 'base64url'), Buffer.from(d, 'base64url')];
  return {
    whpk: `whpk_${pub.toString('base64')}`,
    whsk: `whsk_${seed.toString('base64')}`,
    whskLong: `whsk_${Buffer.concat([seed, pub]).toString('base64')}`,
  };
}

const timestamp = String(Math.floor(Date.now() / 1000));
const message = { id: 'msg_1', timestamp, body: '{"a": "ä"}' };

describe('a shared secret', () => {
  const at = new Date(Number(timestamp) * 1000);

  test('signs and verifies as the library of the standard does', () => {
    const library = new Webhook(SECRET);
    expect(signerOf(SECRET)(message)).toBe(library.sign(message.id, at, message.body));
    expect(verifierOf(SECRET)(message, library.sign(message.id, at, message.body))).toBe(true);
    expect(
      verifierOf(SECRET)(
        { ...message, body: Buffer.from(message.body) },
        signerOf(SECRET)(message),
      ),
    ).toBe(true);
  });

  test('takes the one of several that fits, and nothing of another key, message, version or length', () => {
    const verify = verifierOf(SECRET);
    const signature = signerOf(SECRET)(message);
    const other = signerOf(`whsec_${Buffer.alloc(32, 9).toString('base64')}`)(message);
    expect(verify(message, `${other} v1a,AAAA ${signature}`)).toBe(true);
    expect(verify(message, other)).toBe(false);
    expect(verify({ ...message, body: '{}' }, signature)).toBe(false);
    expect(verify({ ...message, id: 'msg_2' }, signature)).toBe(false);
    expect(verify({ ...message, timestamp: '1' }, signature)).toBe(false);
    expect(verify(message, signature.replace('v1,', 'v1a,'))).toBe(false);
    for (const strange of ['', 'v1,', 'v1,AAAA', 'v1', ' ', signature.slice(0, -8)])
      expect(verify(message, strange)).toBe(false);
  });
});

describe('ed25519', () => {
  test('verifies what its private key signed, as seed or as seed and public key, and nothing else', () => {
    const [own, other] = [newPair(), newPair()];
    const signature = signerOf(own.whsk)(message);

    expect(signature).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    expect(signerOf(own.whskLong)(message)).toBe(signature);
    const verify = verifierOf(own.whpk);
    expect(verify(message, `v1,AAAA ${signerOf(other.whsk)(message)} ${signature}`)).toBe(true);
    expect(verify({ ...message, body: '{}' }, signature)).toBe(false);
    expect(verify({ ...message, id: 'msg_2' }, signature)).toBe(false);
    expect(verify(message, signature.replace('v1a,', 'v1,'))).toBe(false);
    expect(verifierOf(other.whpk)(message, signature)).toBe(false);
    for (const strange of ['', 'v1a,', 'v1a,AAAA', 'v1a', ' '])
      expect(verify(message, strange)).toBe(false);
  });

  test('a shared secret and a public key are active side by side', () => {
    const { whpk, whsk } = newPair();
    const { webhookSecrets } = loadConfig({ TRIALCAST_WEBHOOK_SECRETS: `${SECRET},${whpk}` });
    const verify = signatureVerifier(webhookSecrets);

    for (const key of [SECRET, whsk]) {
      const headers = { ...message, signature: signerOf(key)(message) };
      expect(verify(headers, Buffer.from(message.body))).toBe('msg_1');
    }
  });

  test.each([
    ['TRIALCAST_WEBHOOK_SECRETS', newPair().whsk],
    ['TRIALCAST_WEBHOOK_SECRETS', 'whpk_AAAA'],
    ['TRIALCAST_NOTICE_SECRETS', newPair().whpk],
  ])('%s takes no key of the wrong kind or size, and quotes none', (key, value) => {
    expect(() => loadConfig({ [key]: value })).toThrow(new RegExp(`${key} has a key that is neither`)); // prettier-ignore
    expect(() => loadConfig({ [key]: value })).not.toThrow(value.slice(5));
  });
});
