/** What flatten.py writes of each record into truth.json. */
export interface TruthOutcome {
  readonly measure: string;
  readonly description: string;
  readonly timeFrame: string;
}

export interface Truth {
  readonly title: string;
  readonly briefSummary: string;
  readonly detailedDescription: string;
  readonly conditions: readonly string[];
  readonly interventions: readonly { readonly type: string; readonly name: string }[];
  readonly primary: readonly TruthOutcome[];
  readonly secondary: readonly TruthOutcome[];
  readonly other: readonly TruthOutcome[];
}
