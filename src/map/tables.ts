/**
 * Mapping knowledge: the ConceptMaps of mappings/, ready to look codes up in.
 *
 * Pure data; loaded by source/definitions.ts. A lookup gives the standard codings of a registry code in
 * the order the table lists them; the verbatim registry coding is added by the mapper, never by the table.
 */
export interface TargetCoding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeRow {
  readonly code: string;
  readonly display: string;
  readonly targets: readonly TargetCoding[];
}

export interface CodeTable {
  /** Name without suffix: `ctgov-phase`. */
  readonly name: string;
  readonly rows: ReadonlyMap<string, CodeRow>;
}

/** Keyed by table name; one set for each FHIR version. */
export type CodeTables = ReadonlyMap<string, CodeTable>;
