/** Regimens as Dosage and Timing. Alike in R4 and R5, but for `asNeeded`, which nothing here says. */
import type { Intervention } from '../../trial/trial.ts';
import type { Regimen } from '../../trial/understood.ts';
import type { Text } from '../../trial/values.ts';
import { unitName } from '../ages.ts';
import { type Scope, textOf } from '../scope.ts';
import { NCIT, UCUM } from '../terms.ts';
import { compact, derivationOf } from './build.ts';
import type { CodeableConcept, Dosage, Timing } from './types.ts';

/** The words always; amount, route and schedule only where a rule understood them. */
export function dosageOf(scope: Scope, intervention: Intervention): Dosage[] | undefined {
  const { dose, regimen } = intervention;
  const source = dose ?? (regimen && toldIn(intervention));
  const text = textOf(scope, source);
  if (text === undefined) return undefined;
  const amount = regimen?.dose;
  return [
    compact<Dosage>({
      extension: derivationOf(source),
      text,
      timing: timingOf(regimen),
      route: regimen?.route && routeOf(regimen.route),
      doseAndRate: amount && [{ doseQuantity: { ...amount, system: UCUM, code: amount.unit } }],
    }),
  ];
}

/** The description, marked as read for what it says of doses. */
function toldIn({ description }: Intervention): Text | undefined {
  const derivation = {
    method: 'text-rule',
    rule: 'regimen',
    sourcePath: 'intervention.description',
  } as const;
  return description && { ...description, derivation };
}

/** How often and for how long; undefined where the words do not say how often. */
export function timingOf(regimen: Regimen | undefined): Timing | undefined {
  const { schedule, bounds, isUpTo } = regimen ?? {};
  if (!schedule) return undefined;
  const { count, period } = schedule;
  return {
    repeat: {
      ...(bounds && {
        boundsDuration: {
          value: bounds.value,
          ...(isUpTo && { comparator: '<=' as const }),
          unit: unitName(bounds.unit),
          system: UCUM,
          code: bounds.unit,
        },
      }),
      frequency: count,
      period: period.value,
      periodUnit: period.unit,
    },
  };
}

const ROUTE_NAMES: Readonly<Record<string, string>> = {
  C38276: 'Intravenous Route of Administration',
  C38288: 'Oral Route of Administration',
  C38299: 'Subcutaneous Route of Administration',
  C28161: 'Intramuscular Route of Administration',
  C38284: 'Nasal Route of Administration',
  C38300: 'Sublingual Route of Administration',
  C38238: 'Intradermal Route of Administration',
  C38305: 'Transdermal Route of Administration',
};

function routeOf({ name, code }: NonNullable<Regimen['route']>): CodeableConcept {
  const display = code === undefined ? undefined : ROUTE_NAMES[code];
  return {
    ...(code !== undefined &&
      display !== undefined && { coding: [{ system: NCIT, code, display }] }),
    text: name,
  };
}
