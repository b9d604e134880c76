import type { Destination, ProxySettings } from '../../config/destination.ts';
import { publicKeysOf } from '../../deliver/auth/public-keys.ts';
import { openDestination } from '../../deliver/destination.ts';
import type { FhirClient } from '../../deliver/fhir-client.ts';
import { chooseStrategy } from '../../deliver/strategy/choose.ts';
import { readServerProfile } from '../../deliver/strategy/server-profile.ts';
import { requireSuitable } from '../../deliver/suitability.ts';
import type { Http } from '../../deliver/transport/http.ts';
import { Failure } from '../../shared/failure.ts';
import type { Check } from './check.ts';
import { secondsText } from './store-check.ts';

/** Types of resources that a delivery may write. */
export const WRITTEN_TYPES: ReadonlySet<string> = new Set([
  'ActivityDefinition',
  'DocumentReference',
  'EvidenceVariable',
  'Group',
  'Location',
  'Organization',
  'PlanDefinition',
  'Provenance',
  'ResearchStudy',
]);

/** Signed assertions and tokens are refused from about here on. */
const MAX_SKEW_MS = 30_000;

/** Reads the destination's metadata and, signed in, asks for a count of studies. Writes nothing. */
export async function checkDestination(
  destination: Destination,
  proxy: ProxySettings,
): Promise<readonly Check[]> {
  const clock = new RemoteClock();
  const target = openDestination(destination, { proxy, around: (http) => clock.watch(http) });
  try {
    const metadata = await attempt(destination.name, () =>
      metadataCheck(destination, target.client),
    );
    const isThere = metadata.state === 'ok' || metadata.code === 'fhir-server-unsuitable';
    const signedIn = isThere
      ? [await attempt(destination.name, () => signInCheck(destination, target.client))]
      : [];
    return [
      metadata,
      ...signedIn,
      ...clockCheck(destination.name, clock),
      ...keyCheck(destination),
    ];
  } finally {
    await target.close();
  }
}

async function attempt(
  destination: string,
  look: () => Promise<Omit<Check, 'area' | 'state' | 'destination'>>,
): Promise<Check> {
  try {
    return { area: 'destination', destination, state: 'ok', ...(await look()) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message: text } = error;
    return { area: 'destination', destination, state: 'failed', text, code };
  }
}

async function metadataCheck(
  { baseUrl, strategy: asked, maxEntries, fhir }: Destination,
  client: FhirClient,
): Promise<Pick<Check, 'text' | 'details'>> {
  const profile = await readServerProfile(client);
  const strategy = chooseStrategy(asked, profile, WRITTEN_TYPES, { maxEntries });
  requireSuitable(profile, WRITTEN_TYPES, fhir, strategy);
  const { software, fhirVersion } = profile;
  const { ids, unit, reasons } = strategy;
  return {
    text: `${baseUrl} is ${software || 'a FHIR server'}, FHIR ${fhirVersion}; records will be written by ${unit}, under ${ids === 'client' ? 'our ids' : 'ids of the server'}.`,
    details: { software, fhirVersion, strategy: { ids, unit, reasons } },
  };
}

async function signInCheck(
  { auth }: Destination,
  client: FhirClient,
): Promise<Pick<Check, 'text' | 'details'>> {
  const { body } = await client.send({
    method: 'GET',
    path: 'ResearchStudy?_summary=count',
    isSearch: true,
  });
  const studies = typeof body['total'] === 'number' ? body['total'] : undefined;
  const how = auth.kind === 'none' ? 'Without signing in' : `Signed in (${auth.kind})`;
  return {
    text: `${how} studies can be read${studies === undefined ? '' : ` (${studies} there)`}. Writing was not tried.`,
    details: { auth: auth.kind, ...(studies !== undefined && { studies }) },
  };
}

function clockCheck(destination: string, { skewMs }: RemoteClock): readonly Check[] {
  if (skewMs === undefined) return [];
  const isOff = Math.abs(skewMs) > MAX_SKEW_MS;
  const text = isOff
    ? `Its clock is ${secondsText(skewMs)} ours: signed assertions and tokens may be refused. Set the clocks.`
    : 'Its clock agrees with ours.';
  return [
    {
      area: 'destination',
      destination,
      state: isOff ? 'warning' : 'ok',
      text,
      details: { skewMs: Math.round(skewMs) },
    },
  ];
}

function keyCheck({ name: destination, auth }: Destination): readonly Check[] {
  if (auth.kind !== 'private-key-jwt') return [];
  const jwks = publicKeysOf(auth);
  const text = `Its login server must know this public key: ${JSON.stringify(jwks)}`;
  return [{ area: 'destination', destination, state: 'ok', text, details: { jwks } }];
}

/** The other side's clock minus ours, by the Date header of its answers (whole seconds). */
class RemoteClock {
  skewMs: number | undefined;

  watch(http: Http): Http {
    return {
      ...http,
      send: async (url, request) => {
        const sent = Date.now();
        const response = await http.send(url, request);
        const date = Date.parse(response.headers.get('date') ?? '');
        // The header is cut to the second, the answer was made somewhere between sending and now.
        if (!Number.isNaN(date)) this.skewMs = date + 500 - (sent + Date.now()) / 2;
        return response;
      },
    };
  }
}
