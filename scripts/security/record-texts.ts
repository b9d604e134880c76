import { ask, require, type Attempt, type Setting } from './attempt.ts';
import { PAYLOADS, withPayloads } from './payloads.ts';
import { crawl, requireHarmless } from './pages.ts';
import { sendAndWait } from './service.ts';

const attempt = (what: string, run: (setting: Setting) => Promise<string>): Attempt => ({ area: 'XSS by record text', what, run }); // prettier-ignore

/** Pages of one crawl; enough for every tab of every record that is sent. */
const MOST = 400;

interface Job {
  readonly id: string;
  readonly state: string;
  readonly records: readonly { readonly trialKey?: string }[];
}

async function shown(setting: Setting, how: 'instead' | 'after'): Promise<string> {
  const { open, records } = setting;
  const paths = ['/'];
  for (const [index, record] of records.entries()) {
    const job = JSON.parse(await sendAndWait(open, withPayloads(record, how, index * 7))) as Job;
    const tabs = ['readable', 'json', 'issues', 'delivery', 'history'];
    paths.push(...tabs.map((tab) => `/records/${job.id}/1?tab=${tab}`), `/records/${job.id}/1?line=2`); // prettier-ignore
  }
  const pages = await crawl(open.url, paths, MOST);
  require(pages > records.length * 5, `only ${pages} pages were read`);
  return 'every page parsed: no element, attribute, script or address of a payload';
}

async function token({ open }: Setting): Promise<string> {
  const page = await ask(`${open.url}/try`);
  return /name="_csrf"\s+value="([^"]+)"/.exec(page.text)?.[1] ?? '';
}

export const RECORD_TEXTS: readonly Attempt[] = [
  attempt('payloads after every text of real records', (setting) => shown(setting, 'after')),
  attempt('payloads in place of every value of real records', (setting) => shown(setting, 'instead')), // prettier-ignore
  attempt('payloads in a record that is only tried', async (setting) => {
    const own = await token(setting);
    for (const how of ['after', 'instead'] as const) {
      for (const record of setting.records) {
        const body = new URLSearchParams({ _csrf: own, record: withPayloads(record, how) });
        const { text, status } = await ask(`${setting.open.url}/try`, { method: 'POST', body });
        require(status === 200, `answered ${status}`);
        requireHarmless(text, 'the result of /try');
      }
    }
    return 'no element, attribute, script or address of a payload';
  }),
  attempt('payloads as text that is no record', async (setting) => {
    const own = await token(setting);
    for (const payload of PAYLOADS) {
      const body = new URLSearchParams({ _csrf: own, record: `${payload}\nTitle: ${payload}\n${payload}` }); // prettier-ignore
      requireHarmless(
        (await ask(`${setting.open.url}/try`, { method: 'POST', body })).text,
        '/try',
      );
    }
    return 'no element, attribute, script or address of a payload';
  }),
  attempt('payloads in filters and paths', async ({ open }) => {
    for (const payload of PAYLOADS.map((one) => encodeURIComponent(one.toWellFormed()))) {
      for (const path of [
        `/?text=${payload}`,
        `/?state=${payload}`,
        `/?verdict=${payload}&offset=${payload}`,
        `/trials/${payload}`,
        `/records/${payload}/1`,
        `/?destination=${payload}`,
        `/?tab=${payload}`,
      ]) {
        // prettier-ignore
        const { headers, text, status } = await ask(`${open.url}${path}`);
        require(status < 500, `${path} is answered with ${status}`);
        if (headers.get('content-type')?.startsWith('text/html') === true)
          requireHarmless(text, path);
      }
    }
    return 'pages without them, or 4xx as JSON';
  }),
  attempt('payloads in what a FHIR server answers, on the Delivery tab', async ({ open }) => {
    const { records } = JSON.parse((await ask(`${open.url}/jobs?destination=hostile&limit=1`)).text) as { records: { jobId: string; ordinal: number }[] }; // prettier-ignore
    const [{ jobId, ordinal } = { jobId: '', ordinal: 0 }] = records;
    const { text } = await ask(`${open.url}/records/${jobId}/${ordinal}?tab=delivery`);
    require(text.includes('xssprobe'), 'the page does not show what the server said');
    requireHarmless(text, 'the Delivery tab');
    return 'shown as text';
  }),
];
