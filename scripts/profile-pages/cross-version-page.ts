/** One page for the extensions of HL7 that the set brings copies of: each a section, with its parts. */
import { CROSS_VERSION } from '../../src/shared/canonical.ts';
import { FHIR_VERSIONS } from '../../src/shared/fhir-version.ts';
import { type Definition, definitionsIn } from '../profile-set/set.ts';
import { crossVersionTitle } from './addresses.ts';
import { code, link, words } from './markdown.ts';
import { partsOf, partsTable } from './parts.ts';

export function crossVersionPage(): string {
  const all = FHIR_VERSIONS.flatMap((fhir) =>
    definitionsIn(fhir, 'xver').map((extension) => ({ fhir, extension })),
  );
  const once = all.filter(
    ({ extension }, at) => all.findIndex((each) => each.extension.url === extension.url) === at,
  );
  const [fromR5, fromPack] = [true, false].map((isR5) =>
    once.filter(({ extension }) => extension.url.startsWith(CROSS_VERSION) === isR5),
  );
  const section = ({ fhir, extension }: (typeof once)[number]): readonly string[] => {
    const versions = all.filter((each) => each.extension.url === extension.url);
    const files = versions.map((each) =>
      link(each.fhir.toUpperCase(), `../../profiles/${each.fhir}/xver/${each.extension.id}.json`),
    );
    return [
      `### ${crossVersionTitle(extension.url)}`,
      '',
      `${words(descriptionOf(extension))} On ${contextsOf(extension)}. Definition: ${files.join(', ')}.`,
      '',
      ...partsTable(partsOf(extension, fhir)),
    ];
  };
  return [
    ...INTRODUCTION,
    ...(fromR5 ?? []).flatMap(section),
    ...PACK,
    ...(fromPack ?? []).flatMap(section),
  ].join('\n');
}

const descriptionOf = ({ description = '' }: Definition): string =>
  description.replace(/ ?Offline copy of the HL7 .*$/, '');

const contextsOf = ({ context = [] }: Definition): string =>
  context.map(({ expression }) => code(expression)).join(', ');

const INTRODUCTION = [
  '# Extensions of HL7',
  '',
  'The packages bring copies of the HL7 extensions that trialcast writes, at their official addresses, so that a validator finds',
  'them without a network. Where a server has HL7’s own packages, those may take their place.',
  '',
  '## R5 elements in R4',
  '',
  `What R4 has no element for stands in a cross-version extension: ${code(`${CROSS_VERSION}[element]`)}, named after the R5 element`,
  'and built like it (hl7.fhir.uv.xver-r5.r4 0.1.0). An R5 server that receives such a resource knows where each value belongs.',
  '',
];

const PACK = [
  '## From the extensions pack',
  '',
  `At ${code('http://hl7.org/fhir/StructureDefinition/[name]')}.`,
  '',
];
