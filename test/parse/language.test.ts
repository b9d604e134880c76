import { expect, test } from 'vitest';

import { parse } from '../../src/parse/parse.ts';
import { toReceived } from '../../src/shared/received.ts';

const languageOf = (text: string): string | undefined =>
  parse(toReceived('record.txt', text, { format: 'flat-text' })).value?.language;

test.each([
  [
    'zh',
    '一项评价肝动脉灌注化疗联合仑伐替尼治疗晚期肝细胞癌的有效性和安全性的前瞻性研究 HAIC FOLFOX',
  ],
  ['ja', '進行肝細胞癌に対するレンバチニブとペムブロリズマブの併用療法の有効性を検討する試験'],
  ['ko', '진행성 간세포암 환자에서 렌바티닙과 펨브롤리주맙 병용요법의 유효성을 평가하는 연구'],
  ['en', 'A Study of Lenvatinib (仑伐替尼) in Patients With Advanced Hepatocellular Carcinoma'],
  ['en', 'Eine Studie zu Lenvatinib bei fortgeschrittenem Leberzellkrebs'],
  ['en', '肝癌 HCC 123'],
])('a text whose script tells it is %s: %s', (language, text) => {
  expect(languageOf(`${text}\n${text}`)).toBe(language);
});
