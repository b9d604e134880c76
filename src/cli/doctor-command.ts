import { Command } from 'commander';
import type { LoadDefinitions } from '../definitions.ts';
import { exitCodeOf } from '../server/doctor/check.ts';
import { examine } from '../server/doctor/examine.ts';
import { doctorJson, doctorText } from './doctor-text.ts';
import { settingFlags, withSettings } from './setting-options.ts';
import { writeOut, type Terminal } from './terminal.ts';

/** Takes the flags of `serve`, so that what is looked at is what would be started. */
export function doctorCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  const command = new Command('doctor')
    .description(
      'what `serve` would start with: settings and who says them, store, FHIR servers, clocks',
    )
    .option('--json', 'the same for programs');
  return withSettings(command).action(async () => {
    const { json } = command.opts<{ readonly json?: true }>();
    const found = await examine(terminal.env, settingFlags(command), load);
    const code = exitCodeOf(found.checks);
    await writeOut(terminal.stdout, json ? doctorJson(found, code) : doctorText(found, code));
    exit(code);
  });
}
