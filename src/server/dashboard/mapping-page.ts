import type { Definitions } from '../../definitions.ts';
import type { CodeTables } from '../../map/tables.ts';
import type { FhirVersion } from '../../shared/fhir-version.ts';
import { html, type Html } from '../../shared/html.ts';
import type { Coverage, Unmapped, UnmappedCode } from '../store/coverage.ts';
import { dataTable } from './html.ts';
import { page, type Shell } from './layout.ts';
import { addressOf } from './list.ts';

const PARTS: readonly (readonly [codes: readonly UnmappedCode[], title: string, none: string])[] = [
  [
    ['code-unknown', 'country-unknown'],
    'Values without a code',
    'Every coded value of these records has its row in a table.',
  ],
  [
    ['field-unused', 'line-unused'],
    'Fields and lines nobody reads',
    'Every field and line of these records went somewhere.',
  ],
];
const SHOWN = 100;

/** What the mapping knows, and what came in that it does not. */
export function mappingPage(
  shell: Shell,
  coverage: Coverage,
  { tables, fhir }: Definitions,
): string {
  const { records, seen } = coverage;
  return page(shell, 'Mapping', 'mapping', [
    html`<h1>Mapping coverage</h1>
      <p class="quiet">
        ${records === 1 ? 'Of the one record there is.' : `Of the newest ${records} records.`}
        Nothing of what is named here is lost: it is kept as text or as it stood in the record.
      </p>`,
    PARTS.map(([codes, title, none]) => {
      const own = seen.filter(({ code }) => codes.includes(code));
      return html`<h2>${title} <small>${own.length}</small></h2>
        ${own.length === 0 ? html`<p class="empty">${none}</p>` : seenTable(shell, own)}`;
    }),
    tableList(shell, tables, fhir),
  ]);
}

function seenTable({ basePath }: Shell, seen: readonly Unmapped[]): Html {
  const rows = seen.slice(0, SHOWN).map(
    ({ message, records, example }) =>
      html`<tr>
        <td class="number" data-of="records">${records}</td>
        <td class="words">${message}</td>
        <td>
          <a href="${basePath}${addressOf(example)}?tab=json&issue=${example.issue}#chosen"
            >newest record</a
          >
        </td>
      </tr>`,
  );
  const more =
    seen.length > SHOWN ? html`<p class="quiet">… and ${seen.length - SHOWN} more.</p>` : '';
  return html`${dataTable(['Records', 'What was seen', 'Example'], rows, 'figures')}${more}`;
}

function tableList({ basePath }: Shell, tables: CodeTables, fhir: FhirVersion): Html {
  const rows = [...tables.values()].map(
    ({ name, rows: codes }) =>
      html`<tr>
        <th scope="row">
          <a href="${basePath}/fhir/ConceptMap/${name}-to-fhir-${fhir}">${name}</a>
        </th>
        <td class="number" data-of="codes">${codes.size}</td>
        <td class="words">
          ${[...codes.keys()].slice(0, 8).join(', ')}${codes.size > 8 ? ', …' : ''}
        </td>
      </tr>`,
  );
  return html`<h2>Code tables <small>${rows.length}</small></h2>
    ${dataTable(['ConceptMap', 'Codes', 'Such as'], rows, 'figures')}`;
}
