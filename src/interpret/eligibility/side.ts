/** On which side a criterion stands. */
export type Side = 'inclusion' | 'exclusion';
