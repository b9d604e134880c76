/**
 * Sends records to a running trialcast as a registry would: one signed webhook for each file.
 *
 *   TRIALCAST_WEBHOOK_SECRETS=whsec_... node scripts/send.ts [--to http://127.0.0.1:8080] FILE|DIR...
 *
 * The webhook-id follows from the content, so sending the same file again is the same job. Prints the job of each.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Webhook } from 'standardwebhooks';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string', default: 'http://127.0.0.1:8080' } },
});
const [secret = ''] = (process.env['TRIALCAST_WEBHOOK_SECRETS'] ?? '').split(',');
const TYPES: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['ndjson', 'application/x-ndjson'],
  ['txt', 'text/plain'],
]);
const typeOf = (file: string): string | undefined => TYPES.get(file.split('.').at(-1) ?? '');

/** The key a sender put into the name of a text file (`003_74237d5521536b96.txt`), from which ids are made; as `convert` reads it. */
function keyHeader(file: string): Readonly<Record<string, string>> {
  const [, key] = /^(?:\d+_)?([0-9a-f]{8,64})\.txt$/.exec(basename(file)) ?? [];
  return key === undefined ? {} : { 'trialcast-record-key': key };
}

async function send(file: string): Promise<boolean> {
  const body = readFileSync(file);
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  const at = new Date();
  const answer = await fetch(`${values.to.replace(/\/$/, '')}/webhooks/trials`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: {
      'content-type': typeOf(file) ?? 'text/plain',
      ...keyHeader(file),
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret.trim()).sign(id, at, body),
    },
  });
  const where = answer.headers.get('content-location') ?? '';
  console.log(`${basename(file)}  ${answer.status}  ${where === '' ? await answer.text() : where}`);
  return answer.ok;
}

const files = positionals.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .map((name) => join(path, name))
        .filter((name) => typeOf(name) !== undefined)
        .toSorted()
    : [path],
);
if (files.length === 0 || secret === '') {
  console.error(
    'Usage: TRIALCAST_WEBHOOK_SECRETS=whsec_... node scripts/send.ts [--to URL] FILE|DIR...',
  );
  process.exit(2);
}
let failed = 0;
for (const file of files) failed += (await send(file)) ? 0 : 1;
process.exitCode = failed === 0 ? 0 : 3;
