import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

export const NO_CHROMIUM = 'needs Chromium (Debian: chromium), which is not here';

const BINARY = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
export const hasChromium = BINARY !== undefined;

/** Without these a browser in a closed network asks for addresses of its maker all the time. */
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
];

export interface Browser {
  /** Opens an address and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** Value of an expression in the page; its own types are the caller's to know. */
  evaluate<T>(expression: string): Promise<T>;
  /** What the console and the security policy complained about. */
  readonly complaints: readonly string[];
  close(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly entry?: { readonly level: string; readonly text: string } };
  readonly result?: { readonly result?: { readonly value: unknown } };
}

/** A real browser with one page, driven over its own protocol. */
export async function startChromium(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'trialcast-chromium-'));
  const child = spawn(BINARY ?? '', [...QUIET, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let port = '';
  for await (const line of createInterface({ input: child.stderr })) {
    port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1] ?? '';
    if (port) break;
  }
  child.stderr.resume();
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    readonly type: string;
    readonly webSocketDebuggerUrl: string;
  }[];
  const page = targets.find(({ type }) => type === 'page');
  const socket = new WebSocket(page?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));

  const complaints: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    const entry = message.params?.entry;
    if (message.method === 'Log.entryAdded' && entry?.level === 'error')
      complaints.push(entry.text);
  });
  let last = 0;
  const send = (method: string, params: object = {}): Promise<Message> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = await send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    return answer.result?.result?.value as T;
  };
  await send('Page.enable');
  await send('Log.enable');
  return {
    complaints,
    async open(url) {
      await send('Page.navigate', { url });
      const isThere = `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`;
      while (!(await evaluate<boolean>(isThere))) await wait(20);
    },
    evaluate,
    close() {
      socket.close();
      child.once('exit', () => rmSync(profile, { recursive: true, force: true }));
      child.kill();
    },
  };
}
