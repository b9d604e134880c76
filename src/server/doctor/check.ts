/** What `doctor` looks at, in the order it is told. */
export type Area = 'configuration' | 'store' | 'definitions' | 'service' | 'proxy' | 'destination';

/** One thing that was tried, and what came of it. */
export interface Check {
  readonly area: Area;
  /** `warning`: it works, and somebody should know. `failed`: the service would not do what it is for. */
  readonly state: 'ok' | 'warning' | 'failed';
  /** A sentence for a person; no secret in it. */
  readonly text: string;
  /** The destination it is about. */
  readonly destination?: string;
  /** Failure code, where it failed as an operation does. */
  readonly code?: string;
  /** Figures and names for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** 0 where nothing failed; 3 where only destinations did; else 2. */
export function exitCodeOf(checks: readonly Check[]): 0 | 2 | 3 {
  const failed = checks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return 0;
  return failed.every(({ area }) => area === 'destination') ? 3 : 2;
}
