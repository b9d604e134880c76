import type { Command } from 'commander';
import type { Definitions, LoadDefinitions } from '../definitions.ts';
import type { FhirVersion } from '../shared/fhir-version.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly terminal: Terminal;
  readonly exit: (code: number) => void;
}

type MakeCommand = (parts: Parts) => Promise<Command>;

/** In the order of the help. Each is imported when it is asked for: a check of one file must not wait for a server. */
const COMMANDS: ReadonlyMap<string, MakeCommand> = new Map<string, MakeCommand>([
  [
    'convert',
    async ({ terminal, exit }) => {
      const { convertCommand } = await import('./convert-command.ts');
      return convertCommand(terminal, await loader(), exit);
    },
  ],
  [
    'validate',
    async ({ terminal, exit }) => {
      const { validateCommand } = await import('./validate-command.ts');
      return validateCommand(terminal, exit);
    },
  ],
  [
    'push',
    async ({ terminal, exit }) => {
      const { pushCommand } = await import('./push-command.ts');
      return pushCommand(terminal, await loader(), exit);
    },
  ],
  [
    'restore',
    async ({ terminal, exit }) => {
      const { restoreCommand } = await import('./restore-command.ts');
      return restoreCommand(terminal, exit);
    },
  ],
  [
    'diff',
    async ({ terminal, exit }) => {
      const { diffCommand } = await import('./diff-command.ts');
      return diffCommand(terminal, await loader(), exit);
    },
  ],
  [
    'explain',
    async ({ terminal, exit }) => {
      const { explainCommand } = await import('./explain-command.ts');
      return explainCommand(terminal, await loader(), exit);
    },
  ],
  [
    'match',
    async ({ terminal, exit }) => {
      const { matchCommand } = await import('./match-command.ts');
      return matchCommand(terminal, await loader(), exit);
    },
  ],
  [
    'serve',
    async ({ terminal }) => {
      const { serveCommand } = await import('./serve-command.ts');
      return serveCommand(terminal, await loader());
    },
  ],
  [
    'doctor',
    async ({ terminal, exit }) => {
      const { doctorCommand } = await import('./doctor-command.ts');
      return doctorCommand(terminal, await loader(), exit);
    },
  ],
  [
    'demo',
    async ({ terminal }) => {
      const { demoCommand } = await import('./serve-command.ts');
      return demoCommand(terminal, await loader());
    },
  ],
]);

/** The command that is named first, alone; all of them where none is, for help and for names that are nearly right. */
export async function commandsFor(args: readonly string[], parts: Parts): Promise<Command[]> {
  const named = COMMANDS.get(args[0] ?? '');
  return Promise.all((named ? [named] : [...COMMANDS.values()]).map((make) => make(parts)));
}

async function loader(): Promise<LoadDefinitions> {
  const { loadDefinitions } = await import('../source/load-definitions.ts');
  return onceEach(loadDefinitions);
}

function onceEach(load: LoadDefinitions): LoadDefinitions {
  const loaded = new Map<FhirVersion, Definitions>();
  return (fhir = 'r4') => {
    const definitions = loaded.get(fhir) ?? load(fhir);
    loaded.set(fhir, definitions);
    return definitions;
  };
}
