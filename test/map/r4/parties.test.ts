import { describe, expect, test } from 'vitest';

import { at, code, count, registeredTrial, siteWith, text } from '../../builders.ts';
import { map, resourceOf, studyOf, derived } from './finding.ts';

describe('parties and sites', () => {
  test('sponsor and collaborator of one name are one Organization', () => {
    const party = { name: text('Acme, Inc.'), class: code('ctgov-agency-class', 'INDUSTRY') };
    const mapping = map(
      registeredTrial({ leadSponsor: party, collaborators: [party, { name: text('Acme Inc') }] }),
    );
    const organizations = mapping.resources.filter(
      ({ resourceType }) => resourceType === 'Organization',
    );
    expect(organizations.map(({ name }) => name)).toEqual(['Acme, Inc.', 'Acme Inc']);
    expect(new Set(organizations.map(({ id }) => id)).size).toBe(2);
    expect(mapping.issues.filter(({ code: found }) => found === 'name-duplicate')).toMatchObject([
      { severity: 'information', place: at('/text') },
    ]);
    expect(resourceOf(mapping, 'ResearchStudy')['sponsor']).toEqual({
      reference: `Organization/${organizations[0]?.id}`,
      display: 'Acme, Inc.',
    });
  });

  test('what a study does at a site stands on its reference, never on the Location', () => {
    const mapping = map(
      registeredTrial({
        sites: [
          siteWith({
            facility: text('Clinic'),
            country: text('Switzerland'),
            status: code('ctgov-recruitment-status', 'RECRUITING'),
            contacts: [{ name: text('Study nurse'), phone: text('+00 1'), phoneExt: text('42') }],
            lat: count(47.4),
            lon: count(8.5),
          }),
        ],
      }),
    );
    const location = resourceOf(mapping, 'Location');
    const study = resourceOf(mapping, 'ResearchStudy');
    expect([
      location['address'],
      location['position'],
      JSON.stringify(location).includes('nurse'),
    ]).toEqual([{ country: 'Switzerland' }, { longitude: 8.5, latitude: 47.4 }, false]);
    expect(study['site']).toMatchObject([
      {
        reference: `Location/${location.id}`,
        display: 'Clinic',
        extension: [
          {
            extension: [
              { url: 'status' },
              {
                url: 'contact',
                extension: [
                  {
                    url: 'detail',
                    valueContactDetail: {
                      name: 'Study nurse',
                      telecom: [
                        {
                          extension: [
                            {
                              url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-extension',
                              valueString: '42',
                            },
                          ],
                          system: 'phone',
                          value: '+00 1',
                        },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(study['location']).toMatchObject([
      { coding: [{ system: 'urn:iso:std:iso:3166', code: 'CH' }], text: 'Switzerland' },
    ]);
  });

  test('a place without a facility is named by its address, marked as copied', () => {
    const site = siteWith({ city: text('Bern'), country: text('Switzerland') });
    const location = resourceOf(map(registeredTrial({ sites: [site] })), 'Location');
    expect([location['name'], location['_name']]).toEqual([
      'Bern, Switzerland',
      { extension: [derived('copied', 'sites.city', 'site-named-by-address')] },
    ]);
  });

  test('a country no table knows stays as text and is named', () => {
    const mapping = map(
      registeredTrial({ sites: [siteWith({ country: text('Atlantis', '/country') })] }),
    );
    expect(mapping.issues.filter(({ code: found }) => found === 'country-unknown')).toEqual([
      {
        severity: 'information',
        code: 'country-unknown',
        message:
          '"Atlantis" is no country name of the ISO 3166 table; kept as text without a code.',
        place: at('/country'),
      },
    ]);
  });

  test('people are contained, the first principal investigator leads', () => {
    const role = (value: string) => code('ctgov-contact-role', value);
    const study = studyOf(
      registeredTrial({
        officials: [
          { name: text('Ann Chair'), role: role('STUDY_CHAIR') },
          {
            name: text('Jane Doe'),
            role: role('PRINCIPAL_INVESTIGATOR'),
            affiliation: text('Clinic'),
          },
        ],
      }),
    );
    expect(study['principalInvestigator']).toEqual({
      reference: '#official-2',
      display: 'Jane Doe',
    });
    expect(study['contained']).toMatchObject([
      { id: 'official-1', practitioner: { display: 'Ann Chair' } },
      { id: 'official-2', organization: { display: 'Clinic' } },
    ]);
  });
});
