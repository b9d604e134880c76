/**
 * Seeded faults: what is done to test/validate/valid-bundle.json, and the one error it must give.
 * test/full/validator-agrees.test.ts puts the same faults before the reference validator.
 */
import type { IssueCode } from '../../src/shared/issue-codes.ts';

/** JSON Pointer and new value; without a value the member is removed, `-` appends. */
export type Edit = readonly [pointer: string, value?: unknown];

export interface Fault {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly code: IssueCode;
  readonly expression: string;
  /** Errors that follow from the same fault, by code. */
  readonly also?: readonly IssueCode[];
  /** Why the reference validator finds no error here, where it finds none. */
  readonly judgePasses?: string;
}

const GROUP = '/entry/3/resource';
const DRUG = '/entry/4/resource';
const OUTCOME = '/entry/8/resource';
const CRITERIA = '/entry/10/resource';
const PLAN = '/entry/11/resource';
const STUDY = '/entry/12/resource';
const SOURCE = '/entry/13/resource';
const PROVENANCE = '/entry/14/resource';

const at = (pointer: string): string =>
  `Bundle${pointer.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`;

function fault(
  name: string,
  code: IssueCode,
  expression: string,
  edits: readonly Edit[],
  more: Pick<Fault, 'also' | 'judgePasses'> = {},
): Fault {
  return { name, edits, code, expression, ...more };
}

const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const OWN = 'https://trialcast.example/fhir';
const XV = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-';
const orgContained = { resourceType: 'Organization', id: 'inner', name: 'Inner' };

const STRUCTURE: readonly Fault[] = [
  fault('required element missing', 'required-missing', at(PLAN), [[`${PLAN}/status`]]),
  fault('required element inside a list missing', 'required-missing', at(`${STUDY}/arm/0`), [
    [`${STUDY}/arm/0/name`],
  ]),
  fault('object where text belongs', 'wrong-type', at(`${STUDY}/title`), [
    [`${STUDY}/title`, { text: 'x' }],
  ]),
  fault('text where an object belongs', 'wrong-type', at(`${STUDY}/period`), [
    [`${STUDY}/period`, '2024'],
  ]),
  fault('single value where a list belongs', 'wrong-type', at(`${STUDY}/keyword`), [
    [`${STUDY}/keyword`, { text: 'TACE' }],
  ]),
  fault('list where a single value belongs', 'wrong-type', at(`${STUDY}/title`), [
    [`${STUDY}/title`, ['x']],
  ]),
  fault('number as text', 'wrong-type', at(`${GROUP}/quantity`), [[`${GROUP}/quantity`, '280']]),
  fault('boolean as text', 'wrong-type', at(`${CRITERIA}/characteristic/0/exclude`), [
    [`${CRITERIA}/characteristic/0/exclude`, 'false'],
  ]),
  fault('number where text belongs', 'wrong-type', at(`${STUDY}/title`), [[`${STUDY}/title`, 7]]),
  fault('unknown property', 'unknown-property', at(`${STUDY}/sponsorName`), [
    [`${STUDY}/sponsorName`, 'x'],
  ]),
  fault('property of R5 in R4', 'unknown-property', at(`${STUDY}/outcomeMeasure`), [
    [`${STUDY}/outcomeMeasure`, [{ name: 'x' }]],
  ]),
  fault('property in the wrong case', 'unknown-property', at(`${STUDY}/Keyword`), [
    [`${STUDY}/Keyword`, [{ text: 'x' }]],
  ]),
  fault('two types of one choice', 'choice-repeated', at(`${GROUP}/characteristic/0/value`), [
    [`${GROUP}/characteristic/0/valueBoolean`, true],
  ]),
  fault('empty list', 'empty-value', at(`${STUDY}/keyword`), [[`${STUDY}/keyword`, []]]),
  fault('empty text', 'empty-value', at(`${STUDY}/description`), [[`${STUDY}/description`, '']]),
  fault('empty object', 'empty-value', at(`${STUDY}/note/0`), [[`${STUDY}/note`, [{}]]]),
  fault('null in a list', 'empty-value', at(`${STUDY}/keyword/1`), [[`${STUDY}/keyword/1`, null]]),
  fault('null as a value', 'empty-value', at(`${STUDY}/description`), [
    [`${STUDY}/description`, null],
  ]),
  fault('_x is no object', 'wrong-type', at(`${STUDY}/description`), [
    [`${STUDY}/_description`, 'x'],
  ]),
  fault('_x with a property of its own', 'unknown-property', at(`${STUDY}/description/value`), [
    [`${STUDY}/_description`, { value: 'x', id: 'a' }],
  ]),
  fault('unknown resource type', 'resource-type-unknown', at(`${STUDY}/contained/1`), [
    [`${STUDY}/contained/1`, { resourceType: 'Groupp', id: 'x' }],
    [`${STUDY}/relatedArtifact/1/resource`, '#x'],
  ]),
];

const VALUES: readonly Fault[] = [
  fault('malformed date', 'value-format', at(`${STUDY}/period/start`), [
    [`${STUDY}/period/start`, '01/03/2023'],
  ]),
  fault('impossible date', 'value-format', at(`${OUTCOME}/date`), [
    [`${OUTCOME}/date`, '2023-02-29'],
  ]),
  fault('impossible month', 'value-format', at(`${OUTCOME}/date`), [
    [`${OUTCOME}/date`, '2023-13'],
  ]),
  fault('time without zone', 'value-format', at(`${PROVENANCE}/recorded`), [
    [`${PROVENANCE}/recorded`, '2026-11-21T00:00:00'],
  ]),
  fault('id with an underscore', 'value-format', at(`${STUDY}/contained/1/id`), [
    [`${STUDY}/contained/1`, { resourceType: 'Organization', id: 'in_ner', name: 'x' }],
    [`${STUDY}/sponsor/reference`, '#in_ner'],
  ]),
  fault('negative unsignedInt', 'value-format', at(`${GROUP}/quantity`), [
    [`${GROUP}/quantity`, -1],
  ]),
  fault('fraction for an integer', 'value-format', at(`${GROUP}/quantity`), [
    [`${GROUP}/quantity`, 2.5],
  ]),
  fault('code with a trailing space', 'value-format', at(`${GROUP}/identifier/0/use`), [
    [`${GROUP}/identifier/0/use`, 'official '],
  ]),
  fault('URI with a space', 'value-format', at(`${STUDY}/identifier/0/system`), [
    [`${STUDY}/identifier/0/system`, 'https://a.invalid/b c'],
  ]),
  fault('bad base64', 'value-format', at(`${SOURCE}/content/0/attachment/data`), [
    [`${SOURCE}/content/0/attachment/data`, 'a*b='],
  ]),
  fault('urn:uuid that is none', 'value-format', at(`${STUDY}/identifier/0/system`), [
    [`${STUDY}/identifier/0/system`, 'urn:uuid:12345'],
  ]),
  fault('code outside a required binding', 'binding-required', at(`${STUDY}/status`), [
    [`${STUDY}/status`, 'recruiting'],
  ]),
  fault('code in the wrong case', 'binding-required', at(`${STUDY}/status`), [
    [`${STUDY}/status`, 'Active'],
  ]),
  fault(
    'content type that is none',
    'binding-required',
    at(`${SOURCE}/content/0/attachment/contentType`),
    [[`${SOURCE}/content/0/attachment/contentType`, 'plain text']],
    { judgePasses: 'the judge takes any text for a MIME type' },
  ),
  fault('code that its system lacks', 'code-not-in-system', at(`${PLAN}/type/coding/1/code`), [
    [
      `${PLAN}/type/coding/1`,
      {
        system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type',
        code: 'no-such-plan',
      },
    ],
  ]),
  fault('end before start', 'invariant-failed', at(`${STUDY}/period`), [
    [`${STUDY}/period/end`, '2022-12'],
  ]),
  fault('range upside down', 'invariant-failed', at(`${GROUP}/characteristic/1/value`), [
    [`${GROUP}/characteristic/1/valueBoolean`],
    [
      `${GROUP}/characteristic/1/valueRange`,
      { low: { value: 3, unit: 'a' }, high: { value: 1, unit: 'a' } },
    ],
  ]),
  fault(
    'data without a content type',
    'invariant-failed',
    at(`${STUDY}/relatedArtifact/2/document`),
    [[`${STUDY}/relatedArtifact/2/document`, { data: 'AAAA' }]],
  ),
  fault(
    'size that is not the size of the data',
    'invariant-failed',
    at(`${SOURCE}/content/0/attachment`),
    [[`${SOURCE}/content/0/attachment/size`, 5]],
  ),
  fault(
    'hash that is not the hash of the data',
    'invariant-failed',
    at(`${SOURCE}/content/0/attachment`),
    [[`${SOURCE}/content/0/attachment/hash`, '3iJbUn7Dw77RN7k5niEGCIy+c40=']],
  ),
];

const EXTENSIONS: readonly Fault[] = [
  fault('extension without url', 'required-missing', at(`${DRUG}/extension/1`), [
    [`${DRUG}/extension/1`, { valueString: 'x' }],
  ]),
  fault('extension of another value type', 'wrong-type', at(`${DRUG}/extension/0/value`), [
    [`${DRUG}/extension/0`, { url: `${OWN}/StructureDefinition/ext-other-name`, valueInteger: 1 }],
  ]),
  fault('extension with value and parts (ext-1)', 'invariant-failed', at(`${DRUG}/extension/1`), [
    [
      `${DRUG}/extension/1`,
      { url: 'https://a.invalid/x', valueString: 'x', extension: [{ url: 'a', valueString: 'y' }] },
    ],
  ]),
  fault(
    'extension without value and parts (ext-1)',
    'invariant-failed',
    at(`${DRUG}/extension/1`),
    [[`${DRUG}/extension/1`, { url: 'https://a.invalid/x' }]],
  ),
  fault(
    'part of a complex extension missing',
    'slice-missing',
    at(`${CRITERIA}/characteristic/0/extension/1`),
    [[`${CRITERIA}/characteristic/0/extension/1/extension/1`]],
  ),
  fault(
    'part of a complex extension unknown',
    'slice-unmatched',
    at(`${CRITERIA}/characteristic/0/extension/1/extension/3`),
    [[`${CRITERIA}/characteristic/0/extension/1/extension/3`, { url: 'colour', valueString: 'x' }]],
  ),
  fault(
    'part of a complex extension twice',
    'slice-too-many',
    at(`${CRITERIA}/characteristic/0/extension/1/extension/3`),
    [
      [
        `${CRITERIA}/characteristic/0/extension/1/extension/3`,
        { url: 'coverage', valueCode: 'full' },
      ],
    ],
  ),
  fault(
    'code in an extension outside its value set',
    'binding-required',
    at(`${CRITERIA}/characteristic/0/extension/1/extension/1/value`),
    [[`${CRITERIA}/characteristic/0/extension/1/extension/1/valueCode`, 'half']],
  ),
  fault(
    'cross-version extension that does not exist',
    'extension-unknown',
    at(`${STUDY}/extension/23`),
    [[`${STUDY}/extension/-`, { url: `${XV}ResearchStudy.noSuchElement`, valueString: 'x' }]],
  ),
  fault('extension where it does not belong', 'extension-misplaced', at(`${GROUP}/extension/0`), [
    [
      `${GROUP}/extension`,
      [{ url: `${OWN}/StructureDefinition/ext-other-name`, valueString: 'x' }],
    ],
  ]),
  fault('extension url that is not absolute', 'value-format', at(`${DRUG}/extension/1`), [
    [`${DRUG}/extension/1`, { url: 'other', valueString: 'x' }],
  ]),
];

const PROFILES: readonly Fault[] = [
  fault('element that the profile demands', 'required-missing', at(OUTCOME), [[`${OUTCOME}/url`]]),
  fault(
    'demand on an element inside its like',
    'required-missing',
    at(`${PLAN}/action/0/action/1`),
    [[`${PLAN}/action/0/action/1/title`]],
  ),
  fault('slice missing', 'slice-missing', at(`${OUTCOME}/meta`), [[`${OUTCOME}/meta/tag/0`]]),
  fault('slice twice', 'slice-too-many', at(`${OUTCOME}/meta/tag/2`), [
    [`${OUTCOME}/meta/tag/2`, { system: `${OWN}/sid/study`, code: 'other' }],
  ]),
  fault('extension slice missing', 'slice-missing', at(`${CRITERIA}/characteristic/0`), [
    [`${CRITERIA}/characteristic/0/extension/0`],
  ]),
  fault('more than the profile allows', 'too-many', at(`${OUTCOME}/characteristic`), [
    [`${OUTCOME}/characteristic/1`, { definitionCodeableConcept: { text: 'x' }, description: 'x' }],
  ]),
  fault('fixed value changed', 'fixed-value', at(`${GROUP}/type`), [[`${GROUP}/type`, 'animal']]),
  fault('pattern not met', 'fixed-value', at(`${PLAN}/type`), [
    [`${PLAN}/type/coding/0/code`, 'order-set'],
    [`${PLAN}/type/coding/0/display`],
  ]),
  fault(
    'choice type that the profile forbids',
    'wrong-type',
    at(`${OUTCOME}/characteristic/0/definition`),
    [
      [`${OUTCOME}/characteristic/0/definitionCodeableConcept`],
      [
        `${OUTCOME}/characteristic/0/definitionExpression`,
        { language: 'text/cql', expression: 'x' },
      ],
    ],
  ),
  fault(
    'element that the profile forbids',
    'too-many',
    at(`${GROUP}/member`),
    [[`${GROUP}/member`, [{ entity: { display: 'x' } }]]],
    { also: ['invariant-failed'] },
  ),
  fault('invariant of the profile broken', 'invariant-failed', at(STUDY), [
    [
      `${STUDY}/extension/-`,
      { url: `${XV}ResearchStudy.recruitment.actualNumber`, valueUnsignedInt: 3 },
    ],
  ]),
  fault('profile of another type', 'wrong-type', at(`${GROUP}/meta/profile/0`), [
    [`${GROUP}/meta/profile/0`, `${OWN}/StructureDefinition/trial-outcome-r4`],
  ]),
];

const RESOURCES: readonly Fault[] = [
  fault('reference to another type', 'reference-wrong-type', at(`${STUDY}/sponsor`), [
    [`${STUDY}/sponsor/reference`, 'Group/ctgov-nct00000000-enrollment'],
  ]),
  fault(
    'reference to no resource type',
    'reference-wrong-type',
    at(`${STUDY}/sponsor`),
    [[`${STUDY}/sponsor`, { reference: 'https://a.invalid/fhir/Foo/1' }]],
    { judgePasses: 'the judge does not look at the type of a reference that leaves the bundle' },
  ),
  fault(
    'relative reference that dangles',
    'reference-dangling',
    at(`${STUDY}/sponsor`),
    [[`${STUDY}/sponsor/reference`, 'Organization/nowhere']],
    { judgePasses: "relative references outside a transaction are the server's to resolve" },
  ),
  fault('urn:uuid that dangles', 'reference-dangling', at(`${STUDY}/sponsor`), [
    [`${STUDY}/sponsor/reference`, 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962'],
  ]),
  fault('contained reference that dangles', 'reference-dangling', at(`${STUDY}/sponsor`), [
    [`${STUDY}/sponsor/reference`, '#nobody'],
  ]),
  fault(
    'canonical that dangles',
    'reference-dangling',
    at(`${PLAN}/relatedArtifact/0/resource`),
    [[`${PLAN}/relatedArtifact/0/resource`, `${OWN}/EvidenceVariable/nowhere|1`]],
    { judgePasses: 'the judge does not resolve canonicals inside a bundle' },
  ),
  fault(
    'contained resource nobody refers to (dom-3)',
    'invariant-failed',
    at(`${STUDY}/contained/1`),
    [[`${STUDY}/contained/-`, orgContained]],
  ),
  fault(
    'contained resource that contains (dom-2)',
    'invariant-failed',
    at(STUDY),
    [
      [`${STUDY}/contained/0/contained`, [orgContained]],
      [`${STUDY}/contained/0/organization`, { reference: '#inner' }],
    ],
    { also: ['reference-dangling'] },
  ),
  fault('contained resource with a version (dom-4)', 'invariant-failed', at(STUDY), [
    [`${STUDY}/contained/0/meta`, { versionId: '1' }],
  ]),
  fault('narrative with a script', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}><script>x</script></div>`],
  ]),
  fault('narrative with an event handler', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}><p onclick="x()">x</p></div>`],
  ]),
  fault('narrative that is not well-formed', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}><p>x</div>`],
  ]),
  fault('narrative without text', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}> </div>`],
  ]),
  fault('narrative with a link to nothing', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}><a href="#nowhere">x</a></div>`],
  ]),
  fault('narrative without namespace', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, '<div>x</div>'],
  ]),
  fault('narrative with an unescaped ampersand', 'narrative-invalid', at(`${STUDY}/text/div`), [
    [`${STUDY}/text/div`, `<div ${XHTML}>a & b</div>`],
  ]),
];

const BUNDLE: readonly Fault[] = [
  fault('two entries with one fullUrl', 'bundle-rule', 'Bundle.entry[15].fullUrl', [
    [
      '/entry/15',
      {
        fullUrl: `${OWN}/Organization/org-example-pharma-ltd`,
        resource: {
          resourceType: 'Organization',
          id: 'org-example-pharma-ltd',
          text: { status: 'generated', div: `<div ${XHTML}>x</div>` },
          name: 'x',
        },
        request: { method: 'PUT', url: 'Organization/org-example-pharma-ltd' },
      },
    ],
  ]),
  fault('fullUrl that is not the id of its resource', 'bundle-rule', 'Bundle.entry[14].fullUrl', [
    ['/entry/14/fullUrl', `${OWN}/Provenance/other`],
  ]),
  fault(
    'transaction entry without request',
    'bundle-rule',
    'Bundle.entry[14]',
    [['/entry/14/request']],
    { also: ['required-missing'] },
  ),
  fault(
    'PUT to another id',
    'bundle-rule',
    'Bundle.entry[14].request.url',
    [['/entry/14/request/url', 'Provenance/other']],
    { judgePasses: 'the judge does not compare request.url with the resource; a server does' },
  ),
  fault('total in a transaction', 'bundle-rule', 'Bundle.total', [['/total', 15]]),
  fault(
    'PUT without a resource',
    'bundle-rule',
    'Bundle.entry[14].request',
    [['/entry/14/resource']],
    { also: ['required-missing'] },
  ),
  fault('unknown bundle type', 'binding-required', 'Bundle.type', [['/type', 'transactions']], {
    also: ['fixed-value'],
  }),
];

export const FAULTS: readonly Fault[] = [
  ...STRUCTURE,
  ...VALUES,
  ...EXTENSIONS,
  ...PROFILES,
  ...RESOURCES,
  ...BUNDLE,
];

type Container = Record<string, unknown>;

/** A copy of the bundle with the edits done, one after the other. */
export function withEdits(bundle: unknown, edits: readonly Edit[]): unknown {
  const copy = structuredClone(bundle) as Container;
  for (const [pointer, value] of edits) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    const holder = keys.reduce((node, key) => node[key] as Container, copy);
    if (Array.isArray(holder)) editList(holder, last, value);
    else if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}

function editList(list: unknown[], key: string, value: unknown): void {
  const index = key === '-' ? list.length : Number(key);
  if (value === undefined) list.splice(index, 1);
  else list[index] = value;
}
