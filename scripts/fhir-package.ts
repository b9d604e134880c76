/** Packages that npm has and this project does not install, fetched once by `npm pack`: what some depend on is not on npm. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Pinned {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the archive in base64, as npm's lock files write it. */
  readonly sha512: string;
}

/** HL7's code systems and value sets outside the specification; it asks for an extensions pack npm lacks. */
export const TERMINOLOGY: Pinned = {
  name: 'hl7.terminology',
  version: '7.0.1',
  sha512:
    '78yye6RfOe24Vhro6MqRz7PJ1KhsAVzSKVDH5w8p+SQgkqraekiSykk7j2o8IYnyCIG++B9/pXIXilWQauxI3g==',
};

/** HL7's expansions of the value sets of R5: what currencies and countries there are. */
export const EXPANSIONS: Pinned = {
  name: 'hl7.fhir.r5.expansions',
  version: '5.0.0',
  sha512:
    'rVuhkbzJewlfGNukCTEeRnpLpnng/z8/Vqh2MqFR7OnT4jq5gxb2Zdz4LWoKGuiLI0/D0+FxNpzux2iyKE/yTg==',
};

/** IANA's registry of language subtags. */
export const SUBTAGS: Pinned = {
  name: 'language-subtag-registry',
  version: '0.4.2',
  sha512:
    'd0zcIgHLTw18Z8GB3f3isK8Z6mM5bE0JmGEbzORsC7keOwe5Ex5ifAUBlHey7P7yEVFDyxQHN5+I/oCKKHAJag==',
};

/** Folder with the package's files, below `cache`. Throws where it cannot be fetched or is not the pinned one. */
export function unpackFhirPackage({ name, version, sha512 }: Pinned, cache: string): string {
  const folder = join(cache, `${name}#${version}`);
  if (existsSync(join(folder, 'package/package.json'))) return join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  run('npm', ['pack', `${name}@${version}`, '--pack-destination', folder, '--loglevel=error']);
  const archive = join(folder, `${name}-${version}.tgz`);
  const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (found !== sha512) throw new Error(`${archive} is not the pinned one: sha512-${found}.`);
  run('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, 'package');
}

function run(command: string, parameters: readonly string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} failed: ${stderr}`);
}
