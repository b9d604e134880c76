import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { Tls } from './destination.ts';
import type { Members } from './members.ts';

const CERTIFICATE = [isCertificate, 'a certificate in PEM'] as const;

/** Certificates and key are tried out here, so that a bad one is a fault at the start and not of every delivery. */
export function readTls(members: Members): Tls {
  const ca = members.secret('ca', CERTIFICATE);
  const cert = members.secret('cert', CERTIFICATE);
  const key = members.secret('key');
  if ((cert === undefined) !== (key === undefined))
    members.fault('cert', 'and key go together: both or none');
  else if (cert !== undefined && key !== undefined && !isPair(cert, key))
    members.fault('key', 'is not the PEM key of the certificate');
  members.finish();
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}

function isCertificate(pem: string): boolean {
  try {
    // A CA need not have a subject; that it is read at all is the question.
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

function isPair(cert: string, key: string): boolean {
  try {
    createSecureContext({ cert, key });
    return true;
  } catch {
    return false;
  }
}
