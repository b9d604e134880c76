import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** PEM of everything a test of TLS needs; valid for `localhost` and 127.0.0.1 unless said. */
export interface Certificates {
  readonly ca: string;
  readonly server: Pair;
  readonly expired: Pair;
  /** For other.example. */
  readonly wrongHost: Pair;
  /** Signed by an authority nobody trusts. */
  readonly wrongAuthority: Pair;
  /** Ours, for mutual TLS. */
  readonly client: Pair;
}

const HERE = 'DNS:localhost,IP:127.0.0.1';

/** Made by openssl: keys in a repository would be found by every scanner for them. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'trialcast-tls-'));
  const openssl = (args: string): void =>
    void execFileSync('openssl', args.split(' '), {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const curve = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  const authority = (name: string): string => {
    openssl(
      `req -x509 ${curve} -keyout ${name}.key -out ${name}.pem -days 2 -subj /CN=${name}` +
        ' -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign',
    );
    return name;
  };
  const pair = (name: string, by: string, hosts: string, days: number): Pair => {
    openssl(
      `req ${curve} -keyout ${name}.key -out ${name}.csr -subj /CN=${name} -addext subjectAltName=${hosts}`,
    );
    openssl(
      `x509 -req -in ${name}.csr -CA ${by}.pem -CAkey ${by}.key -days ${days} -copy_extensions copyall -out ${name}.pem`,
    );
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) };
  };
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

  try {
    const ca = authority('ca');
    const made = {
      server: pair('server', ca, HERE, 2),
      expired: pair('expired', ca, HERE, -1),
      wrongHost: pair('wrong-host', ca, 'DNS:other.example', 2),
      wrongAuthority: pair('wrong-authority', authority('other'), HERE, 2),
      client: pair('client', ca, 'DNS:trialcast', 2),
    };
    return { ca: read('ca.pem'), ...made };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
