import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';

export interface LoginServer {
  readonly tokenUrl: string;
  /** Every token given out so far. */
  readonly tokens: readonly string[];
  /** Whether this is the `Authorization` of a token that is good now. */
  accepts(authorization: string | undefined): boolean;
  /** Takes back what was given out. */
  revoke(): void;
  stop(): void;
}

/** A token endpoint for one client that signs in by secret (RFC 6749 section 4.4). */
export async function startLoginServer(clientId: string, secret: string): Promise<LoginServer> {
  const tokens: string[] = [];
  let good: string | undefined;
  const wanted = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const isOurs = request.headers.authorization === wanted;
      const isGrant = new URLSearchParams(body).get('grant_type') === 'client_credentials';
      response.writeHead(isOurs && isGrant ? 200 : 401, { 'content-type': 'application/json' });
      if (!isOurs || !isGrant) return response.end('{"error":"invalid_client"}');
      good = `token-${randomUUID()}`;
      tokens.push(good);
      return response.end(
        JSON.stringify({ access_token: good, token_type: 'Bearer', expires_in: 3600 }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    tokenUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    tokens,
    accepts: (authorization) => good !== undefined && authorization === `Bearer ${good}`,
    revoke: () => void (good = undefined),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
