import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it came over the wire. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly isError: boolean;
}

export interface OtlpReceiver {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Attributes of the resources spans came from. */
  readonly resources: Record<string, string | number>[];
  /** Every byte that came, as text. */
  readonly raw: string[];
  stop(): Promise<void>;
}

/** Takes traces by OTLP/HTTP with protobuf bodies, as a collector does: opentelemetry-proto 1.x, trace.proto. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const resources: Record<string, string | number>[] = [];
  const raw: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isOtlp =
        request.url === '/v1/traces' &&
        request.headers['content-type'] === 'application/x-protobuf';
      if (!isOtlp) {
        response.writeHead(404).end();
        return;
      }
      const body = Buffer.concat(chunks);
      raw.push(body.toString('latin1'));
      for (const group of all(body, 1)) {
        for (const resource of all(group, 1)) resources.push(attributesOf(all(resource, 1)));
        for (const scope of all(group, 2)) spans.push(...all(scope, 2).map(spanOf));
      }
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resources,
    raw,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Field = readonly [number: number, value: Buffer | number];

/** The fields of a message; protobuf's wire format: varint, 64 bit, bytes, 32 bit. */
function fields(message: Buffer): readonly Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message.readUInt8(at);
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === 0) found.push([field, varint()]);
    else {
      const length = type === 2 ? varint() : type === 1 ? 8 : 4;
      found.push([field, message.subarray(at, at + length)]);
      at += length;
    }
  }
  return found;
}

const all = (message: Buffer, number: number): readonly Buffer[] =>
  fields(message).flatMap(([field, value]) =>
    field === number && Buffer.isBuffer(value) ? [value] : [],
  );
const hex = (message: Buffer, number: number): string =>
  all(message, number)[0]?.toString('hex') ?? '';
const textOf = (message: Buffer, number: number): string =>
  all(message, number)[0]?.toString() ?? '';
const numberOf = (message: Buffer, number: number): number => {
  const value = fields(message).find(([field]) => field === number)?.[1];
  return typeof value === 'number' ? value : 0;
};

function spanOf(message: Buffer): ReceivedSpan {
  return {
    traceId: hex(message, 1),
    spanId: hex(message, 2),
    parentSpanId: hex(message, 4),
    name: textOf(message, 5),
    kind: numberOf(message, 6),
    attributes: attributesOf(all(message, 9)),
    links: all(message, 13).map((link) => ({ traceId: hex(link, 1), spanId: hex(link, 2) })),
    isError: all(message, 15).some((status) => numberOf(status, 3) === 2),
  };
}

function attributesOf(pairs: readonly Buffer[]): Record<string, string | number> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [value = Buffer.alloc(0)] = all(pair, 2);
      const text = all(value, 1)[0];
      return [textOf(pair, 1), text ? text.toString() : numberOf(value, 3)];
    }),
  );
}
