/** Entries that servers refuse, or are slow with, without saying so in their CapabilityStatement. */
export interface Limits {
  /** What is told of the limit, after which the number and "entries" follow. */
  readonly reason: string;
  /** Entries of a transaction that writes by our ids. */
  readonly transaction?: number;
  /** Entries of a transaction with conditional writes. */
  readonly conditional?: number;
  readonly batch?: number;
}

const KNOWN: readonly (Limits & { readonly software: RegExp })[] = [
  {
    // maxUpdates and maxSerializableTransactionEntries in batch.ts of its fhir-router 5.
    software: /\bmedplum\b/i,
    reason: 'Medplum refuses transactions like this of more than',
    transaction: 50,
    conditional: 8,
  },
  {
    // Measured with 8.8.0: each condition writes out all entries before it, so 500 take three times as long as 5 times 100.
    software: /\bHAPI\b/i,
    reason: 'HAPI takes long over conditional transactions of more than',
    conditional: 100,
  },
  {
    // The default of FhirServer:Bundle:EntryLimit.
    software: /\bmicrosoft\b|\bazure\b/i,
    reason: "Microsoft's server refuses bundles of more than",
    transaction: 500,
    conditional: 500,
    batch: 500,
  },
];

/** Limits of a server by the name and version its statement gives. */
export const limitsOf = (software: string): Limits | undefined =>
  KNOWN.find((known) => known.software.test(software));
