/** A bar on a person's terminal while a long input is read; nothing anywhere else. */
import { isWatched, type Terminal } from '../terminal.ts';

export interface Progress {
  /** Bytes read since the last call. */
  readonly bytes: (count: number) => void;
  /** A document was checked; `errors` it had. */
  readonly checked: (errors: number) => void;
  /** Takes the bar away, so that other text can be written. */
  readonly clear: () => void;
}

const NO_PROGRESS: Progress = {
  bytes: () => undefined,
  checked: () => undefined,
  clear: () => undefined,
};

export interface ProgressOptions {
  /** Bytes that will be read; 0 where that is not known. */
  readonly total: number;
  readonly isQuiet: boolean;
  /** Milliseconds from any point in time. */
  readonly now: () => number;
}

const EVERY_MS = 100;
/** A short run is over before anybody reads a bar. */
const AFTER_MS = 500;

export function startProgress(terminal: Terminal, options: ProgressOptions): Progress {
  if (options.isQuiet || !isWatched(terminal)) return NO_PROGRESS;
  const { stderr } = terminal;
  const started = options.now();
  const seen = { bytes: 0, documents: 0, errors: 0 };
  let drawnAt = started + AFTER_MS - EVERY_MS;
  let isDrawn = false;
  const draw = (): void => {
    const now = options.now();
    if (now - drawnAt < EVERY_MS) return;
    drawnAt = now;
    isDrawn = true;
    const line = barLine({ ...seen, total: options.total, elapsedMs: now - started });
    stderr.write(`\r${line.slice(0, (stderr.columns ?? 80) - 1)}\u001B[K`);
  };
  return {
    bytes(count) {
      seen.bytes += count;
      draw();
    },
    checked(errors) {
      seen.documents += 1;
      seen.errors += errors;
      draw();
    },
    clear() {
      if (isDrawn) stderr.write('\r\u001B[K');
      isDrawn = false;
    },
  };
}

export interface Seen {
  readonly bytes: number;
  readonly total: number;
  readonly documents: number;
  readonly errors: number;
  readonly elapsedMs: number;
}

const WIDTH = 20;

/** `[==========>         ]  53 %  1.1 of 2.0 GiB  812,345 checked  12 errors  1 min 5 s left`. */
export function barLine({ bytes, total, documents, errors, elapsedMs }: Seen): string {
  const checked = `${documents.toLocaleString('en-US')} checked  ${plainCount(errors, 'error')}`;
  if (total === 0) return `${size(bytes)} read  ${checked}`;
  const part = Math.min(bytes / total, 1);
  const full = Math.floor(part * WIDTH);
  const bar = `${'='.repeat(full)}${full < WIDTH ? '>' : ''}`.padEnd(WIDTH);
  const left = part > 0 ? `  ${duration((elapsedMs / part) * (1 - part))} left` : '';
  const percent = String(Math.floor(part * 100)).padStart(3);
  return `[${bar}] ${percent} %  ${size(bytes)} of ${size(total)}  ${checked}${left}`;
}

const plainCount = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

function size(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1024 ? `${mebibytes.toFixed(0)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
