import type { Environment } from './given.ts';

/** Traces, as the standard variables of OpenTelemetry ask for them. Address, headers and queue are read by its own packages. */
export interface TraceSettings {
  /** Share of traces that are kept, 0 to 1; one that a caller keeps is kept whatever it says. */
  readonly ratio: number;
  readonly isParentBased: boolean;
}

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'] as const;

/** Undefined where nobody asks for traces: no OTLP address, `OTEL_SDK_DISABLED=true` or `OTEL_TRACES_EXPORTER=none`. */
export function readTraces(
  env: Environment,
  fault: (text: string) => void,
): TraceSettings | undefined {
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  const endpoint =
    text('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? text('OTEL_EXPORTER_OTLP_ENDPOINT');
  const exporter = text('OTEL_TRACES_EXPORTER') ?? 'otlp';
  if (text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true' || exporter === 'none') return undefined;
  if (endpoint === undefined) return undefined;
  if (!URL.canParse(endpoint)) fault('OTEL_EXPORTER_OTLP_ENDPOINT is not an address');
  if (exporter !== 'otlp') fault(`OTEL_TRACES_EXPORTER is "${exporter}", not otlp or none`);
  const protocol =
    text('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? text('OTEL_EXPORTER_OTLP_PROTOCOL');
  if (protocol !== undefined && protocol !== 'http/protobuf')
    fault(`OTEL_EXPORTER_OTLP_PROTOCOL is "${protocol}"; only http/protobuf is spoken`);
  return samplerOf(text('OTEL_TRACES_SAMPLER'), text('OTEL_TRACES_SAMPLER_ARG'), fault);
}

function samplerOf(
  name = 'parentbased_always_on',
  arg = '1',
  fault: (text: string) => void,
): TraceSettings {
  const base = name.replace(/^parentbased_/, '');
  const kind = SAMPLERS.find((one) => one === base);
  if (kind === undefined)
    fault(
      `OTEL_TRACES_SAMPLER is "${name}", not one of ${SAMPLERS.join(', ')}, or one with parentbased_ before it`,
    );
  const share = Number(arg);
  if (kind === 'traceidratio' && !(share >= 0 && share <= 1))
    fault(`OTEL_TRACES_SAMPLER_ARG is "${arg}", not a number from 0 to 1`);
  const ratio = { always_on: 1, always_off: 0, traceidratio: share }[kind ?? 'always_on'];
  return { ratio, isParentBased: base !== name };
}
