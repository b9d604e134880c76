import { describe, expect, test } from 'vitest';
import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';

/** NCT03764293 and NCT04523493 in words of our own, and translated. */
const ENGLISH = {
  title: 'Camrelizumab Plus Rivoceranib Versus Sorafenib in Advanced Hepatocellular Carcinoma',
  summary:
    'This is a randomized, open-label study in patients who have not received prior systemic therapy. It compares overall survival and progression-free survival.',
  conditions: 'Hepatocellular Carcinoma|Portal Vein Thrombosis',
  interventions: 'DRUG: Camrelizumab|DRUG: Sorafenib',
  primary: 'Overall survival, Time from randomization to death from any cause, up to 3 years',
  secondary:
    'Objective response rate, Proportion of patients with a complete or partial response by RECIST 1.1, up to 2 years|Adverse events, 30 days after the last dose',
  details:
    'Patients are stratified by macrovascular invasion and region. Treatment goes on until progression.',
};

type Fields = Partial<Record<keyof typeof ENGLISH, string>>;

const flat = (fields: Fields): string =>
  Object.values({ ...ENGLISH, ...fields })
    .filter((line) => line !== '')
    .join('\n');

function read(text: string) {
  const trial = parse(toReceived('record.txt', text)).value;
  return {
    title: trial?.titles.brief?.value,
    summary: trial?.briefSummary?.value,
    conditions: trial?.conditions.map(({ value }) => value),
    interventions: trial?.interventions.map(({ type, name }) => [type?.value, name.value]),
    outcomes: trial?.outcomes.map(({ kind, measure, description, timeFrame }) => [
      kind,
      measure.value,
      description?.value,
      timeFrame?.value,
    ]),
    details: trial?.detailedDescription?.value,
  };
}

const WHOLE = {
  title: ENGLISH.title,
  summary: ENGLISH.summary,
  conditions: ['Hepatocellular Carcinoma', 'Portal Vein Thrombosis'],
  interventions: [
    ['DRUG', 'Camrelizumab'],
    ['DRUG', 'Sorafenib'],
  ],
  outcomes: [
    [
      'primary',
      'Overall survival',
      'Time from randomization to death from any cause',
      'up to 3 years',
    ],
    [
      'secondary',
      'Objective response rate',
      'Proportion of patients with a complete or partial response by RECIST 1.1',
      'up to 2 years',
    ],
    ['secondary', 'Adverse events', undefined, '30 days after the last dose'],
  ],
  details: ENGLISH.details,
};

describe('a flattened record', () => {
  test.each([
    ['as the registry joins it', {}],
    ['with types in words', { interventions: 'Drug: Camrelizumab|Drug: Sorafenib' }],
    ['with a list by semicolons', { interventions: 'Drug: Camrelizumab; Drug: Sorafenib' }],
    ['with types in front of one list', { interventions: 'DRUG: Camrelizumab、Sorafenib' }],
    [
      'with lists by full-width marks',
      {
        conditions: 'Hepatocellular Carcinoma，Portal Vein Thrombosis',
        interventions: 'DRUG: Camrelizumab；DRUG: Sorafenib',
      },
    ],
    [
      'with conditions by semicolon',
      { conditions: 'Hepatocellular Carcinoma; Portal Vein Thrombosis' },
    ],
    ['with outcomes by semicolon', { secondary: ENGLISH.secondary.replace('|', '; ') }],
  ])('%s', (_, fields: Fields) => {
    expect(read(flat(fields))).toEqual(WHOLE);
  });

  test.each([
    ['conditions', { conditions: [] }],
    ['summary', { summary: undefined }],
    ['interventions', { interventions: [] }],
    ['details', { details: undefined }],
    ['secondary', { outcomes: WHOLE.outcomes.slice(0, 1) }],
  ])('without %s', (field, missing) => {
    expect(read(flat({ [field]: '' }))).toEqual({ ...WHOLE, ...missing });
  });

  test.each([
    [
      'conditions and interventions',
      { conditions: '', interventions: '' },
      { conditions: [], interventions: [] },
    ],
    [
      'summary and interventions',
      { summary: '', interventions: '' },
      { summary: undefined, interventions: [] },
    ],
    [
      'conditions and details',
      { conditions: '', details: '' },
      { conditions: [], details: undefined },
    ],
  ])('without %s', (_, fields: Fields, missing) => {
    expect(read(flat(fields))).toEqual({ ...WHOLE, ...missing });
  });

  test('takes no paragraph that begins with such a word for a list of interventions', () => {
    const summary = 'Device: the pump is worn for a week. Other: patients keep a diary.';
    expect(read(flat({ summary }))).toEqual({ ...WHOLE, summary });
  });
});

describe('a flattened record in another language', () => {
  test('Chinese, with its own marks', () => {
    const text = [
      '卡瑞利珠单抗联合阿帕替尼对比索拉非尼一线治疗晚期肝细胞癌的III期临床研究',
      '本研究为随机、开放、国际多中心III期研究，旨在比较卡瑞利珠单抗联合阿帕替尼与索拉非尼的疗效和安全性。受试者按1:1随机分组。',
      '肝细胞癌；门静脉癌栓',
      '药物：卡瑞利珠单抗、阿帕替尼；药物：索拉非尼',
      '总生存期，从随机至任何原因导致死亡的时间，最长3年',
      '客观缓解率，采用RECIST 1.1评估的完全缓解和部分缓解的患者比例，随机后24个月|不良事件，末次给药后30天',
      '受试者按大血管侵犯和地区分层。治疗持续至疾病进展或出现不可耐受的毒性。',
    ].join('\n');
    expect(read(text)).toEqual({
      title: text.split('\n')[0],
      summary: text.split('\n')[1],
      conditions: ['肝细胞癌', '门静脉癌栓'],
      interventions: [
        ['DRUG', '卡瑞利珠单抗'],
        ['DRUG', '阿帕替尼'],
        ['DRUG', '索拉非尼'],
      ],
      outcomes: [
        ['primary', '总生存期', '从随机至任何原因导致死亡的时间', '最长3年'],
        [
          'secondary',
          '客观缓解率',
          '采用RECIST 1.1评估的完全缓解和部分缓解的患者比例',
          '随机后24个月',
        ],
        ['secondary', '不良事件', undefined, '末次给药后30天'],
      ],
      details: text.split('\n')[6],
    });
    expect(parse(toReceived('record.txt', text)).value?.language).toBe('zh');
  });

  test('German', () => {
    const lines = [
      'Früher Beginn der Ernährung über die Sonde nach Operationen am Pankreas',
      'Diese Studie untersucht, ob Patienten nach einer Pankreatikoduodenektomie früher enteral ernährt werden können. Verglichen werden zwei Gruppen.',
      'Pankreaskarzinom|Mangelernährung',
      'Verfahren: Ernährungssonde|Nahrungsergänzungsmittel: Trinknahrung',
      'Verzögerte Magenentleerung, Anteil der Patienten mit Grad B oder C nach ISGPS, 30 Tage nach der Operation',
      'Gewicht, Veränderung gegenüber dem Ausgangswert in kg, 3 Monate|Krankenhausaufenthalt, bis zu 90 Tage',
      'Die Sonde wird während der Operation gelegt. Die Ernährung beginnt am ersten Tag danach.',
    ];
    expect(read(lines.join('\n'))).toEqual({
      title: lines[0],
      summary: lines[1],
      conditions: ['Pankreaskarzinom', 'Mangelernährung'],
      interventions: [
        ['PROCEDURE', 'Ernährungssonde'],
        ['DIETARY_SUPPLEMENT', 'Trinknahrung'],
      ],
      outcomes: [
        [
          'primary',
          'Verzögerte Magenentleerung',
          'Anteil der Patienten mit Grad B oder C nach ISGPS',
          '30 Tage nach der Operation',
        ],
        ['secondary', 'Gewicht', 'Veränderung gegenüber dem Ausgangswert in kg', '3 Monate'],
        ['secondary', 'Krankenhausaufenthalt', undefined, 'bis zu 90 Tage'],
      ],
      details: lines[6],
    });
  });
});
