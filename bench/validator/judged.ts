/** What a validator said of one resource, in the one form in which two validators are compared. */

/** One finding; `place` is normalised (see place.ts), `rule` names what was broken in the validator's own words. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly place: string;
  readonly rule: string;
  readonly message: string;
}

export interface Judged {
  /** Why the validator could give no verdict: it failed by itself, or ran out of time or memory. */
  readonly unable?: string;
  readonly ms: number;
  readonly findings: readonly Finding[];
}

export const hasErrors = (judged: Judged): boolean =>
  judged.findings.some(({ severity }) => severity === 'error');

export const errorsOf = ({ findings }: Judged): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');
