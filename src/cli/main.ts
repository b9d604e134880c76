import { Command, CommanderError } from 'commander';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import { FAILURE_CODES, Failure } from '../shared/failure.ts';
import { loadDefinitions, packageVersion } from '../source/load-definitions.ts';
import { convertCommand } from './convert-command.ts';
import { diffCommand } from './diff-command.ts';
import { explainCommand } from './explain-command.ts';
import { demoCommand, serveCommand } from './serve-command.ts';
import { pushCommand } from './push-command.ts';
import { restoreCommand } from './restore-command.ts';
import type { Terminal } from './terminal.ts';
import { validateCommand } from './validate-command.ts';

const EXIT_USAGE = 2;
const EXIT_BUG = 70;

/**
 * The command line: the one place where anything thrown becomes an exit code.
 * 0 clean, 1 issues at or above --fail-on, 2 usage or configuration, 3 delivery failed, 70 bug.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const exit = (next: number): void => void (code = next);
  try {
    await program(terminal, exit).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function program(terminal: Terminal, exit: (code: number) => void): Command {
  const load = onceEach(loadDefinitions);
  const root = new Command('trialcast')
    .description(
      'Trial registry records in, validated FHIR out, delivered to a FHIR server and kept up to date.',
    )
    .version(packageVersion());
  root
    .addCommand(convertCommand(terminal, load, exit))
    .addCommand(validateCommand(terminal, exit))
    .addCommand(pushCommand(terminal, load, exit))
    .addCommand(restoreCommand(terminal, exit))
    .addCommand(diffCommand(terminal, load, exit))
    .addCommand(explainCommand(terminal, load, exit))
    .addCommand(serveCommand(terminal, load))
    .addCommand(demoCommand(terminal, load));
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .showHelpAfterError('(--help lists commands and options)')
      .configureOutput({
        writeOut: (text) => terminal.stdout.write(text),
        writeErr: (text) => terminal.stderr.write(text),
      });
  }
  return root;
}

function onceEach(load: LoadDefinitions): LoadDefinitions {
  const loaded = new Map<FhirVersion, Definitions>();
  return (fhir = 'r4') => {
    const definitions = loaded.get(fhir) ?? load(fhir);
    loaded.set(fhir, definitions);
    return definitions;
  };
}

function exitCodeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof Failure) {
    terminal.stderr.write(`${error.message} [${error.code}]\n`);
    return FAILURE_CODES[error.code].exit;
  }
  const isDebug = terminal.env['NODE_DEBUG']?.includes('trialcast') === true;
  const detail = isDebug && error instanceof Error ? `\n${error.stack}` : '';
  terminal.stderr.write(
    `A bug in trialcast: ${error instanceof Error ? error.name : 'unknown error'}. ` +
      `Set NODE_DEBUG=trialcast for the details to report.${detail}\n`,
  );
  return EXIT_BUG;
}

/** A reader that stops early (`| head`) is no error. */
function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

/** Runs the command line of this process. */
export async function runProcess(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  stdout.on('error', endOnClosedPipe);
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr, env });
}

if (import.meta.main) await runProcess();
