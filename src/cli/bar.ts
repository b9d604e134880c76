/** A bar on a person's terminal while a long input is read; nothing anywhere else. */
import { isWatched, type Terminal } from './terminal.ts';

export interface Bar {
  /** Bytes read since the last call. */
  readonly bytes: (count: number) => void;
  /** Draws it anew, if it has stood long enough. */
  readonly draw: () => void;
  /** Takes it away, so that other text can be written. */
  readonly clear: () => void;
}

const NO_BAR: Bar = { bytes: () => undefined, draw: () => undefined, clear: () => undefined };

export interface BarOptions {
  /** Bytes that will be read; 0 where that is not known. */
  readonly total: number;
  readonly isQuiet: boolean;
  /** Milliseconds from any point in time. */
  readonly now: () => number;
  /** What it says beside how much is read. */
  readonly told: () => string;
}

const EVERY_MS = 100;
/** A short run is over before anybody reads a bar. */
const AFTER_MS = 500;

export function startBar(terminal: Terminal, options: BarOptions): Bar {
  if (options.isQuiet || !isWatched(terminal)) return NO_BAR;
  const { stderr } = terminal;
  const started = options.now();
  let bytes = 0;
  let drawnAt = started + AFTER_MS - EVERY_MS;
  let isDrawn = false;
  const draw = (): void => {
    const now = options.now();
    if (now - drawnAt < EVERY_MS) return;
    drawnAt = now;
    isDrawn = true;
    const line = barText({ bytes, total: options.total, elapsedMs: now - started }, options.told());
    stderr.write(`\r${line.slice(0, (stderr.columns ?? 80) - 1)}\u001B[K`);
  };
  return {
    draw,
    bytes(count) {
      bytes += count;
      draw();
    },
    clear() {
      if (isDrawn) stderr.write('\r\u001B[K');
      isDrawn = false;
    },
  };
}

export interface Reach {
  readonly bytes: number;
  readonly total: number;
  readonly elapsedMs: number;
}

const WIDTH = 20;

/** `[==========>         ]  53 %  1.1 of 2.0 GiB  812,345 checked  12 errors  1 min 5 s left`. */
export function barText({ bytes, total, elapsedMs }: Reach, told: string): string {
  if (total === 0) return `${size(bytes)} read  ${told}`;
  const part = Math.min(bytes / total, 1);
  const full = Math.floor(part * WIDTH);
  const bar = `${'='.repeat(full)}${full < WIDTH ? '>' : ''}`.padEnd(WIDTH);
  const left = part > 0 ? `  ${duration((elapsedMs / part) * (1 - part))} left` : '';
  const percent = String(Math.floor(part * 100)).padStart(3);
  return `[${bar}] ${percent} %  ${size(bytes)} of ${size(total)}  ${told}${left}`;
}

/** `1 error`, `1,200 errors`. */
export const plainCount = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

function size(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1024 ? `${mebibytes.toFixed(0)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
