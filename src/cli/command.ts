// SPDX-License-Identifier: GPL-2.0-or-later
// What do all commands share? Help in the reader's language with examples, `--json`, and where the box listens.

import { existsSync } from 'node:fs';
import { Command, type ErrorOptions, InvalidArgumentError } from 'commander';
import { type Bilingual, inLanguage } from '../kernel/index.js';
import type { NotYetWritten } from '../store/index.js';
import { askBox } from './control-client.js';
import { EXIT, fitted, many, type Output, report } from './output.js';
import { meantLine } from './strays.js';
import { when, zoneName, zoneOf } from './times.js';

export interface Example {
  readonly line: string;
  readonly does: Bilingual;
}

/** A command that names the arguments it cannot use, and the line that was meant when npm kept options for itself. */
class StrictCommand extends Command {
  readonly #output: Output;
  readonly examples: readonly Example[];

  constructor(output: Output, name: string | undefined, examples: readonly Example[]) {
    super(name);
    this.#output = output;
    this.examples = examples;
    this.hook('preAction', () => {
      if (meantLine(this) !== undefined) this.error('', { code: 'commander.excessArguments', exitCode: EXIT.usage });
    });
  }

  override error(message: string, options?: ErrorOptions): never {
    if (options?.code !== 'commander.excessArguments') return super.error(message, options);
    const language = this.#output.json ? 'en' : this.#output.language;
    const meant = meantLine(this);
    if (meant !== undefined) {
      const kept = { en: `npm kept options for itself; write: ${meant}`, zh: `npm 截留了选项；请写：${meant}` };
      return super.error(`error: ${inLanguage(kept, language)}`, options);
    }
    const strays = this.args.slice(this.registeredArguments.length).join(' ');
    const many = { en: `too many arguments: ${strays}`, zh: `多余的参数：${strays}` };
    return super.error(`error: ${inLanguage(many, language)}`, options);
  }
}

/** A subcommand with its one-sentence summary and examples in `--help`. Takes no stray arguments. */
export function command(output: Output, usage: string, summary: Bilingual, examples: readonly Example[]): Command {
  const made = new StrictCommand(output, usage.split(' ')[0], examples).description(
    inLanguage(summary, output.language),
  );
  for (const argument of usage.split(' ').slice(1)) made.argument(argument);
  made.allowExcessArguments(false);
  const title = inLanguage({ en: 'Examples:', zh: '示例：' }, output.language);
  const lines = examples.map(
    ({ line, does }) => `  $ ${line}\n${fitted(output, `      ${inLanguage(does, output.language)}`)}`,
  );
  return made.addHelpText('after', `\n${title}\n${lines.join('\n')}`);
}

/** Those that its help shows. */
export function examplesOf(made: Command): readonly Example[] {
  return made instanceof StrictCommand ? made.examples : [];
}

/** Adds `--json`. */
export function withJson(made: Command, output: Output): Command {
  return made.option('--json', inLanguage({ en: 'print JSON', zh: '以 JSON 输出' }, output.language));
}

/** Adds `--socket` for commands that speak to a running box. */
export function withBox(made: Command, output: Output): Command {
  const text = { en: "the running box's local socket", zh: '正在运行的系统的本地套接字' };
  return withJson(made, output).option('--socket <file>', inLanguage(text, output.language), defaultSocket());
}

const SERVICE_DATA = '/var/lib/spillway';

/** `SPILLWAY_SOCKET`, else `box.sock` in `SPILLWAY_DATA`, else in ./data, where `spillway start` puts it by default, else the service's. */
export function defaultSocket(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  isThere: (path: string) => boolean = existsSync,
): string {
  const { SPILLWAY_SOCKET: socket, SPILLWAY_DATA: data } = environment;
  if (socket !== undefined) return socket;
  if (data !== undefined) return `${data}/box.sock`;
  const here = 'data/box.sock';
  return !isThere(here) && isThere(SERVICE_DATA) ? `${SERVICE_DATA}/box.sock` : here;
}

export interface BoxOptions {
  readonly socket: string;
  readonly json?: boolean;
}

/** Asks the box once and prints: JSON as it came, or by `print`. The process's exit code tells a failure. */
export async function askAndPrint<T>(
  output: Output,
  options: BoxOptions,
  question: { readonly method: string; readonly params?: Readonly<Record<string, unknown>> },
  print: (result: T, output: Output) => void,
): Promise<void> {
  await attempt(output, async () => {
    const result = await askBox(options.socket, question.method, question.params ? { params: question.params } : {});
    const zone = await zoneOf(options.socket);
    if (options.json) output.write(JSON.stringify(result, null, 2));
    else print(result as T, { ...output, zone });
    warnOfUnwritten(output, result, zone);
  });
}

/** On standard error, so that a script gets the list as it is. */
export function warnOfUnwritten(output: Output, result: unknown, zone: string | undefined): void {
  if (!Array.isArray(result) || !('unwritten' in result)) return;
  const { batches, since } = result.unwritten as NotYetWritten;
  const from = `${when(since, zone)} ${zoneName(zone)}`;
  const says = {
    en: `not all: the database cannot be written now; ${many(batches, 'change')} since ${from} ${batches === 1 ? 'is' : 'are'} not in this list yet`,
    zh: `列表不全：数据库暂时无法写入，自 ${from} 以来的 ${batches} 项变更尚未列入`,
  };
  output.complain(inLanguage(says, output.language));
}

/** Runs a command's work; an error is printed for people and becomes the exit code. */
export async function attempt(output: Output, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.exitCode = report(output, error);
  }
}

/** A whole number option within limits, refused with what would be right. */
export function integerOption(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`--${name}: a whole number from ${least} to ${most} would be right.`);
  };
}

/** A number option within limits. */
export function numberOption(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`--${name}: a number from ${least} to ${most} would be right.`);
  };
}
