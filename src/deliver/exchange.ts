/** One request to the FHIR server and what came back: what the Delivery tab shows. No headers, so no token. */
export interface Exchange {
  readonly method: string;
  /** Relative to the server's base: `metadata`, `ResearchStudy/x`, empty for the base itself. */
  readonly path: string;
  /** HTTP status; absent where no answer came. */
  readonly status?: number;
  readonly durationMs: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Issues of the server's OperationOutcome, `severity: text`. */
  readonly outcome: readonly string[];
}

/** What a server said in an OperationOutcome, one sentence each; empty for anything else. */
export function outcomeTexts(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  const { resourceType, issue } = body as { resourceType?: unknown; issue?: unknown };
  if (resourceType !== 'OperationOutcome' || !Array.isArray(issue)) return [];
  return issue.slice(0, MAX_ISSUES).map((entry: unknown) => issueText(entry));
}

/** A server that answers with thousands of issues fills no job row with them. */
const MAX_ISSUES = 50;
const MAX_TEXT = 1000;

function issueText(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return 'error: (no text)';
  const { severity, diagnostics, details, expression } = entry as Record<string, unknown>;
  const text = stringOr(diagnostics) ?? stringOr((details as { text?: unknown } | undefined)?.text);
  const where = Array.isArray(expression) ? ` (${expression.slice(0, 3).join(', ')})` : '';
  return `${stringOr(severity) ?? 'error'}: ${(text ?? '(no text)').slice(0, MAX_TEXT)}${where}`;
}

function stringOr(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
