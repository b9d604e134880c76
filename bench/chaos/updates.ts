import type { Random } from '../shared/random.ts';

/** One webhook to be sent: a version of a trial's record. */
export interface Update {
  readonly id: string;
  /** NCT number. */
  readonly trial: string;
  /** Place among the updates of its trial, from 0: the order in which they are sent. */
  readonly index: number;
  readonly kind: string;
  readonly body: string;
  /** `lastUpdatePostDateStruct.date` of the body. */
  readonly day: string;
}

interface Study {
  readonly protocolSection: {
    readonly identificationModule: { readonly nctId: string };
    readonly statusModule: { lastUpdatePostDateStruct: { date: string }; overallStatus?: string };
    readonly designModule?: { enrollmentInfo?: { count?: number } };
    readonly outcomesModule?: {
      primaryOutcomes?: { measure: string }[];
      secondaryOutcomes?: { measure: string }[];
    };
  };
}

const STATUSES = ['RECRUITING', 'ACTIVE_NOT_RECRUITING', 'COMPLETED', 'SUSPENDED', 'TERMINATED'];
/** Later days would be near today, and a day in the future is not believed. */
const LAST_DAY = '2026-10-01';

/** What registries do to a record. Each changes the study in place. */
const EDITS: Readonly<Record<string, (study: Study, random: Random) => void>> = {
  status: (study, random) => {
    const { statusModule } = study.protocolSection;
    const others = STATUSES.filter((status) => status !== statusModule.overallStatus);
    statusModule.overallStatus = random.pick(others);
  },
  enrollment: (study, random) => {
    const design = study.protocolSection.designModule;
    if (design)
      design.enrollmentInfo = { ...design.enrollmentInfo, count: random.between(10, 9_999) };
  },
  'outcome added': (study, random) => {
    const outcomes = study.protocolSection.outcomesModule;
    const added = { measure: `Relief of symptom ${random.between(1, 999)}` };
    if (outcomes) outcomes.secondaryOutcomes = [...(outcomes.secondaryOutcomes ?? []), added];
  },
  'outcome removed': (study) => {
    const outcomes = study.protocolSection.outcomesModule;
    if (outcomes) outcomes.secondaryOutcomes = (outcomes.secondaryOutcomes ?? []).slice(0, -1);
  },
  'date only': () => undefined,
};

/** `count` updates of `trials` real trials, spread over them; those of one trial are in the order of sending. */
export function makeUpdates(
  texts: readonly string[],
  trials: number,
  count: number,
  random: Random,
): readonly (readonly Update[])[] {
  const studies = random
    .shuffled(texts)
    .map((text) => JSON.parse(text) as Study)
    .filter((study) => (dayOf(study) ?? '9') < LAST_DAY)
    .slice(0, trials);
  const sizes = studies.map(() => 1);
  for (let left = count - studies.length; left > 0; left -= 1) {
    const chosen = random.between(0, studies.length - 1);
    sizes[chosen] = (sizes[chosen] ?? 0) + 1;
  }
  return studies.map((study, place) => updatesOf(study, sizes[place] ?? 1, random));
}

function updatesOf(study: Study, size: number, random: Random): readonly Update[] {
  const trial = study.protocolSection.identificationModule.nctId;
  const made: Update[] = [];
  const add = (kind: string, body: string, day: string): void => {
    const index = made.length;
    made.push({ id: `${trial}-${index}`, trial, index, kind, body, day });
  };
  add('first', JSON.stringify(study), dayOf(study) ?? '');
  while (made.length < size) {
    const older = made.filter(({ day }) => day < (dayOf(study) ?? ''));
    const dice = random.next();
    if (dice < 0.15) add('repeat', JSON.stringify(study), dayOf(study) ?? '');
    else if (dice < 0.3 && older.length > 0) {
      const { body, day } = random.pick(older);
      add('late', body, day);
    } else {
      const [kind, edit] = random.pick(Object.entries(EDITS));
      edit(study, random);
      const isSameDay = kind !== 'date only' && random.chance(0.2);
      if (!isSameDay) nextDay(study);
      add(isSameDay ? `${kind}, same day` : kind, JSON.stringify(study), dayOf(study) ?? '');
    }
  }
  return made;
}

function dayOf({ protocolSection }: Study): string | undefined {
  const day = protocolSection.statusModule.lastUpdatePostDateStruct?.date;
  return /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? day : undefined;
}

function nextDay({ protocolSection }: Study): void {
  const struct = protocolSection.statusModule.lastUpdatePostDateStruct;
  const next = new Date(Date.parse(`${struct.date}T00:00:00Z`) + 24 * 3_600_000);
  struct.date = next.toISOString().slice(0, 10);
}

/** The update whose content must stand at the end: of the latest day, and of these the last that was sent. */
export function newestOf(updates: readonly Update[]): Update {
  const sorted = updates.toSorted((a, b) => a.day.localeCompare(b.day) || a.index - b.index);
  const newest = sorted.at(-1);
  if (!newest) throw new Error('a trial without updates');
  return newest;
}
