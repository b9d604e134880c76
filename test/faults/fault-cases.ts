import type { Certificates } from './certificates.ts';
import {
  outcome,
  type Answer,
  type Fault,
  type FaultContext,
  type FaultProxy,
} from './fault-proxy.ts';
import type { LoginServer } from './login-server.ts';

/** Everything a fault may work with. */
export interface FaultScene {
  readonly proxy: FaultProxy;
  readonly login: LoginServer;
  readonly certificates: Certificates;
  /** Time the service gives one exchange. */
  readonly timeoutMs: number;
  /** An address on another host that must hear nothing. */
  readonly elsewhere: string;
}

export interface FaultCase {
  /** As the table names it. */
  readonly name: string;
  start(scene: FaultScene): void | Promise<void>;
  /** @default what answers by a fault stops to */
  end?(scene: FaultScene): void | Promise<void>;
  /** The delivery goes through in spite of it: nothing is to be seen of the fault. @default false */
  readonly isMended?: boolean;
  /** Milliseconds the server is left alone afterwards, at least. */
  readonly pauseMs?: number;
}

/** Does this to every write until the fault ends. */
const onWrite =
  (fault: (context: FaultContext, scene: FaultScene) => void | Promise<void>) =>
  (scene: FaultScene): void => {
    scene.proxy.fault = async (context) => {
      if (!context.seen.isWrite) return false;
      await fault(context, scene);
      return true;
    };
  };

/** A server that says no, or fails, before it acts. */
const answers = (name: string, answer: Answer): FaultCase => ({
  name,
  start: onWrite(({ send }) => send(answer)),
});

const status = (code: number, said?: string): FaultCase =>
  answers(String(code), {
    status: code,
    ...(said === undefined
      ? { headers: { 'content-type': 'text/html' }, body: `<h1>${code}</h1>` }
      : { body: outcome(said) }),
  });

const ms = (after: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, after));

/** The real answer with its first entry turned into an error. */
function withError(text: string | undefined, code: string): string {
  const bundle = JSON.parse(text ?? '{}') as { entry: unknown[] };
  const response = { status: code, outcome: JSON.parse(outcome('Value set not loaded')) as object };
  return JSON.stringify({ ...bundle, entry: [{ response }, ...bundle.entry.slice(1)] });
}

const seconds = (value: string, pauseMs: number, code = 429): FaultCase => ({
  ...answers(`${code}, Retry-After: ${value}`, { status: code, headers: { 'retry-after': value } }),
  pauseMs,
});

/** A date two seconds from now, by the server's own clock, which is a day late. */
const RETRY_AT: FaultCase = {
  name: '429, Retry-After: a date',
  pauseMs: 1_900,
  start: onWrite(({ send }) => {
    const now = Math.ceil(Date.now() / 1000) * 1000 - 86_400_000;
    send({
      status: 429,
      headers: {
        date: new Date(now).toUTCString(),
        'retry-after': new Date(now + 2_000).toUTCString(),
      },
    });
  }),
};

const connection: readonly FaultCase[] = [
  {
    name: 'connection refused',
    start: ({ proxy }) => proxy.close(),
    end: ({ proxy }) => proxy.open(),
  },
  { name: 'connection reset before the server acted', start: onWrite(({ reset }) => reset()) },
  {
    name: 'connection reset after the server acted',
    start: onWrite(async ({ forward, reset }) => {
      await forward();
      reset();
    }),
  },
  {
    name: 'answer too late',
    start: onWrite(async ({ forward, send }, { timeoutMs }) => {
      const answer = await forward();
      await ms(timeoutMs + 300);
      send(answer);
    }),
  },
  { name: 'half-open: connected, and no answer ever', start: onWrite(() => undefined) },
];

const certificate = (
  name: string,
  which: 'wrongAuthority' | 'expired' | 'wrongHost',
): FaultCase => ({
  name: `certificate ${name}`,
  start: ({ proxy, certificates }) => proxy.show(certificates[which]),
  end: ({ proxy, certificates }) => proxy.show(certificates.server),
});

const answered: readonly FaultCase[] = [
  status(400, 'Unknown element "x"'),
  {
    name: '401, token expired or revoked',
    isMended: true,
    start: ({ login }) => login.revoke(),
  },
  status(401, 'Unknown client'),
  {
    name: '403, quoting the token',
    start: onWrite(({ send, seen }) =>
      send({ status: 403, body: outcome(`no right to write for ${seen.authorization}`) }),
    ),
  },
  status(404),
  status(408),
  status(409, 'Version 1 is not current'),
  status(412, 'Version 1 is not current'),
  status(413),
  status(422, 'ResearchStudy.status: unknown code'),
  status(429),
  seconds('1', 1_000),
  RETRY_AT,
  status(500, 'NullPointerException'),
  status(502),
  status(503),
  seconds('1', 1_000, 503),
  status(504),
];

const HTML = { 'content-type': 'text/html' };

const content: readonly FaultCase[] = [
  {
    name: '200 to a batch of reads, one of them failed (500)',
    start: ({ proxy }) => {
      const fault: Fault = async ({ seen, forward, send }) => {
        if (!seen.isRead) return false;
        const answer = await forward();
        send({ ...answer, body: withError(answer.body, '500 Internal Server Error') });
        return true;
      };
      proxy.fault = fault;
    },
  },
  {
    name: '200 to a transaction, one entry failed (500)',
    start: onWrite(async ({ forward, send }) => {
      const answer = await forward();
      send({ ...answer, body: withError(answer.body, '500 Internal Server Error') });
    }),
  },
  {
    name: '200 to a transaction, one entry refused (422)',
    start: onWrite(async ({ forward, send }) => {
      const answer = await forward();
      send({ ...answer, body: withError(answer.body, '422 Unprocessable Entity') });
    }),
  },
  {
    name: 'malformed JSON after the server acted',
    start: onWrite(async ({ forward, send }) => {
      const { status: code, body = '' } = await forward();
      send({ status: code, body: body.slice(0, body.length / 2) });
    }),
  },
  {
    name: 'truncated answer after the server acted',
    start: onWrite(async ({ forward, response }) => {
      const { status: code, body = '', headers = {} } = await forward();
      response.writeHead(code, { ...headers, 'content-length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    }),
  },
  answers('HTML page with status 200', { status: 200, headers: HTML, body: '<h1>Log in</h1>' }),
  {
    name: 'redirect to another host',
    start: onWrite(({ send }, { elsewhere }) =>
      send({ status: 307, headers: { location: elsewhere } }),
    ),
  },
];

export const FAULT_CASES: readonly FaultCase[] = [
  ...connection,
  certificate('of an unknown authority', 'wrongAuthority'),
  certificate('expired', 'expired'),
  certificate('for another host', 'wrongHost'),
  ...answered,
  ...content,
];

interface Batch {
  readonly entry: readonly object[];
}

/** Of a batch of several writes the first is not done, and its answer says why; the others are. */
const halfDone = (code: string): FaultCase => ({
  name: `200 to a batch of writes, one of them failed (${code.slice(0, 3)})`,
  start: ({ proxy }) => {
    const fault: Fault = async ({ seen, forward, send }) => {
      const batch = seen.isWrite ? (JSON.parse(seen.body.toString()) as Batch) : { entry: [] };
      const [first, ...rest] = batch.entry;
      if (!first || rest.length === 0) return false;
      const answer = await forward(JSON.stringify({ ...batch, entry: rest }));
      const { entry, ...bundle } = JSON.parse(answer.body ?? '') as Batch;
      const all = JSON.stringify({ ...bundle, entry: [{}, ...entry] });
      send({ ...answer, body: withError(all, code) });
      return true;
    };
    proxy.fault = fault;
  },
});

/** For a destination with the strategy `batch`, whose writes stand each for itself. */
export const BATCH_CASES: readonly FaultCase[] = [
  halfDone('500 Internal Server Error'),
  halfDone('429 Too Many Requests'),
  halfDone('409 Conflict'),
  halfDone('422 Unprocessable Entity'),
  {
    name: '200 to a batch of writes with an OperationOutcome',
    start: onWrite(({ send }) => send({ status: 200, body: outcome('Out of memory') })),
  },
];
