import { Command, Option } from 'commander';
import type { Conversion } from '../convert.ts';
import type { LoadDefinitions } from '../definitions.ts';
import { explain } from '../explain/explain.ts';
import type { Knowledge } from '../explain/knowledge.ts';
import { recordTable } from '../explain/record-table.ts';
import type { ElementRow } from '../explain/rows.ts';
import { Failure } from '../shared/failure.ts';
import { loadElementRows } from '../source/load-element-rows.ts';
import { readRecords } from '../source/read-records.ts';
import { conversionOf, titlePart } from './convert-command.ts';
import { explanationsText, recordText } from './explain-text.ts';
import { fhirOption, sourceFormatOption, type SourceOptions } from './options.ts';
import type { ReportFormat } from './report/report.ts';
import { writeOut, type Terminal } from './terminal.ts';

interface ExplainOptions extends SourceOptions {
  readonly format: ReportFormat;
  readonly fhir: 'r4' | 'r5';
  readonly verbose?: boolean;
}

export function explainCommand(
  terminal: Terminal,
  load: LoadDefinitions,
  exit: (code: number) => void,
): Command {
  return new Command('explain')
    .description('where each value of a record went, or where an element comes from')
    .argument('<input>', 'a file, a folder, or - for standard input')
    .argument(
      '[element]',
      'ResearchStudy.status, EvidenceVariable/id.title, ResearchStudy.extension[4], a resource',
    )
    .addOption(fhirOption())
    .addOption(sourceFormatOption())
    .addOption(
      new Option('--format <format>', 'form of the answer')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('-v, --verbose', 'every element of a value and every note, not only the first')
    .action(async (input: string, element: string | undefined, options: ExplainOptions) => {
      exit(await runExplain(input, element, options, terminal, load));
    });
}

async function runExplain(
  input: string,
  element: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
  load: LoadDefinitions,
): Promise<number> {
  const definitions = load(options.fhir);
  const knowledge: Knowledge = { rows: loadElementRows(), tables: definitions.tables };
  const format = options.from ? { format: options.from } : {};
  let records = 0;
  let isFound = false;
  let isReadable = true;
  for await (const read of readRecords([input], terminal.stdin, format)) {
    records += 1;
    const conversion = conversionOf(read, definitions);
    const answer = answerOf(read.name, conversion, knowledge, element, options);
    isFound ||= answer !== undefined;
    isReadable &&= conversion.bundle !== undefined;
    if (answer !== undefined) await writeOut(terminal.stdout, answer);
  }
  if (records === 0) throw new Failure('usage', `No record was found in ${input}.`);
  if (!isFound) throw new Failure('usage', notFound(element));
  return isReadable ? 0 : 1;
}

const notFound = (element: string | undefined): string =>
  `The bundle has no element ${element ?? ''}. Name a resource (ResearchStudy, EvidenceVariable/id) and its elements, with their position in lists: ResearchStudy.identifier[0].value.`;

/** Text or a line of JSON for one record; nothing where it has no such element. */
function answerOf(
  name: string,
  conversion: Conversion,
  knowledge: Knowledge,
  element: string | undefined,
  options: ExplainOptions,
): string | undefined {
  const head = { record: name, ...titlePart(conversion), fhir: options.fhir };
  if (element === undefined) {
    const table = recordTable(conversion, knowledge);
    if (options.format === 'json') return jsonLine({ ...head, ...table });
    return `${headText(name, conversion)}${recordText(table, options.verbose === true)}\n`;
  }
  const explanations = explain(conversion, knowledge, element);
  if (explanations.length === 0) return undefined;
  return options.format === 'json'
    ? jsonLine({ ...head, elements: explanations })
    : explanationsText(explanations);
}

function headText(name: string, conversion: Conversion): string {
  const { title } = titlePart(conversion);
  return title === undefined ? `${name}\n` : `${name}  ${title}\n`;
}

/** A row is named by its path: the whole of it stands in mappings/elements. */
const jsonLine = (answer: object): string =>
  `${JSON.stringify(answer, (key, value: unknown) => (key === 'row' && isRow(value) ? rowHead(value) : value))}\n`;

const isRow = (value: unknown): value is ElementRow =>
  typeof value === 'object' && value !== null && 'targets' in value && 'rule' in value;

const rowHead = ({ path, kind, table, rule }: ElementRow): object => ({ path, kind, table, rule });
