import { describe, expect, test } from 'vitest';
import { isSameContent } from '../../../src/compare/bundle/same-content.ts';

const wanted = {
  resourceType: 'Group',
  id: 'g',
  meta: { source: 'urn:x', profile: ['http://p'], tag: [{ system: 's', code: '1' }] },
  text: {
    status: 'generated',
    div: '<div xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><p>It&#39;s &lt; 5&nbsp;mg<br/></p></div>',
  },
  quantity: 5,
};

describe('isSameContent', () => {
  test('sees through what HAPI adds and how it writes a narrative', () => {
    const stored = {
      id: 'g',
      resourceType: 'Group',
      meta: {
        versionId: '3',
        lastUpdated: '2026-11-21T02:53:55.252+00:00',
        source: 'urn:x#UEdiGldvOIS1WrJ3',
        profile: ['http://p'],
        tag: [
          { system: 'kept', code: 'by the server' },
          { system: 's', code: '1', display: 'One' },
        ],
      },
      text: {
        status: 'generated',
        div: '<div xml:lang="en" xmlns="http://www.w3.org/1999/xhtml" lang="en"><p>It\'s &lt; 5\u00A0mg<br></br></p></div>',
      },
      quantity: 5,
    };

    expect(isSameContent(wanted, stored)).toBe(true);
  });

  test.each([
    ['another value', { ...wanted, quantity: 6 }],
    ['an element more', { ...wanted, active: true }],
    ['another order of a list', { ...wanted, meta: wanted.meta, code: ['b', 'a'] }],
    ['a missing tag', { ...wanted, meta: { ...wanted.meta, tag: [] } }],
    ['another profile', { ...wanted, meta: { ...wanted.meta, profile: ['http://q'] } }],
    [
      'another narrative',
      { ...wanted, text: { status: 'generated', div: '<div>&gt; 5 mg</div>' } },
    ],
  ])('sees %s', (_name, stored) => {
    expect(
      isSameContent({ ...wanted, ...('code' in stored && { code: ['a', 'b'] }) }, stored),
    ).toBe(false);
  });

  test('takes a Provenance for the same that tells of the same conversion at another moment', () => {
    const provenance = {
      resourceType: 'Provenance',
      id: 'p',
      recorded: '2026-01-01T00:00:00Z',
      activity: { text: 'create' },
      target: [{ reference: 'Group/a' }],
      entity: [{ role: 'source' }],
    };
    const stored = {
      ...provenance,
      recorded: '2026-01-02T00:00:00Z',
      activity: { text: 'update' },
      target: [{ reference: 'Group/a' }, { reference: 'EvidenceVariable/retired' }],
    };

    expect(isSameContent(provenance, stored)).toBe(true);
    expect(isSameContent(provenance, { ...stored, entity: [{ role: 'quotation' }] })).toBe(false);
  });

  test('takes an integer64 for the same as a number and as a string', () => {
    const source = (size: number | string) => ({
      resourceType: 'DocumentReference',
      content: [{ attachment: { size } }],
    });
    expect(isSameContent(source('616'), source(616))).toBe(true);
    expect(isSameContent(source('616'), source(617))).toBe(false);
  });

  test('takes a definition of which only the business version and date moved on for the same', () => {
    const plan = {
      resourceType: 'PlanDefinition',
      id: 'p',
      version: '2024-01-01',
      date: '2024-01-01',
      title: 't',
    };

    expect(isSameContent({ ...plan, version: '2024-02-01', date: '2024-02-01' }, plan)).toBe(true);
    expect(isSameContent({ ...plan, version: '2024-02-01', title: 'u' }, plan)).toBe(false);
  });
});
