import type { Trial } from './trial.ts';

/** What people call the trial: the brief title, else the official one. */
export function titleOf({ titles }: Trial): string | undefined {
  return titles.brief?.value ?? titles.official?.value;
}
