/** What servers refuse without saying so in their CapabilityStatement, known by name. */
export interface Limits {
  /** Entries a transaction may have. */
  readonly transaction?: number;
  /** Entries a transaction may have of which one is a conditional write. */
  readonly conditional?: number;
  /** Entries a batch may have. */
  readonly batch?: number;
}

interface KnownLimits extends Limits {
  readonly name: string;
  readonly pattern: RegExp;
}

const KNOWN: readonly KnownLimits[] = [
  // fhir-router 5: maxUpdates and maxSerializableTransactionEntries of batch.ts.
  { name: 'Medplum', pattern: /\bmedplum\b/i, transaction: 50, conditional: 8 },
  // BundleConfiguration.EntryLimit of the open source server; Azure Health Data Services runs it.
  {
    name: "Microsoft's server",
    pattern: /\bmicrosoft\b|\bazure\b/i,
    transaction: 500,
    conditional: 500,
    batch: 500,
  },
];

/** Limits of a server by the name and version its statement gives. */
export function limitsOf(software: string): (Limits & { readonly name: string }) | undefined {
  return KNOWN.find(({ pattern }) => pattern.test(software));
}
