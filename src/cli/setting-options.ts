import { Option, type Command } from 'commander';
import type { Flags } from '../config/config.ts';
import { flagOf, KEYS, SETTINGS, type Key } from '../config/settings.ts';

/** Adds a flag for each setting, by group; a secret's names the file it is in. */
export function withSettings(command: Command): Command {
  for (const key of KEYS) command.addOption(optionOf(key));
  return command;
}

/** What the command line said, by the names of variables. */
export function settingFlags(command: Command): Flags {
  const said = command.opts<Record<string, string | undefined>>();
  return Object.fromEntries(
    KEYS.map((key) => [variableOf(key), said[optionOf(key).attributeName()]]),
  );
}

function optionOf(key: Key): Option {
  const { kind, fallback, meaning, group } = SETTINGS[key];
  const flag = kind === 'secret' ? `--${flagOf(key)}-file <path>` : `--${flagOf(key)} <value>`;
  const text = meaning
    .replaceAll(/\[[^\]]*\]\(([^)]*)\)/g, 'docs/$1')
    .replaceAll('`', '')
    .replace(/\.$/, '');
  const note = fallback === '' ? '' : ` (default: ${fallback})`;
  return new Option(flag, `${text}${note}`).helpGroup(`${group}:`);
}

const variableOf = (key: Key): string => (SETTINGS[key].kind === 'secret' ? `${key}_FILE` : key);
