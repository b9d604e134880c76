import type { RegistrationActivity, Trial } from './trial.ts';

const UPDATES: readonly RegistrationActivity[] = ['update-posting', 'update-submission'];

/** Day the registry says the record was last changed, `2024-03-01`; undefined where it tells no whole day. */
export function changedOn({ status }: Trial): string | undefined {
  for (const update of UPDATES) {
    const found = status.registrationDates.find(({ activity }) => activity === update);
    const day = /^\d{4}-\d{2}-\d{2}/.exec(found?.date.value ?? '')?.[0];
    if (day !== undefined) return day;
  }
  return undefined;
}
