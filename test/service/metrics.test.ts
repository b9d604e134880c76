import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { jobIn, send, startTestService, type TestService } from './harness.ts';

const ROOT = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: {
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
    };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
const { panels } = JSON.parse(text('deploy/grafana/trialcast.json')) as Dashboard;
const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const alerting = [...text('deploy/prometheus/alerts.yml').matchAll(/^\s+expr: (.*)$/gm)].map(
  ([, expr = '']) => expr,
);

/** Metrics named in a text: ours, and those of the process. */
const named = (words: string): string[] =>
  [...words.matchAll(/\b(?:trialcast|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name);

/** Name and labels of each series. */
function exported(page: string): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of page.matchAll(/^([a-z_0-9]+)(?:\{(.*)\})? \S+$/gm)) {
    const known = series.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(?:^|,)([a-z]+)=/g)) known.add(label);
    series.set(name, known);
  }
  return series;
}

let service: TestService;
let page: string;
beforeAll(async () => {
  let isDown = false;
  service = await startTestService({
    intercept: (_request, response, next) => {
      if (isDown) response.status(503).json({ resourceType: 'OperationOutcome', issue: [] });
      else next();
    },
  });
  const body = text('examples/000_9a75afc2414ddea6.txt');
  await jobIn(service.url, await send(service.url, { body }), ['delivered']);
  isDown = true;
  await send(service.url, { body: text('examples/001_d21ade92f4d85067.txt') });
  await vi.waitFor(
    async () => {
      page = await metrics();
      expect(page).toMatch(/^trialcast_delivery_failures_total\{/m);
    },
    { timeout: 30_000, interval: 200 },
  );
});
afterAll(() => service.stop());

const metrics = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();

describe('metrics', () => {
  test('that the dashboard, the alerts and the documents name are exported', () => {
    const series = exported(page);
    const documented = [
      ...text('docs/operations.md').matchAll(/^\| `(trialcast_[a-z_]+)` \|/gm),
    ].map(([, name = '']) => name);
    // A series with labels is there once it counts something: so much was not made to happen here.
    const rare = new Set(['trialcast_notices']);

    expect([shown.length, alerting.length, documented.length]).toEqual([
      expect.toSatisfy((count: number) => count > 20),
      8,
      16,
    ]);
    const isThere = (name: string): boolean =>
      rare.has(name) || series.has(name) || series.has(`${name}_count`);
    expect(
      [...shown, ...alerting].flatMap(named).filter((name) => !series.has(name) && !rare.has(name)),
    ).toEqual([]);
    expect(documented.filter((name) => !isThere(name))).toEqual([]);
    const ours = [...series.keys()].map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
    expect(
      [...new Set(ours)].filter(
        (name) => name.startsWith('trialcast_') && !documented.includes(name),
      ),
    ).toEqual([]);
  });

  test('have the labels that are grouped and filtered by', () => {
    const series = exported(page);
    for (const expr of [...shown, ...alerting]) {
      const names = named(expr);
      const labels = new Set(names.flatMap((name) => [...(series.get(name) ?? [])]));
      const wanted = [
        ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
        ...[...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
          [...list.matchAll(/([a-z]+)[=!]/g)].map(([, label = '']) => label),
        ),
      ].filter((label) => !['job', 'instance', 'le'].includes(label));
      if (names.includes('trialcast_notices') || names.length === 0) continue;
      expect([expr, wanted.filter((label) => !labels.has(label))]).toEqual([expr, []]);
    }
  });

  test('tell whether the FHIR server answers, and nothing of a record or an address', async () => {
    await fetch(`${service.url}/jobs/NCT01234567?text=hunter2`);
    page = await metrics();

    expect(page).toMatch(/^trialcast_destination_up\{destination="default"\} 0$/m);
    expect(page).toMatch(
      /^trialcast_http_request_seconds_count\{method="POST",route="\/webhooks\/trials",status="202"\} 2$/m,
    );
    expect(page).toMatch(/^trialcast_conversion_seconds_count 2$/m);
    expect(page).not.toMatch(/hunter2|NCT0|9a75afc/);
  });
});

describe('the dashboard', () => {
  test('has panels that lie beside each other and not upon', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from(
        { length: w * h },
        (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`,
      ),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

/** Prometheus's own tool; Debian has it in its package prometheus. */
const PROMTOOL = process.env['PROMTOOL'] ?? 'promtool';
const hasPromtool = ((): boolean => {
  try {
    execFileSync(PROMTOOL, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasPromtool)('promtool (Debian: prometheus)', () => {
  const folder = fileURLToPath(new URL('deploy/prometheus/', ROOT));
  const promtool = (...args: string[]): string =>
    execFileSync(PROMTOOL, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  test('takes the rules, the example configuration and our cases', () => {
    expect(promtool('check', 'rules', 'alerts.yml')).toContain('8 rules found');
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('is valid prometheus config');
    expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });

  test('parses each expression of the dashboard, and finds the metrics well named', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'trialcast-prom-'));
    const rules = shown.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', 'trialcast'),
    }));
    const file = join(scratch, 'panels.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
    expect(promtool('check', 'rules', file)).toContain(`${rules.length} rules found`);
    const ours = page
      .split('\n')
      .filter((line) => line.includes('trialcast_'))
      .join('\n');
    const lint = execFileSync(PROMTOOL, ['check', 'metrics'], {
      input: `${ours}\n`,
      encoding: 'utf8',
    });
    rmSync(scratch, { recursive: true });
    expect(lint).toBe('');
  });
});
