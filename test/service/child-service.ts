/** A service in a process of its own, to be killed. Its configuration is the environment; one line says where it listens. */
import { loadConfig } from '../../src/config/config.ts';
import { startService } from '../../src/server/serve.ts';
import { createLog } from '../../src/shared/logger.ts';
import { loadDefinitions } from '../../src/source/load-definitions.ts';

const service = await startService(
  loadConfig(process.env),
  loadDefinitions(),
  createLog({ level: 'silent' }),
);
process.stdout.write(`${service.url}\n`);
process.on('SIGTERM', () => {
  void service.stop().then(() => process.exit(0));
});
