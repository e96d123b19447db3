// SPDX-License-Identifier: GPL-2.0-or-later
// Whom does a command ask that changes the shop? The running box; where none runs, the same room on the file itself.

import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Reloaded } from '../host/index.js';
import { inLanguage } from '../kernel/index.js';
import { say as inWords } from '../words/index.js';
import { attempt, type BoxOptions } from './command.js';
import { askBox } from './control-client.js';
import { EXIT, type Output, say } from './output.js';
import { zoneOf } from './times.js';
import { usualFile } from './usual-file.js';

export interface ShopOptions extends BoxOptions {
  readonly config?: string;
}

/** Adds `--config` to a command that has `--socket`. */
export function withShop(made: Command, output: Output): Command {
  const text = {
    en: 'where no box runs: the configuration file (default: ./spillway.yaml, else /etc/spillway/spillway.yaml)',
    zh: '系统未运行时使用的配置文件（默认为 ./spillway.yaml，其次为 /etc/spillway/spillway.yaml）',
  };
  return made.option('--config <file>', inLanguage(text, output.language));
}

interface Question {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Asks the box, or where none answers the shop whose file it is. */
export async function askShop(options: ShopOptions, { method, params }: Question): Promise<unknown> {
  const file = shopFile(options);
  try {
    return await askBox(shopSocket(options), method, { params });
  } catch (error) {
    const nobody = error instanceof TelephonyError && error.code === 'BOX_NOT_RUNNING';
    if (!nobody || file === undefined) throw error;
    const { askClosedShop } = await import('../host/index.js'); // the whole box: only where none runs that could be asked
    return askClosedShop(file, method, params);
  }
}

/** Whether a box would answer. */
export async function isRunning({ socket, config }: ShopOptions): Promise<boolean> {
  return askBox(config === undefined ? socket : socketOf(config), 'shop').then(
    () => true,
    () => false,
  );
}

/** The shop's file: as it was said, else where it usually is; undefined: nowhere. */
export function shopFile({ config }: { readonly config?: string | undefined }): string | undefined {
  return config ?? usualFile();
}

/** Where its box listens. */
export function shopSocket({ socket, config }: ShopOptions): string {
  return config === undefined ? socket : socketOf(config);
}

/** Asks, and prints JSON as it came or by `print`. */
export async function askShopAndPrint<T>(
  output: Output,
  options: ShopOptions,
  question: Question,
  print: (result: T, output: Output) => void,
): Promise<void> {
  await attempt(output, async () => {
    const result = await askShop(options, question);
    if (options.json) output.write(JSON.stringify(result, null, 2));
    else print(result as T, { ...output, zone: await shopZone(options) });
    if (hasProblems(result)) process.exitCode = EXIT.failed;
  });
}

/** What became of the file: in force, or what not, and why. */
export function sayTaken(output: Output, { file, problems, hints, restart, running }: Reloaded): void {
  for (const line of [...problems, ...hints]) output.write(inWords(line, output.language));
  if (problems.length > 0) {
    say(output, { en: `${file} has errors: the box keeps what it has`, zh: `${file} 有错误：系统继续使用原配置` });
    return;
  }
  if (!running) {
    say(output, {
      en: `${file} is written; no box runs, the next start takes it`,
      zh: `${file} 已写入；系统未运行，下次启动时生效`,
    });
    return;
  }
  if (restart.length === 0) say(output, { en: `${file}: all of it is in force`, zh: `${file}：全部生效` });
  else
    say(output, {
      en: `${file}: in force, but for ${restart.join(', ')}: the box reads that only when it starts (spillway stop --drain, then start)`,
      zh: `${file}：已生效，但 ${restart.join('、')} 只在启动时读取，需重启系统后生效（spillway stop --drain 后再启动）`,
    });
}

/** The shop's zone: as its box has it, else by its file. */
export async function shopZone({ socket, config }: ShopOptions): Promise<string | undefined> {
  const told = await zoneOf(config === undefined ? socket : socketOf(config));
  const file = shopFile({ config });
  if (told !== undefined || file === undefined) return told;
  const read = loadConfig(file);
  return 'config' in read ? read.config.zone : undefined;
}

function hasProblems(result: unknown): boolean {
  return (
    typeof result === 'object' && result !== null && 'problems' in result && (result as Reloaded).problems.length > 0
  );
}

/** The socket of the box that runs by this file. */
export function socketOf(file: string): string {
  const read = loadConfig(file);
  if ('config' in read) return join(read.config.data, 'box.sock');
  return join('data', 'box.sock'); // the file's problems are told by whoever reads it next
}
