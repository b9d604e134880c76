import { pino } from 'pino';

/** What a log line may carry: counts, codes, ids, durations. Never record text, contacts or tokens. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One JSON line for each event; the message is a constant, everything that varies is a field. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `error` adds its class and stack, never its message: a message may quote a record. */
  error(message: string, fields?: LogFields, error?: unknown): void;
}

export interface LogOptions {
  /** @default 'info' */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where lines go. @default standard output */
  readonly write?: (line: string) => void;
}

export function createLog(options: LogOptions = {}): Log {
  const settings = {
    level: options.level ?? 'info',
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  const { write } = options;
  const logger = write ? pino(settings, { write }) : pino(settings);
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}, error) => logger.error({ ...fields, ...traceOf(error) }, message),
  };
}

/** Class, code and places of an error. The first lines of a stack repeat the message, so only frames are kept. */
function traceOf(error: unknown): LogFields {
  if (error === undefined) return {};
  if (!(error instanceof Error)) return { errorClass: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    errorClass: error.name,
    ...(typeof code === 'string' && { errorCode: code }),
    frames: frames
      .slice(0, 12)
      .map((line) => line.trim())
      .join(' | '),
  };
}
