/** Writes generated files, or says how the committed ones differ from them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** File texts by path inside their folder. */
export type GeneratedFiles = ReadonlyMap<string, string>;

/** Replaces the folder; returns its size in bytes. */
export function writeFiles(folder: string, wanted: GeneratedFiles): number {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of wanted) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return [...wanted.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** One line for each file that is missing, surplus or different; none where all agree. */
export function differences(
  folder: string,
  wanted: GeneratedFiles,
  ending = '.json',
): readonly string[] {
  const present = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith(ending),
      )
    : [];
  const missing = [...wanted.keys()].filter((name) => !present.includes(name));
  const surplus = present.filter((name) => !wanted.has(name));
  return [
    ...missing.map((name) => `missing    ${name}`),
    ...surplus.map((name) => `surplus    ${name}`),
    ...present.flatMap((name) => compare(folder, name, wanted.get(name))),
  ];
}

function compare(folder: string, name: string, wanted: string | undefined): readonly string[] {
  const present = readFileSync(join(folder, name), 'utf8');
  if (wanted === undefined || wanted === present) return [];
  const lines = wanted.split('\n');
  const at = present.split('\n').findIndex((line, index) => line !== lines[index]);
  return [`different  ${name} from line ${at + 1}`];
}

/** Writes the folder, or with --check says how it differs and makes the run fail. */
export function settle(
  name: string,
  folder: string,
  wanted: GeneratedFiles,
  ending?: string,
): void {
  if (!process.argv.includes('--check')) {
    const bytes = writeFiles(folder, wanted);
    console.log(`${name}: ${wanted.size} files, ${Math.round(bytes / 1024)} KiB`);
    return;
  }
  const found = differences(folder, wanted, ending);
  for (const line of found) console.log(line);
  console.log(`${name}: ${wanted.size} files checked, ${found.length} differ`);
  if (found.length > 0) process.exitCode = 1;
}
