/** What becomes of parts on the server that a trial's record no longer has (ADR 8): set to retired, deleted, left. */
export const ORPHAN_POLICIES = ['retire', 'delete', 'keep'] as const;
export type OrphanPolicy = (typeof ORPHAN_POLICIES)[number];
