import type { EffectiveSetting } from '../config/config.ts';
import type { Check } from '../server/doctor/check.ts';
import type { Examination } from '../server/doctor/examine.ts';

/** Version of the JSON; members may be added within one. */
const SCHEMA_VERSION = 1;

export function doctorJson({ checks, settings, ...found }: Examination, exit: number): string {
  const shown = settings.map(({ key, shown: value, isSecret, origin }) => ({
    key,
    value,
    isSecret,
    origin: origin ?? { layer: 'default' },
  }));
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...found, settings: shown, checks, exit }, null, 2)}\n`;
}

export function doctorText({ version, node, settings, checks }: Examination, exit: number): string {
  const counts = (['ok', 'warning', 'failed'] as const)
    .map((state) => `${checks.filter((check) => check.state === state).length} ${state}`)
    .join(', ');
  return [
    `trialcast ${version} on Node ${node}`,
    '',
    'Settings',
    ...table(settings.map(settingCells)),
    '',
    'Checks',
    ...table(checks.map(checkCells)),
    '',
    `${counts}.  exit ${exit}`,
    '',
  ].join('\n');
}

function settingCells({ key, shown, origin }: EffectiveSetting): readonly string[] {
  return [key, shown === '' ? '-' : shown, origin?.name ?? 'default'];
}

function checkCells({ state, area, destination, text, code }: Check): readonly string[] {
  const where = destination === undefined ? area : `${area} ${destination}`;
  return [state, where, `${text}${code === undefined ? '' : ` [${code}]`}`];
}

/** Columns as wide as their longest cell, the last as it comes. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (least, row) => row.map((cell, column) => Math.max(least[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
    );
    return `  ${cells.join('  ')}`;
  });
}
