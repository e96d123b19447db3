// SPDX-License-Identifier: GPL-2.0-or-later
// What became of options that npm took for its own? `npm run demo --seed 5` reaches the program as a lone `5`.

import type { Command } from 'commander';

type Environment = Readonly<Record<string, string | undefined>>;

/** npm's own option of the same name says nothing about ours. */
const NPM_OWN = new Set(['json', 'help', 'version']);

/** The line that was meant, such as `npm run demo -- --seed 5`; undefined: npm kept nothing. */
export function meantLine(command: Command, environment: Environment = process.env): string | undefined {
  const script = environment.npm_lifecycle_event;
  if (script !== command.name()) return undefined;
  const names = command.options.map((option) => option.name()).filter((name) => !NPM_OWN.has(name));
  const kept = names.filter((name) => environment[`npm_config_${name}`] !== undefined || isSplit(name, environment));
  if (kept.length === 0) return undefined;
  return `npm run ${script} -- ${kept.map((name) => `--${name} ${shown(name, kept, command, environment)}`).join(' ')}`;
}

/** npm's short options: `--calls` is `-c -a -l -l -s` to it, and their values, `5` of `--calls=5` too, are lost. */
const SHORT = /^[acdfghlmnpqsvwy]+$/;
/** Those of them that leave a trace. */
const TRACES: Readonly<Record<string, string>> = { a: 'all', l: 'long', p: 'parseable' };

function isSplit(name: string, environment: Environment): boolean {
  const traces = [...name].flatMap((letter) => TRACES[letter] ?? []);
  return (
    SHORT.test(name) && traces.length > 0 && traces.every((trace) => environment[`npm_config_${trace}`] === 'true')
  );
}

/** npm keeps `--seed=5` with its value; of `--seed 5` it keeps `true` and hands the 5 on. */
function shown(name: string, kept: readonly string[], { args }: Command, environment: Environment): string {
  const value = environment[`npm_config_${name}`] ?? 'true';
  if (value !== 'true') return value;
  return kept.length === 1 && args.length === 1 ? (args[0] ?? '...') : '...';
}
