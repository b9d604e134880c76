/** Everything `trialcast doctor` tries. Nothing is written, and no store is made. */
import {
  inspectConfig,
  type Config,
  type EffectiveSetting,
  type Environment,
  type Flags,
} from '../../config/config.ts';
import type { LoadDefinitions } from '../../definitions.ts';
import type { FhirVersion } from '../../shared/fhir-version.ts';
import { packageVersion } from '../../source/package-version.ts';
import type { Check } from './check.ts';
import { checkDestination } from './destination-check.ts';
import { checkStore } from './store-check.ts';

export interface Examination {
  readonly version: string;
  readonly node: string;
  readonly settings: readonly EffectiveSetting[];
  readonly checks: readonly Check[];
}

export async function examine(
  env: Environment,
  flags: Flags,
  load: LoadDefinitions,
): Promise<Examination> {
  const { config, faults, settings } = inspectConfig(env, { flags, isService: true });
  const configuration: readonly Check[] = config
    ? [{ area: 'configuration', state: 'ok', text: 'The configuration has no faults.' }]
    : faults.map((text) => ({ area: 'configuration', state: 'failed', text: `${text}.` }));
  return {
    version: packageVersion(),
    node: process.version.slice(1),
    settings,
    checks: [...configuration, ...(config ? await checksOf(config, load) : [])],
  };
}

async function checksOf(config: Config, load: LoadDefinitions): Promise<readonly Check[]> {
  const { destinations, proxy } = config;
  const atDestinations = await Promise.all(destinations.map((one) => checkDestination(one, proxy)));
  return [
    ...(await checkStore(config)),
    ...definitionChecks(config, load),
    await serviceCheck(config),
    ...proxyCheck(config),
    ...(destinations.length === 0 ? [NO_DESTINATION] : atDestinations.flat()),
  ];
}

const NO_DESTINATION: Check = {
  area: 'destination',
  state: 'warning',
  text: 'No FHIR server is named (TRIALCAST_FHIR_SERVER): records are converted and stop there.',
};

function definitionChecks(
  { destinations, fhirVersion }: Config,
  load: LoadDefinitions,
): readonly Check[] {
  const versions = new Set<FhirVersion>([fhirVersion, ...destinations.map(({ fhir }) => fhir)]);
  return [...versions].map((fhir) => {
    const { version, validator, tables } = load(fhir);
    const { checkedAgainst } = validator.describe();
    return {
      area: 'definitions',
      state: 'ok',
      text: `${checkedAgainst} Mappings ${version}: ${tables.size} code tables.`,
      details: { fhir, version, tables: tables.size },
    };
  });
}

/** Whether a service answers where this configuration would put one. */
async function serviceCheck({ host, port, basePath }: Config): Promise<Check> {
  const name =
    { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
  const url = `http://${name}:${port}${basePath}/readyz`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000), redirect: 'manual' });
    const text = (await answer.text()).slice(0, 2_000);
    const status = /"status":\s*"(ready|degraded)"/.exec(text)?.[1];
    if (status === undefined) {
      return {
        area: 'service',
        state: 'warning',
        text: `${url} answers with status ${answer.status}, and not as a service that is ready.`,
      };
    }
    return {
      area: 'service',
      state: status === 'ready' ? 'ok' : 'warning',
      text: `A service runs at ${url}: ${status}.`,
      details: { status },
    };
  } catch {
    return { area: 'service', state: 'ok', text: `No service runs at ${url}.` };
  }
}

function proxyCheck({ proxy, settings }: Config): readonly Check[] {
  if (proxy.httpProxy === undefined && proxy.httpsProxy === undefined) return [];
  const shown = settings
    .filter(({ group, origin }) => group === 'Proxy' && origin)
    .map(({ key, shown: value }) => `${key}=${value}`);
  return [
    {
      area: 'proxy',
      state: 'ok',
      text: `FHIR servers are asked by way of a proxy: ${shown.join(', ')}.`,
    },
  ];
}
