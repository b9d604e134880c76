/**
 * Seeded faults of FHIR R5: what is done to test/validate/valid-bundle-r5.json, and the one error it must give.
 * Those of faults.ts that are about neither version alone are not repeated here.
 */
import type { Edit, Fault } from './faults.ts';

const ORGANIZATION = '/entry/0/resource';
const SITE = '/entry/2/resource';
const DRUG = '/entry/3/resource';
const EXPOSURE = '/entry/5/resource';
const OUTCOME = '/entry/7/resource';
const CRITERIA = '/entry/9/resource';
const PLAN = '/entry/10/resource';
const STUDY = '/entry/11/resource';
const SOURCE = '/entry/12/resource';
const PROVENANCE = '/entry/13/resource';

const OWN = 'https://trialcast.example/fhir';
const COMBINATION = `${CRITERIA}/characteristic/6/definitionByCombination`;
const FIRST_CRITERION = `${CRITERIA}/characteristic/0/definitionByTypeAndValue`;

const YEARS = { unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' };

const at = (pointer: string): string =>
  `Bundle${pointer.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`;

function fault(
  name: string,
  code: Fault['code'],
  expression: string,
  edits: readonly Edit[],
  more: Pick<Fault, 'also' | 'judgePasses'> = {},
): Fault {
  return { name, edits, code, expression, ...more };
}

const STRUCTURE: readonly Fault[] = [
  fault('required element missing', 'required-missing', at(PLAN), [[`${PLAN}/status`]]),
  fault('property of R4 in R5', 'unknown-property', at(`${STUDY}/arm`), [
    [`${STUDY}/arm`, [{ name: 'x' }]],
  ]),
  fault('kind of variable of R4 in R5', 'unknown-property', at(`${OUTCOME}/type`), [
    [`${OUTCOME}/type`, 'dichotomous'],
  ]),
  fault('object where text belongs', 'wrong-type', at(`${STUDY}/title`), [
    [`${STUDY}/title`, { text: 'x' }],
  ]),
  fault('single value where a list belongs', 'wrong-type', at(`${STUDY}/keyword`), [
    [`${STUDY}/keyword`, { text: 'x' }],
  ]),
  fault('list where a single value belongs', 'wrong-type', at(`${STUDY}/recruitment`), [
    [`${STUDY}/recruitment`, [{ targetNumber: 3 }]],
  ]),
  fault(
    'concept where a CodeableReference belongs',
    'unknown-property',
    at(`${STUDY}/focus/0/text`),
    [[`${STUDY}/focus/0`, { text: 'x' }]],
  ),
  fault('two types of one choice', 'choice-repeated', at(`${FIRST_CRITERION}/value`), [
    [`${FIRST_CRITERION}/valueBoolean`, true],
  ]),
  fault('empty list', 'empty-value', at(`${STUDY}/outcomeMeasure`), [
    [`${STUDY}/outcomeMeasure`, []],
  ]),
  fault(
    'element nested in itself with an unknown property',
    'unknown-property',
    at(`${COMBINATION}/characteristic/0/group`),
    [[`${COMBINATION}/characteristic/0/group`, 'x']],
  ),
];

const VALUES: readonly Fault[] = [
  fault('integer64 as a number', 'wrong-type', at(`${STUDY}/relatedArtifact/2/document/size`), [
    [`${STUDY}/relatedArtifact/2/document/size`, 1234],
  ]),
  fault('integer64 that is none', 'value-format', at(`${STUDY}/relatedArtifact/2/document/size`), [
    [`${STUDY}/relatedArtifact/2/document/size`, '12 kB'],
  ]),
  fault('integer64 of 65 bits', 'value-format', at(`${STUDY}/relatedArtifact/2/document/size`), [
    [`${STUDY}/relatedArtifact/2/document/size`, '9223372036854775808'],
  ]),
  fault('impossible date', 'value-format', at(`${OUTCOME}/date`), [
    [`${OUTCOME}/date`, '2023-02-29'],
  ]),
  fault('time without zone', 'value-format', at(`${PROVENANCE}/recorded`), [
    [`${PROVENANCE}/recorded`, '2026-11-21T00:00:00'],
  ]),
  fault('status of R4 in R5', 'binding-required', at(`${STUDY}/status`), [
    [`${STUDY}/status`, 'closed-to-accrual'],
  ]),
  fault(
    'language that is none',
    'binding-required',
    at(`${STUDY}/language`),
    [[`${STUDY}/language`, 'en_US']],
    { judgePasses: 'the judge takes any text for a language' },
  ),
  fault('code outside a required binding', 'binding-required', at(`${EXPOSURE}/handling`), [
    [`${EXPOSURE}/handling`, 'yes-no'],
  ]),
  fault('way to combine that there is not', 'binding-required', at(`${COMBINATION}/code`), [
    [`${COMBINATION}/code`, 'some-of'],
  ]),
  fault('code that its system lacks', 'code-not-in-system', at(`${PLAN}/type/coding/1/code`), [
    [
      `${PLAN}/type/coding/1`,
      {
        system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type',
        code: 'no-such-plan',
      },
    ],
  ]),
  fault('end before start', 'invariant-failed', at(`${STUDY}/progressStatus/1/period`), [
    [`${STUDY}/progressStatus/1/period/end`, '2022-12'],
  ]),
  fault(
    'range upside down',
    'invariant-failed',
    at(`${CRITERIA}/characteristic/1/definitionByTypeAndValue/value`),
    [
      [
        `${CRITERIA}/characteristic/1/definitionByTypeAndValue/valueRange`,
        { low: { value: 3, ...YEARS }, high: { value: 1, ...YEARS } },
      ],
    ],
  ),
  fault(
    'size that is not the size of the data',
    'invariant-failed',
    at(`${SOURCE}/content/0/attachment`),
    [[`${SOURCE}/content/0/attachment/size`, '5']],
  ),
  fault(
    'hash that is not the hash of the data',
    'invariant-failed',
    at(`${SOURCE}/content/0/attachment`),
    [[`${SOURCE}/content/0/attachment/hash`, '3iJbUn7Dw77RN7k5niEGCIy+c40=']],
  ),
];

const INVARIANTS: readonly Fault[] = [
  fault(
    'two definitions of one criterion (evv-1)',
    'invariant-failed',
    at(`${CRITERIA}/characteristic/0`),
    [[`${CRITERIA}/characteristic/0/definitionCodeableConcept`, { text: 'x' }]],
  ),
  fault('reference that names nothing (ref-2)', 'invariant-failed', at(`${STUDY}/protocol/0`), [
    [`${STUDY}/protocol/0`, { type: 'PlanDefinition' }],
  ]),
  fault(
    'input of an action that asks for nothing (pld-0)',
    'invariant-failed',
    at(`${PLAN}/action/0/input/0`),
    [[`${PLAN}/action/0/input`, [{ title: 'x' }]]],
  ),
  fault(
    'contained resource nobody refers to (dom-3)',
    'invariant-failed',
    at(`${STUDY}/contained/2`),
    [[`${STUDY}/contained/2`, { resourceType: 'Organization', id: 'inner', name: 'Inner' }]],
  ),
];

const EXTENSIONS: readonly Fault[] = [
  fault('extension of another value type', 'wrong-type', at(`${DRUG}/extension/0/value`), [
    [`${DRUG}/extension/0`, { url: `${OWN}/StructureDefinition/ext-other-name`, valueInteger: 1 }],
  ]),
  fault(
    'field of the source with neither value nor copy',
    'invariant-failed',
    at(`${DRUG}/extension/1`),
    [
      [
        `${DRUG}/extension/1`,
        {
          url: `${OWN}/StructureDefinition/ext-source-element`,
          extension: [{ url: 'path', valueString: '/a' }],
        },
      ],
    ],
  ),
  fault('field of the source with value and copy', 'invariant-failed', at(`${DRUG}/extension/1`), [
    [
      `${DRUG}/extension/1`,
      {
        url: `${OWN}/StructureDefinition/ext-source-element`,
        extension: [
          { url: 'path', valueString: '/a' },
          { url: 'value', valueString: '1' },
          { url: 'copyOf', valueString: '/b' },
        ],
      },
    ],
  ]),
  fault("part of HL7's registration date missing", 'slice-missing', at(`${STUDY}/extension/0`), [
    [`${STUDY}/extension/0/extension/0`],
  ]),
  fault(
    'step of the submission history of another type',
    'wrong-type',
    at(`${STUDY}/extension/13/extension/0/extension/0/value`),
    [
      [
        `${STUDY}/extension/13`,
        {
          url: `${OWN}/StructureDefinition/ext-submission-history`,
          extension: [
            { url: 'submission', extension: [{ url: 'release', valueDateTime: '2024-05-01' }] },
          ],
        },
      ],
    ],
  ),
  fault(
    'unknown part of an annotation',
    'slice-unmatched',
    at(`${STUDY}/extension/13/extension/0`),
    [
      [
        `${STUDY}/extension/13`,
        {
          url: `${OWN}/StructureDefinition/ext-registry-annotation`,
          extension: [{ url: 'fine', valueString: 'none' }],
        },
      ],
    ],
  ),
  fault('link of an identifier where none is', 'extension-misplaced', at(`${STUDY}/extension/13`), [
    [
      `${STUDY}/extension/13`,
      { url: `${OWN}/StructureDefinition/ext-identifier-link`, valueUrl: 'https://a.invalid' },
    ],
  ]),
];

const PROFILES: readonly Fault[] = [
  fault('element that the profile demands', 'required-missing', at(OUTCOME), [[`${OUTCOME}/url`]]),
  fault('title without text', 'required-missing', at(`${STUDY}/label/0`), [
    [`${STUDY}/label/0/value`],
  ]),
  fault('slice missing', 'slice-missing', at(`${OUTCOME}/meta`), [[`${OUTCOME}/meta/tag/0`]]),
  fault('more than the profile allows', 'too-many', at(`${OUTCOME}/characteristic`), [
    [`${OUTCOME}/characteristic/1`, { definitionCodeableConcept: { text: 'x' }, description: 'x' }],
  ]),
  fault('pattern not met', 'fixed-value', at(`${PLAN}/type`), [
    [`${PLAN}/type/coding/0/code`, 'order-set'],
    [`${PLAN}/type/coding/0/display`],
  ]),
  fault(
    'demand on an element inside its like',
    'required-missing',
    at(`${PLAN}/action/0/action/1`),
    [[`${PLAN}/action/0/action/1/title`]],
  ),
  fault(
    'demand on a part of a combination',
    'required-missing',
    at(`${COMBINATION}/characteristic/0`),
    [[`${COMBINATION}/characteristic/0/linkId`]],
  ),
  fault('planned and actual participants (rs-1)', 'invariant-failed', at(STUDY), [
    [`${STUDY}/recruitment/actualNumber`, 3],
  ]),
  fault(
    'exclusion covered in part (criterion-1)',
    'invariant-failed',
    at(`${CRITERIA}/characteristic/5`),
    [[`${CRITERIA}/characteristic/5/extension/0/extension/1/valueCode`, 'partial']],
  ),
  fault('criterion on neither side (criterion-2)', 'invariant-failed', at(CRITERIA), [
    [`${CRITERIA}/characteristic/0/exclude`],
  ]),
  fault(
    'criterion that is defined elsewhere',
    'too-many',
    at(`${CRITERIA}/characteristic/0/definitionId`),
    [
      [`${CRITERIA}/characteristic/0/definitionByTypeAndValue`],
      [`${CRITERIA}/characteristic/0/definitionId`, 'x'],
    ],
  ),
  fault('intervention without a definition (protocol-1)', 'invariant-failed', at(PLAN), [
    [`${PLAN}/action/0/action/0/action/0/definitionCanonical`],
  ]),
  fault(
    'exposure to what is no intervention',
    'reference-wrong-type',
    at(`${EXPOSURE}/characteristic/0/definitionByTypeAndValue/value`),
    [
      [
        `${EXPOSURE}/characteristic/0/definitionByTypeAndValue/valueReference/reference`,
        'EvidenceVariable/ctgov-nct00000000-elig',
      ],
    ],
  ),
  fault('contact of a shared organization', 'too-many', at(`${ORGANIZATION}/contact`), [
    [`${ORGANIZATION}/contact`, [{ telecom: [{ system: 'email', value: 'a@b.invalid' }] }]],
  ]),
  fault('status of a shared site', 'too-many', at(`${SITE}/status`), [
    [`${SITE}/status`, 'active'],
  ]),
];

const RESOURCES: readonly Fault[] = [
  fault(
    'reference to another type',
    'reference-wrong-type',
    at(`${STUDY}/associatedParty/0/party`),
    [[`${STUDY}/associatedParty/0/party/reference`, 'Location/loc-9f5cc7a9531891c0']],
  ),
  fault(
    'CodeableReference to another type',
    'reference-wrong-type',
    at(`${STUDY}/focus/0/reference`),
    [[`${STUDY}/focus/0/reference/reference`, 'PlanDefinition/ctgov-nct00000000-protocol']],
    { judgePasses: 'the judge does not look at the target of a CodeableReference' },
  ),
  fault(
    'CodeableReference that dangles',
    'reference-dangling',
    at(`${STUDY}/focus/0/reference`),
    [[`${STUDY}/focus/0/reference/reference`, 'EvidenceVariable/nowhere']],
    { judgePasses: "relative references outside a transaction are the server's to resolve" },
  ),
  fault(
    'resource that refers to itself as its container',
    'reference-dangling',
    at(`${STUDY}/partOf/0`),
    [[`${STUDY}/partOf`, [{ reference: '#' }]]],
  ),
  fault(
    'canonical that dangles',
    'reference-dangling',
    at(`${PLAN}/action/0/action/0/action/0/definition`),
    [
      [
        `${PLAN}/action/0/action/0/action/0/definitionCanonical`,
        `${OWN}/ActivityDefinition/nowhere`,
      ],
    ],
    { judgePasses: 'the judge does not resolve canonicals inside a bundle' },
  ),
];

const BUNDLE: readonly Fault[] = [
  fault('DELETE with a resource (bdl-3c)', 'bundle-rule', 'Bundle.entry[13]', [
    ['/entry/13/request/method', 'DELETE'],
  ]),
  fault(
    'PUT without a resource (bdl-3c)',
    'bundle-rule',
    'Bundle.entry[13]',
    [['/entry/13/resource']],
    {
      also: ['required-missing'],
    },
  ),
  fault(
    'transaction entry without request (bdl-3c)',
    'bundle-rule',
    'Bundle.entry[13]',
    [['/entry/13/request']],
    {
      also: ['required-missing'],
    },
  ),
  fault('total in a transaction (bdl-1)', 'bundle-rule', 'Bundle.total', [['/total', 14]]),
  fault('issues that are errors (bdl-16)', 'invariant-failed', 'Bundle', [
    [
      '/issues',
      { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] },
    ],
  ]),
];

export const FAULTS_R5: readonly Fault[] = [
  ...STRUCTURE,
  ...VALUES,
  ...INVARIANTS,
  ...EXTENSIONS,
  ...PROFILES,
  ...RESOURCES,
  ...BUNDLE,
];
