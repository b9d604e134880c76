/** lowBoundary(), highBoundary(), comparable(): the least and the greatest value a value of its precision stands for. */
import { isJsonObject } from '../../shared/json.ts';
import type { Item } from '../plan/plan.ts';
import { toItem } from './item.ts';
import type { Units } from '../terminology/outside.ts';
import { NOTHING, compare, fromBoolean } from './operators.ts';

export type Side = 'low' | 'high';

export function boundary(items: readonly Item[], side: Side): readonly Item[] {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) return NOTHING;
  const { value } = item;
  if (typeof value === 'number') return [toItem(boundaryOfNumber(value, side), 'System.Decimal')];
  if (typeof value === 'string') {
    const moment = boundaryOfMoment(value, side);
    return moment === undefined ? NOTHING : [toItem(moment, 'System.DateTime')];
  }
  if (!isJsonObject(value) || typeof value['value'] !== 'number') return NOTHING;
  const bounded = { ...value, value: boundaryOfNumber(value['value'], side) };
  return [toItem(bounded, item.type, item.plan)];
}

/** 1.5 stands for 1.45 to 1.55. */
function boundaryOfNumber(value: number, side: Side): number {
  const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  const half = 5 * 10 ** -(digits + 1);
  return Number((side === 'low' ? value - half : value + half).toFixed(digits + 1));
}

const MOMENT = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(T.+)?$/;

/** Without a zone it may be any: the day begins first at +14:00 and ends last at -12:00. */
function boundaryOfMoment(text: string, side: Side): string | undefined {
  const [, year = '', month, day, clock] = MOMENT.exec(text) ?? [];
  if (year === '') return undefined;
  if (clock !== undefined) return text;
  const lastMonth = side === 'low' ? '01' : '12';
  const date = `${year}-${month ?? lastMonth}`;
  const [fullDay, fullClock] =
    side === 'low' ? ['01', 'T00:00:00.000+14:00'] : [lastDay(date), 'T23:59:59.999-12:00'];
  return `${date}-${day ?? fullDay}${fullClock}`;
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0');
}

/** Of two quantities: whether their units let them be compared. */
export function comparable(
  left: readonly Item[],
  right: readonly Item[],
  inUnit: Units['inUnit'],
): readonly Item[] {
  if (left.length !== 1 || right.length !== 1) return NOTHING;
  return fromBoolean(compare(left, right, inUnit) !== undefined);
}
