// SPDX-License-Identifier: GPL-2.0-or-later
// What is typed, which command is it, and how does it end? Each command is a file of commands/.

import { Command, CommanderError } from 'commander';
import { inLanguage, VERSION } from '../kernel/index.js';
import { say as inWords } from '../words/index.js';
import { lostArgument } from './arguments.js';
import { commandsFor } from './command-table.js';
import { helpIn } from './help.js';
import { EXIT, errorJson, fitted, type Output, refuse, report } from './output.js';

/** Where no terminal is. */
const USUAL_COLUMNS = 80;

/** The command line as it speaks to one reader. `name`: of the only command that is wanted; none: all. */
export async function program(output: Output, name?: string): Promise<Command> {
  const summary = { en: 'A call centre on one box with a telephony card', zh: '一台主机、一块语音卡的呼叫中心' };
  const root = new Command('spillway')
    .description(inLanguage(summary, output.language))
    .version(VERSION, '-V, --version', inWords('output the version number', output.language))
    .helpOption('-h, --help', inWords('display help for command', output.language))
    .helpCommand('help [command]', inWords('display help for command', output.language))
    .configureHelp(helpIn(output.language))
    .showHelpAfterError(
      output.json
        ? false
        : inLanguage({ en: '(--help shows what would be right)', zh: '（--help 可查看用法）' }, output.language),
    )
    .configureOutput({
      writeOut: (text) => write(output.write, text),
      writeErr: (text) => write(output.complain, text),
      outputError: (text, complain) =>
        complain(output.json ? errorJson(text.trim(), 'USAGE') : fitted(output, inWords(text, output.language))),
      getOutHelpWidth: () => output.columns ?? USUAL_COLUMNS,
      getErrHelpWidth: () => output.columns ?? USUAL_COLUMNS,
    })
    .exitOverride();
  for (const command of await commandsFor(name, output)) root.addCommand(command.copyInheritedSettings(root));
  return root;
}

function write(to: (line: string) => void, text: string): void {
  to(text.replace(/\n$/, ''));
}

/** Runs one command; its exit code is `process.exitCode`. `words`: those of the process, for arguments that are not UTF-8. */
export async function runProgram(given: Output, args: readonly string[], words?: Uint8Array): Promise<void> {
  const output = args.includes('--json') ? { ...given, json: true } : given;
  const lost = lostArgument(args, words);
  if (lost !== undefined) {
    return refuse(output, lost, EXIT.usage);
  }
  try {
    const root = await program(output, named(args));
    await root.parseAsync(withoutHelp(root, args), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else process.exitCode = report(output, error);
  }
}

/** The command that is typed, or asked about; an option first, and it may be any. */
function named([first, second]: readonly string[]): string | undefined {
  return first === 'help' ? second : first;
}

/** `help NAME` as `NAME --help`; a NAME that is none is then refused as such. */
function withoutHelp(root: Command, args: readonly string[]): readonly string[] {
  const [first, name, ...rest] = args;
  if (first !== 'help' || name === undefined || name.startsWith('-')) return args;
  const isKnown = root.commands.some((made) => made.name() === name || made.aliases().includes(name));
  return isKnown ? [name, ...rest, '--help'] : [name, ...rest];
}
