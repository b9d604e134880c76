/** Asks the running service whether its loop answers: the container's health check, which has no curl. */
import { loadConfig } from '../config/config.ts';

const { host, port, basePath } = loadConfig(process.env);
const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
const answer = await fetch(
  `http://${name.includes(':') ? `[${name}]` : name}:${port}${basePath}/livez`,
  { signal: AbortSignal.timeout(4000) },
).catch(() => undefined);
process.exitCode = answer?.ok === true ? 0 : 1;
