import { describe, expect, test } from 'vitest';
import { findLabels, labelOf } from '../../src/parse/page/labels.ts';
import { parse } from '../../src/parse/parse.ts';
import { dateFromWords } from '../../src/parse/partial-date.ts';
import { phasesOfField } from '../../src/parse/phases.ts';
import { toReceived } from '../../src/shared/received.ts';

const trialOf = (text: string) => parse(toReceived('page.txt', text));
const values = (texts: readonly { readonly value: string }[] = []): readonly string[] =>
  texts.map(({ value }) => value);

/** A page as Chinese registries print them; the trial is NCT03764293 in words of our own. */
const CHINESE = `首页 > 试验检索

注册号：
ChiCTR2000030001
【研究题目】卡瑞利珠单抗联合阿帕替尼对比索拉非尼一线治疗晚期肝细胞癌
研究课题的正式科学名称：
卡瑞利珠单抗联合甲磺酸阿帕替尼对比索拉非尼一线治疗晚期肝细胞癌的随机、开放、国际多中心III期临床研究
研究类型：干预性研究
研究所处阶段：Ⅲ期
随机化：随机
盲法：开放
干预模式：平行分组
申办者：某医药股份有限公司
研究疾病：肝细胞癌、门静脉癌栓
干预措施：
药物：卡瑞利珠单抗；药物：甲磺酸阿帕替尼
药物：索拉非尼
样本量：540例
性别：男女均可
最小年龄：18岁
最大年龄：
开始日期：2019年6月10日
结束日期：2022年4月
招募状态：已完成
主要指标：
1、总生存期，从随机至任何原因导致死亡的时间，最长3年
2、无进展生存期，最长2年
次要指标：1.客观缓解率，24个月；2.缓解持续时间，24个月
纳入标准：
1. 组织学或细胞学确诊的肝细胞癌；
2. 既往未接受过系统治疗。
排除标准：
1. 妊娠或哺乳期妇女；
2. 有肝性脑病病史。
`;

const GERMAN = `Zurück zur Trefferliste

DRKS-ID:	DRKS00020001
Titel
Frühe enterale Ernährung nach Operationen am Pankreas

Studientyp: Interventionelle Studie
Phase: nicht zutreffend
Zuteilung: Randomisiert
Verblindung: Offen
Erkrankung: Pankreaskarzinom
Interventionen
Verfahren: Ernährungssonde
Nahrungsergänzungsmittel: Trinknahrung
Primärer Endpunkt
Verzögerte Magenentleerung, Anteil mit Grad B oder C nach ISGPS, 30 Tage
Sekundäre Endpunkte
- Gewicht, 3 Monate

- Krankenhausaufenthalt, bis zu 90 Tage
Einschlusskriterien
Geplante Pankreatikoduodenektomie
Ausschlusskriterien
Schwangerschaft
Mindestalter: 18 Jahre
Höchstalter: 85 Jahre
Geschlecht: beide
Teilnehmerzahl: 120
Studienbeginn: 05.03.2021
Studienende: 31. Dezember 2023
Kurzbeschreibung
Die Studie prüft, ob Patienten früher enteral ernährt werden können.
`;

describe('a page in another language', () => {
  test('Chinese', () => {
    const { value, issues } = trialOf(CHINESE);
    expect(value).toMatchObject({
      language: 'zh',
      registry: 'chictr',
      titles: { brief: { value: '卡瑞利珠单抗联合阿帕替尼对比索拉非尼一线治疗晚期肝细胞癌' } },
      design: {
        studyType: { value: 'INTERVENTIONAL', derivation: { excerpt: '干预性研究' } },
        phases: [{ value: 'PHASE3' }],
        allocation: { value: 'RANDOMIZED' },
        masking: { value: 'NONE' },
        interventionModel: { value: 'PARALLEL' },
        enrollment: { value: 540 },
      },
      leadSponsor: { name: { value: '某医药股份有限公司' } },
      status: {
        overall: { value: 'COMPLETED' },
        start: { date: { value: '2019-06-10' } },
        completion: { date: { value: '2022-04' } },
      },
      eligibility: {
        sex: { value: 'ALL' },
        minimumAge: { value: '18 Years', derivation: { excerpt: '18岁' } },
      },
    });
    expect(value?.titles.official?.value).toMatch(/III期临床研究$/);
    expect(value?.eligibility.maximumAge).toBeUndefined();
    expect(values(value?.conditions)).toEqual(['肝细胞癌', '门静脉癌栓']);
    expect(value?.interventions.map(({ type, name }) => [type?.value, name.value])).toEqual([
      ['DRUG', '卡瑞利珠单抗'],
      ['DRUG', '甲磺酸阿帕替尼'],
      ['DRUG', '索拉非尼'],
    ]);
    expect(
      value?.outcomes.map(({ kind, measure, timeFrame }) => [
        kind,
        measure.value,
        timeFrame?.value,
      ]),
    ).toEqual([
      ['primary', '总生存期', '最长3年'],
      ['primary', '无进展生存期', '最长2年'],
      ['secondary', '客观缓解率', '24个月'],
      ['secondary', '缓解持续时间', '24个月'],
    ]);
    expect(value?.eligibility.text?.value).toContain('1. 妊娠或哺乳期妇女；');
    expect(issues.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  test('German', () => {
    const { value } = trialOf(GERMAN);
    expect(value).toMatchObject({
      registry: 'drks',
      titles: { brief: { value: 'Frühe enterale Ernährung nach Operationen am Pankreas' } },
      briefSummary: {
        value: 'Die Studie prüft, ob Patienten früher enteral ernährt werden können.',
      },
      design: {
        studyType: { value: 'INTERVENTIONAL' },
        phases: [{ value: 'NA' }],
        allocation: { value: 'RANDOMIZED' },
        masking: { value: 'NONE' },
        enrollment: { value: 120 },
      },
      status: {
        start: { date: { value: '2021-03-05' } },
        completion: { date: { value: '2023-12-31' } },
      },
      eligibility: {
        sex: { value: 'ALL' },
        minimumAge: { value: '18 Years' },
        maximumAge: { value: '85 Years' },
      },
    });
    expect(value?.interventions.map(({ type, name }) => [type?.value, name.value])).toEqual([
      ['PROCEDURE', 'Ernährungssonde'],
      ['DIETARY_SUPPLEMENT', 'Trinknahrung'],
    ]);
    expect(
      value?.outcomes.map(({ measure, timeFrame }) => [measure.value, timeFrame?.value]),
    ).toEqual([
      ['Verzögerte Magenentleerung', '30 Tage'],
      ['Gewicht', '3 Monate'],
      ['Krankenhausaufenthalt', 'bis zu 90 Tage'],
    ]);
  });
});

describe('a page', () => {
  /** Each label with the lines under it. */
  const sections: string[] = [];
  for (const line of CHINESE.split('\n')) {
    const last = sections.length - 1;
    if (labelOf(line) || last === -1) sections.push(line);
    else sections[last] = `${sections[last]}\n${line}`;
  }

  test('says the same with its headings in any other order', () => {
    const [head = '', ...rest] = sections;
    const facts = (text: string) => {
      const { value } = trialOf(text);
      return {
        title: value?.titles.brief?.value,
        conditions: values(value?.conditions),
        interventions: values(value?.interventions.map(({ name }) => name)),
        outcomes: value?.outcomes.map(({ kind, measure }) => `${kind} ${measure.value}`).toSorted(),
        phases: values(value?.design.phases),
        start: value?.status.start?.date.value,
      };
    };
    expect(rest.length).toBeGreaterThan(15);
    expect(facts([head, ...rest.toReversed()].join('\n'))).toEqual(facts(CHINESE));
  });

  test('takes no value for an empty label, and tells of a heading that a labelled title replaces', () => {
    const { value, issues } = trialOf(
      'Trials of the Liver Unit\n\nTitle:\nLenvatinib After Resection of Hepatocellular Carcinoma\nPhase:\nStatus:\nSponsor:\nCondition: Hepatocellular Carcinoma\n',
    );
    expect(value?.titles.brief?.value).toBe(
      'Lenvatinib After Resection of Hepatocellular Carcinoma',
    );
    expect([value?.design.phases, value?.status.overall, value?.leadSponsor]).toEqual([
      [],
      undefined,
      undefined,
    ]);
    expect(values(value?.conditions)).toEqual(['Hepatocellular Carcinoma']);
    expect(issues.map(({ code, message }) => [code, message.includes('Liver Unit')])).toEqual([
      ['line-unused', true],
    ]);
  });

  test('keeps what a page labels that no field takes, with its label, and apart from the field before it', () => {
    const { value, issues } = trialOf(
      [
        'Main ID: NCT03764293',
        'Date of registration: 04/12/2018',
        'Primary sponsor: Jiangsu HengRui Medicine Co., Ltd.',
        'Public title: Camrelizumab Plus Rivoceranib Versus Sorafenib in Advanced Liver Cancer',
        'Recruitment status: Completed',
        'URL: https://clinicaltrials.gov/study/NCT03764293',
        'Countries of recruitment',
        'China',
        'Ages eligible for study: 18 Years to 75 Years (Adult, Older Adult)',
        'Accepts healthy volunteers: No',
        'Masking: Double (Participant, Investigator)',
        'Primary Outcome(s)',
        '1. Overall survival',
        '',
        '2. Progression-free survival',
      ].join('\n'),
    );
    expect(value).toMatchObject({
      status: { overall: { value: 'COMPLETED' } },
      leadSponsor: { name: { value: 'Jiangsu HengRui Medicine Co., Ltd.' } },
      design: {
        masking: { value: 'DOUBLE' },
        whoMasked: [{ value: 'PARTICIPANT' }, { value: 'INVESTIGATOR' }],
      },
      eligibility: {
        minimumAge: { value: '18 Years' },
        maximumAge: { value: '75 Years' },
        healthyVolunteers: { value: false },
      },
    });
    expect(values(value?.outcomes.map(({ measure }) => measure))).toEqual([
      'Overall survival',
      'Progression-free survival',
    ]);
    expect(value?.leftovers.map((leftover) => leftover.value)).toEqual([
      'Date of registration: 04/12/2018',
      'URL: https://clinicaltrials.gov/study/NCT03764293',
      'Countries of recruitment\nChina',
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['line-unused', 'line-unused', 'line-unused']);
  });

  test.each([
    '首页 > 试验检索',
    '返回首页',
    'Zurück zur Trefferliste',
    'Imprimer',
    'Home > Trials',
  ])('leaves %j to the page', (line) => {
    const { value, issues } = trialOf(
      `${line}\n\nTitle: Lenvatinib After Resection of Liver Cancer\nPhase: II\nStatus: completed`,
    );
    expect(value?.leftovers).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['line-unused']);
    expect(JSON.stringify(value)).not.toContain(line);
  });

  test.each([
    ['18-75岁', '18 Years', '75 Years'],
    ['18 bis 85 Jahre', '18 Years', '85 Years'],
    ['6 Months to 12 Years', '6 Months', '12 Years'],
    ['18 Years and older (Adult, Older Adult)', '18 Years', undefined],
    ['18岁以上', '18 Years', undefined],
    ['adults', undefined, undefined],
  ])('reads the ages %s', (text, low, high) => {
    const page = `Title: A Trial of Something New\nPhase: II\nStatus: completed\nAge: ${text}`;
    const { eligibility } = trialOf(page).value ?? {};
    expect([eligibility?.minimumAge?.value, eligibility?.maximumAge?.value]).toEqual([low, high]);
  });

  test.each([
    ['## Primary outcomes', 'primaryOutcomes', ''],
    ['**Phase:** II', 'phase', 'II'],
    ['【题目】索拉非尼', 'title', '索拉非尼'],
    ['一、纳入标准：', 'inclusion', ''],
    ['Critères d’inclusion :', 'inclusion', ''],
    ['Sponsor\tCharité', 'sponsor', 'Charité'],
    ['Conditions of storage', undefined, undefined],
    ['* Treatment: Sorafenib', undefined, undefined],
  ])('has the label of %j', (line, field, rest) => {
    expect([labelOf(line)?.field, labelOf(line)?.rest]).toEqual([field, rest]);
  });

  test('counts labels in any language once for each field', () => {
    expect(findLabels(['Title', 'Titel:', '题目：', 'Phase: II', '分期：II期'])).toBe(2);
  });
});

describe('values in words of other languages', () => {
  test.each([
    ['2019年6月10日', '2019-06-10'],
    ['2022 年 4 月', '2022-04'],
    ['2021/03/05', '2021-03-05'],
    ['05.03.2021', '2021-03-05'],
    ['5. März 2021', '2021-03-05'],
    ['1er février 2020', '2020-02-01'],
    ['5 de marzo de 2021', '2021-03-05'],
    ['März 2021', '2021-03'],
    ['03/04/2021', undefined],
    ['31.02.2021', undefined],
    ['Ende März 2021', undefined],
  ])('the date %s', (text, date) => {
    expect(dateFromWords(text)).toBe(date);
  });

  test.each([
    ['II期', ['PHASE2']],
    ['Ⅱ/Ⅲ期', ['PHASE2', 'PHASE3']],
    ['三期', ['PHASE3']],
    ['Fase 2', ['PHASE2']],
    ['不适用', ['NA']],
    ['上市后', []],
  ])('the phase %s', (text, codes) => {
    expect(phasesOfField(text)).toEqual(codes);
  });
});
