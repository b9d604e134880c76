import { Command, CommanderError } from 'commander';
import { FAILURE_CODES, Failure } from '../shared/failure.ts';
import { packageVersion } from '../source/package-version.ts';
import { commandsFor } from './commands.ts';
import type { Terminal } from './terminal.ts';

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
    const root = program(terminal, await commandsFor(args, { terminal, exit }));
    await root.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function program(terminal: Terminal, commands: readonly Command[]): Command {
  const root = new Command('trialcast')
    .description(
      'Trial registry records in, validated FHIR out, delivered to a FHIR server and kept up to date.',
    )
    .version(packageVersion());
  for (const command of commands) root.addCommand(command);
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
