/**
 * schemathesis (PyPI) against the running service's OpenAPI: no 5xx, and no answer that is not described.
 *
 *   npm run test:schemathesis                 every route, 50 requests each at most
 *   npm run test:schemathesis -- --examples 10
 *
 * It is installed into build/schemathesis where python3 and its registry are there; otherwise exit 77, which .ci/run
 * counts as skipped.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { realStudies } from '../bench/shared/studies.ts';
import { startEmbeddedFhirServer } from '../src/server/embedded-fhir-server.ts';
import { sendAndWait, startService } from './security/service.ts';

const VERSION = '4.32.5';
const FOLDER = fileURLToPath(new URL('../build/schemathesis', import.meta.url));
const PROGRAM = `${FOLDER}/bin/schemathesis`;
/** What the run is for. Whether a wrong request is refused is held by our own tests: some are read leniently on purpose. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
];

const { values } = parseArgs({ options: { examples: { type: 'string', default: '50' } } });

process.exitCode = isInstalled() ? await run() : 77;

function isInstalled(): boolean {
  if (existsSync(PROGRAM)) return true;
  mkdirSync(FOLDER, { recursive: true });
  const options = { timeout: 180_000 };
  const isMade = spawnSync('python3', ['-m', 'venv', FOLDER], options).status === 0;
  if (
    isMade &&
    spawnSync(`${FOLDER}/bin/pip`, ['install', '--quiet', `schemathesis==${VERSION}`], options)
      .status === 0
  )
    return true;
  console.log('SKIPPED: schemathesis cannot be installed here (python3, venv, pip)');
  return false;
}

/** The exit code of schemathesis; 1 too where the service ended or its log has an error. */
async function run(): Promise<number> {
  const fhir = await startEmbeddedFhirServer();
  const service = await startService({
    TRIALCAST_FHIR_SERVER: fhir.url,
    TRIALCAST_WEBHOOKS_PER_MINUTE: '1000000',
    TRIALCAST_SUBSCRIPTION_TOKEN: 'subscription-token-1',
  });
  try {
    const [record = ''] = realStudies().texts;
    await sendAndWait(service, record);
    const program = spawn(PROGRAM, optionsFor(service.url), {
      stdio: 'inherit',
      cwd: FOLDER,
      env: { ...process.env, NO_COLOR: '1' },
      timeout: 1_200_000,
    });
    const [status] = (await once(program, 'exit')) as [number | null];
    const broken = service
      .log()
      .split('\n')
      .filter((line) => /"level":[56]0/.test(line));
    for (const line of broken.slice(0, 5)) console.log(line.slice(0, 1_000));
    return status === 0 && broken.length === 0 && service.isRunning() ? 0 : 1;
  } finally {
    await service.stop();
    await fhir.stop();
  }
}

function optionsFor(url: string): string[] {
  return [
    'run',
    `${url}/openapi.json`,
    `--checks=${CHECKS.join(',')}`,
    `--max-examples=${values.examples}`,
    '--phases=examples,coverage,fuzzing',
    '--seed=8',
    '--request-timeout=60',
    '--continue-on-failure',
    '--suppress-health-check=all',
    '--warnings=off',
  ];
}
