import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run, type Run } from './terminal.ts';

const folderWith = (files: Readonly<Record<string, string | Buffer>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'trialcast-validate-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
};
const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };
const patient = (id: string, more: object = {}): string =>
  JSON.stringify({ resourceType: 'Patient', id, text, ...more });
const observation = (id: string, subject: string, more: object = {}): string =>
  JSON.stringify({
    resourceType: 'Observation',
    id,
    text,
    status: 'final',
    code: { text: 'x' },
    subject: { reference: subject },
    performer: [{ reference: 'Practitioner/p' }],
    valueString: 'x',
    ...more,
  });

/** Lines of the compact report, without the folder. */
const lines = ({ stdout }: Run): string[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^\/\S+\//, ''));
const validate = (args: readonly string[], stdin?: string | Buffer): Promise<Run> =>
  run(['validate', ...args, '--format', 'compact'], stdin);

describe('validate: places', () => {
  test('file, line and column of an issue in a document and in a line of an export', async () => {
    const root = folderWith({
      'a.json': `{\n  "resourceType": "Patient",\n  "id": "a",\n  "text": ${JSON.stringify(text)},\n  "birthDate": "x"\n}\n`,
      'b.ndjson': `${patient('b')}\n\n${patient('c', { birthDate: 'x' })}\n`,
    });
    expect(lines(await validate([root])).map((line) => line.replace(/: ".*/, ''))).toEqual([
      'a.json:5:3: error: Patient.birthDate',
      `b.ndjson:3:${patient('c').length + 1}: error: Patient.birthDate`,
    ]);
  });

  test('says in its first lines what was checked against and what was not', async () => {
    const { stdout } = await run(['validate', '-'], patient('a'));
    expect(stdout).toMatch(/^Checked against FHIR 4\.0\.1, .*\nNot checked: /);
    expect(stdout).toMatch(
      /\n1 record, 1 resource: 0 errors, 0 warnings, 0 notes\.\nNot checked: /,
    );
  });
});

describe('validate: one fault never hides another', () => {
  const good = patient('a');
  const bad = patient('b', { birthDate: 'x' });

  test.each([
    ['a line that is no JSON', `${good}\n{"resourceType"\n${bad}\n`],
    ['a first line that is no JSON', `{"resourceType":"Patient"\n${bad}\n${good}\n`],
    [
      'bytes that are no UTF-8',
      Buffer.concat([
        Buffer.from(`${good}\n`),
        Buffer.from([0xff, 0xfe, 0x41, 10]),
        Buffer.from(bad),
      ]),
    ],
    ['a key twice', `${good.replace('"id":"a"', '"id":"z","id":"a"')}\n${bad}\n`],
    ['nesting without end', `${'[{"a":'.repeat(60_000)}1${'}]'.repeat(60_000)}\n${bad}\n`],
    ['a registry record', `${JSON.stringify({ protocolSection: {} })}\n${bad}\n`],
    ['a prototype', `${patient('a', JSON.parse('{"__proto__":{"a":1}}') as object)}\n${bad}\n`],
    ['an unknown type', `{"resourceType":"Patiemt"}\n${bad}\n`],
  ])('%s', async (_name, input) => {
    const root = folderWith({ 'a.ndjson': input });
    const found = await validate([root]);
    expect(lines(found).length).toBeGreaterThanOrEqual(2);
    expect(lines(found).join('\n')).toMatch(/Patient\.birthDate: "x" is no date/);
    expect([found.code, found.stderr]).toEqual([1, '']);
  });

  test('a file that breaks off, and one that is no gzip', async () => {
    const whole = gzipSync(
      Array.from({ length: 4000 }, (_, at) => patient(`${at}-${(at * 7919) % 6007}`)).join('\n'),
    );
    const root = folderWith({
      'a.ndjson.gz': whole.subarray(0, -3000),
      'b.json.gz': 'no gzip',
      'c.ndjson.gz': gzipSync(bad),
    });
    const { code, stdout } = await validate([root]);
    expect(stdout).toMatch(/a\.ndjson\.gz: fatal: Cannot read .*not a whole gzip file/);
    expect(stdout).toMatch(/b\.json\.gz: fatal: Cannot read .*(?:gzip|incorrect header)/);
    expect(stdout).toMatch(/c\.ndjson\.gz:1:\d+: error: Patient\.birthDate/);
    expect(code).toBe(1);
  });

  test('a line beyond the limit, in little time', async () => {
    const huge = `{"resourceType":"Patient","x":"${'y'.repeat(5_000_000)}"}`;
    const root = folderWith({ 'a.ndjson': `${good}\n${huge}\n${bad}\n` });
    const found = await validate([root, '--max-size', '4']);
    expect(lines(found)).toEqual([
      expect.stringMatching(/a\.ndjson has more than 4 MiB; not read\. \[input-unreadable\]/),
      expect.stringMatching(/^a\.ndjson:3:\d+: error: Patient\.birthDate/),
    ]);
  });

  test('writes nothing of a record that a terminal would obey', async () => {
    const evil = patient('a', { 'x\u001B[2J\u202E': 1 });
    const { stdout } = await run(['validate', '-'], evil);
    expect(stdout).toContain('x\\u001b[2J\\u202e');
    expect(['\u001B', '\u202E'].filter((sign) => stdout.includes(sign))).toEqual([]);
  });
});

describe('validate: what is read', () => {
  test('a folder: files of resources, and a word about the others', async () => {
    const root = folderWith({
      'a.json': patient('a'),
      'b/c.jsonl.gz': gzipSync(patient('c')),
      'readme.md': '#',
    });
    const { code, stdout } = await run(['validate', root]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/Not read: 1 file whose name[^]*\n2 records, 2 resources/),
    ]);
  });

  test('standard input, packed or not', async () => {
    for (const input of [patient('a'), gzipSync(`${patient('a')}\n${patient('b')}\n`)]) {
      const { code, stdout } = await run(['validate', '-'], input);
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/[12] records?, [12] resources?: 0 errors/),
      ]);
    }
  });

  test('nothing at all is a fault', async () => {
    for (const args of [['-'], [folderWith({ 'a.md': '#' })]]) {
      const { code, stdout } = await validate(args);
      expect([code, stdout]).toEqual([
        1,
        expect.stringMatching(/No resource was found in the input/),
      ]);
    }
  });
});

describe('validate: references', () => {
  const files = {
    'Observation.ndjson': `${observation('1', 'Patient/a')}\n${observation('2', 'Patient/b')}\n`,
    'Patient.ndjson': `${patient('a')}\n`,
  };

  test('lead from one file to another; types the input has none of are named once', async () => {
    const root = folderWith(files);
    const found = await run(['validate', root]);
    expect(found.stdout).toMatch(
      /Observation\.ndjson:2[^]*warning .*Observation\.subject.*"Patient\/b"/,
    );
    expect(found.stdout).not.toMatch(/"Patient\/a"/);
    expect(found.stdout).toMatch(/References to Practitioner lead out of the input/);
    expect(found.code).toBe(0);
  });

  test.each([
    ['error', 1, 3],
    ['warning', 0, 3],
    ['ignore', 0, 0],
  ])('--references %s', async (policy, code, count) => {
    const found = await validate([folderWith(files), '--references', policy]);
    expect([
      found.code,
      lines(found).filter((line) => line.includes('[reference-dangling]')).length,
    ]).toEqual([code, count]);
  });

  test('of standard input are looked up when all of it was read', async () => {
    const input = `${files['Observation.ndjson']}${files['Patient.ndjson']}`;
    const found = await validate(['-', '--references', 'error'], input);
    expect(lines(found)).toEqual([
      expect.stringMatching(
        /"Practitioner\/p" is not in the input; stdin:1 refers to it, and 1 more times/,
      ),
      expect.stringMatching(/"Patient\/b" is not in the input; stdin:2 refers to it\./),
    ]);
    expect(found.code).toBe(1);
  });

  test('of one resource alone lead out of it', async () => {
    const one = observation('1', 'Patient/a', { hasMember: [{ reference: 'Observation/2' }] });
    const root = folderWith({ 'a.json': one });
    for (const found of [await validate([root]), await validate(['-'], one)]) {
      expect([found.code, lines(found)]).toEqual([0, []]);
    }
    expect((await validate([root, '--references', 'error'])).code).toBe(1);
  });

  test('within a Bundle are an error where they lead nowhere', async () => {
    const entry = [
      {
        fullUrl: 'urn:uuid:3fdc72f4-a11d-4a9d-9260-a9f745779e1d',
        resource: JSON.parse(
          observation('1', 'urn:uuid:0fdc72f4-a11d-4a9d-9260-a9f745779e1d'),
        ) as object,
      },
    ];
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
    const found = await validate(['-'], bundle);
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringMatching(
        /error: Bundle\.entry\[0\]\.resource\.subject: .*\[reference-dangling\]/,
      ),
    ]);
  });
});

describe('validate: profiles and packages', () => {
  const url = 'http://a.invalid/StructureDefinition/named-patient';
  const profile = JSON.stringify({
    resourceType: 'StructureDefinition',
    url,
    name: 'NamedPatient',
    kind: 'resource',
    abstract: false,
    type: 'Patient',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
    derivation: 'constraint',
    snapshot: {
      element: [
        { id: 'Patient', path: 'Patient' },
        { id: 'Patient.name', path: 'Patient.name', min: 1, max: '*' },
      ],
    },
  });

  test('each resource is checked against the profile for its type', async () => {
    const root = folderWith({
      'p/a.json': profile,
      'x.ndjson': `${patient('a')}\n${observation('1', 'Patient/a')}\n`,
    });
    const found = await validate([
      join(root, 'x.ndjson'),
      '--package',
      join(root, 'p'),
      '--profile',
      url,
    ]);
    expect([found.code, lines(found)]).toEqual([
      1,
      [expect.stringMatching(/^x\.ndjson:1:1: error: Patient: .*name/)],
    ]);
  });

  test('the entries of a Bundle are resources too, what they contain is not', async () => {
    const contained = { resourceType: 'Group', contained: [{ resourceType: 'Patient', id: 'p' }] };
    const entries = [
      JSON.parse(patient('a')),
      { ...JSON.parse(patient('b')), name: [{ text: 'B' }] },
    ];
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [...entries, { ...contained, type: 'person', actual: true }].map((resource, at) => ({
        fullUrl: `urn:uuid:00000000-0000-4000-8000-00000000000${at}`,
        resource: resource as object,
      })),
    };
    const root = folderWith({
      'p/a.json': profile,
      'x.ndjson': `${JSON.stringify(bundle)}\n${patient('c')}\n`,
    });
    const parameters = [join(root, 'x.ndjson'), '--package', join(root, 'p'), '--profile', url];
    const { code, stdout } = await run(['validate', ...parameters]);
    expect(code).toBe(1);
    const missing = stdout.split('\n').filter((line) => line.includes('named-patient needs'));
    expect(missing).toEqual([
      expect.stringContaining('Bundle.entry[0].resource  '),
      expect.stringContaining('Patient  '),
    ]);
    expect(stdout).toContain(`3 resources were checked against ${url} as asked.`);
  });

  test('a profile that nothing was checked against is a fault', async () => {
    const root = folderWith({ 'p/a.json': profile });
    const found = await validate(
      ['-', '--package', join(root, 'p'), '--profile', url],
      observation('1', 'Patient/a'),
    );
    expect([found.code, found.stdout]).toEqual([
      1,
      expect.stringMatching(/Nothing was checked against .*named-patient.*\[profile-unused\]/),
    ]);
  });

  test('an unknown profile is a fault of usage that names those like it', async () => {
    const root = folderWith({ 'p/a.json': profile });
    const found = await validate(
      ['-', '--package', join(root, 'p'), '--profile', `${url}s`],
      patient('a'),
    );
    expect([found.code, found.stdout]).toEqual([2, '']);
    expect(found.stderr).toMatch(/named-patients is not known; did you mean .*\/named-patient\b/);
  });

  test('a profile that gets no snapshot is named where it is wanted, and the rest is checked', async () => {
    const orphan = {
      ...(JSON.parse(profile) as object),
      url: `${url}-orphan`,
      name: 'Orphan',
      baseDefinition: 'http://b.invalid/x',
      snapshot: undefined,
      differential: { element: [{ path: 'Patient' }] },
    };
    const root = folderWith({ 'p/a.json': profile, 'p/b.json': JSON.stringify(orphan) });
    const meta = { profile: [`${url}-orphan`, url] };
    const found = await validate(
      ['-', '--package', join(root, 'p')],
      patient('a', { meta, birthDate: 'x' }),
    );
    expect(lines(found)).toEqual([
      expect.stringMatching(/error: Patient: .*named-patient needs/),
      expect.stringMatching(/error: Patient\.birthDate: /),
      expect.stringMatching(
        /warning: Patient\.meta\.profile\[0\]: .*-orphan cannot be used: its base http:\/\/b\.invalid\/x is not loaded; not/,
      ),
    ]);
    const asked = ['-', '--package', join(root, 'p'), '--profile', `${url}-orphan`];
    const { code, stderr } = await validate(asked, patient('a'));
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /-orphan cannot be used: its base http:\/\/b\.invalid\/x is not loaded\./,
      ),
    ]);
  });

  test('what a package lacks is said before anything else', async () => {
    const root = folderWith({
      'p/package.json': JSON.stringify({
        name: 'a.test',
        version: '1.0.0',
        dependencies: { 'b.test': '2.0.0' },
      }),
      'p/a.json': profile,
    });
    const { stdout } = await run(['validate', '-', '--package', join(root, 'p')], patient('a'));
    expect(stdout).toMatch(
      /^Checked against .*a\.test 1\.0\.0.*\nNot checked.*\na\.test 1\.0\.0: needs b\.test 2\.0\.0, not given/,
    );
  });
});

describe('validate: accepted issues', () => {
  const input = `${patient('a', { birthDate: 'x' })}\n${patient('b', { gender: 'x', name: [{ familly: 'y' }] })}\n`;

  test.each([
    [
      'lines',
      '# known\nvalue-format  Patient.birthDate  Import of 1999\nbinding-required * to be mapped\nunknown-property Patient.name[*].fam* typing error\n',
    ],
    [
      'JSON',
      JSON.stringify({
        accepted: [
          { code: 'value-format', expression: 'Patient.birthDate', reason: 'Import of 1999' },
          {
            code: 'binding-required',
            expression: '*.gender',
            reason: 'to be mapped',
            until: '2999-12-31',
          },
          { code: 'unknown-property', expression: 'Patient.name.familly', reason: 'typing error' },
        ],
      }),
    ],
  ])('a file of %s: counted, not told, not failing', async (_name, content) => {
    const root = folderWith({ accepted: content });
    const { code, stdout } = await run(
      ['validate', '-', '--accept', join(root, 'accepted')],
      input,
    );
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /\n2 records, 2 resources: 0 errors, 0 warnings, 0 notes, 3 accepted\.\n/,
      ),
    ]);
    expect(stdout).not.toMatch(/birthDate/);
  });

  test('entries that match nothing, or whose day is over, are told with their line', async () => {
    const root = folderWith({
      accepted:
        'value-format Observation.* gone\n\nvalue-format Patient.birthDate until=2020-01-01 old\ninvariant-failed:dom-6 * no narrative\n',
    });
    const found = await validate(
      ['-', '--accept', join(root, 'accepted')],
      patient('a', { birthDate: 'x' }),
    );
    expect(lines(found)).toEqual([
      expect.stringMatching(/^stdin:1:\d+: error: Patient\.birthDate/),
      expect.stringMatching(/^accepted:1: warning: .* matches nothing/),
      expect.stringMatching(/^accepted:3: warning: .*accepted until 2020-01-01/),
      expect.stringMatching(/^accepted:4: warning: .*invariant-failed:dom-6 at \* matches nothing/),
    ]);
  });

  test('faults of the file are told all at once', async () => {
    const root = folderWith({
      accepted: 'value-formt * x\nvalue-format *\nvalue-format * until=soon x\n',
    });
    const found = await validate(['-', '--accept', join(root, 'accepted')], patient('a'));
    expect([found.code, found.stdout]).toEqual([2, '']);
    expect(found.stderr).toMatch(
      /:1: "value-formt" is no issue code; the nearest is value-format; .*:2: the reason is missing; .*:3: until is "soon"/,
    );
  });

  test('nothing accepts what cannot be read', async () => {
    const root = folderWith({ accepted: 'json-invalid * known\n' });
    expect((await validate(['-', '--accept', join(root, 'accepted')], '{')).code).toBe(1);
  });
});

describe('validate: the report', () => {
  const input = `${patient('a', { birthDate: 'x' })}\n${patient('b')}\n${patient('c', { birthDate: 'x', gender: 'y' })}\n`;

  test('shows as many issues as asked for and counts all', async () => {
    const { code, stdout } = await run(['validate', '-', '--max-issues', '2'], input);
    expect([code, stdout.match(/^ {2}error/gm)?.length]).toEqual([1, 2]);
    expect(stdout).toMatch(/3 records, 3 resources: 3 errors.*\n1 of them are not shown/);
  });

  test('leaves out what has no issue, unless asked', async () => {
    expect((await run(['validate', '-'], input)).stdout).not.toMatch(/^stdin:2/m);
    expect((await run(['validate', '-', '--verbose'], input)).stdout).toMatch(
      /^stdin:2 {2}1 Patient/m,
    );
  });

  test('as JSON begins with what was checked against and gives line and column', async () => {
    const { stdout } = await run(['validate', '-', '--format', 'json'], input);
    const report = JSON.parse(stdout) as {
      files: { name: string; outcome: { issue: unknown[] } }[];
    };
    expect(Object.keys(report)).toEqual([
      'schemaVersion',
      'checkedAgainst',
      'notChecked',
      'notes',
      'files',
      'summary',
    ]);
    expect(report.files.map(({ name }) => name)).toEqual(['stdin:1', 'stdin:3']);
    expect(report.files[0]?.outcome.issue[0]).toMatchObject({
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line',
          valueInteger: 1,
        },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col',
          valueInteger: patient('a').length + 1,
        },
      ],
      severity: 'error',
      code: 'value',
      expression: ['Patient.birthDate'],
    });
    expect(report).toMatchObject({ summary: { records: 3, issues: { error: 3 } } });
  });

  test('goes to a file where asked', async () => {
    const file = join(folderWith({}), 'report.json');
    const { code, stdout } = await run(['validate', '-', '--format', 'json', '-o', file], input);
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/3 records, 3 resources: 3 errors[^]*Written to .*report\.json\n$/),
    ]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ summary: { records: 3 } });
    expect((await run(['validate', '-', '-o', '/no/such/folder/x'], input)).code).toBe(2);
  });

  test('quiet: nothing but the exit code', async () => {
    const found = await run(['validate', '-', '--quiet'], input, {}, { isTTY: true });
    expect([found.code, found.stdout, found.stderr]).toEqual([1, '', '']);
  });
});
