/** One row of an answer, as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

export type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly Row[]>;
