import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import type { LoadDefinitions } from '../definitions.ts';
import { startDemo } from '../server/demo.ts';
import { startService } from '../server/serve.ts';
import { createLog } from '../shared/logger.ts';
import { settingFlags, withSettings } from './setting-options.ts';
import type { Terminal } from './terminal.ts';

/** `serve` runs until it is told to stop: the signals belong to the process, so the commands wait for them here. */
export function serveCommand(terminal: Terminal, load: LoadDefinitions): Command {
  const command = new Command('serve').description(
    'the webhook service; configured by flags, environment variables and a file (docs/configuration.md)',
  );
  return withSettings(command).action(async () => {
    const config = loadConfig(terminal.env, { flags: settingFlags(command), isService: true });
    const log = createLog({ level: config.logLevel });
    const service = await startService(config, load(config.fhirVersion), log);
    await untilStopped();
    await service.stop();
    endSoon();
  });
}

export function demoCommand(terminal: Terminal, load: LoadDefinitions): Command {
  return new Command('demo')
    .description('the service with an embedded FHIR server and the five example records')
    .action(async () => {
      const demo = await startDemo({
        env: terminal.env,
        definitions: load(),
        write: (line) => terminal.stdout.write(`${line}\n`),
      });
      await untilStopped();
      await demo.stop();
      endSoon();
    });
}

/** All has been stopped: what still holds the process, as a connection that is tried again and again, holds nothing up. */
function endSoon(): void {
  setTimeout(() => process.exit(), 500).unref();
}

async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
