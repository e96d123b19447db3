// SPDX-License-Identifier: GPL-2.0-or-later
// What does the file on the disk say? The one part of this room that reads the disk.

import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TelephonyError } from '../faults.js';
import { packageFolder, readCsv, recognise } from '../kernel/index.js';
import { keepRunning } from './applies.js';
import type { Surroundings } from './check.js';
import { configText, type Parsed, parseConfig, parseObject } from './parse.js';
import { absolute, promptPlaces } from './places.js';
import type { Config, ConfigInput } from './schema.js';
import { wavFault, wavLength } from './wav.js';

export interface LoadOptions {
  /** The dialogues that access numbers may lead to; without it their names are not checked. */
  readonly menus?: readonly string[];
  /** The functions that flows may call; without it their names are not checked. */
  readonly functions?: readonly string[];
  /** The prompts that come with the package; default: its own. */
  readonly prompts?: string;
  /** What a box runs by that reads the file again. */
  readonly running?: Config;
}

/** The configuration with every path absolute, or every problem of the file. */
export function loadConfig(file: string, options: LoadOptions = {}): Parsed {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ file, line: 1, column: 1, text: `the file cannot be read: ${reason}` }] };
  }
  const read = configText(bytes, file);
  return 'problems' in read ? read : loadText(read.text, file, options);
}

/** The same for what is to stand in the file. */
export function loadText(text: string, file: string, options: LoadOptions = {}): Parsed {
  const base = dirname(resolve(file));
  const parsed = parseConfig(text, file, surroundingsOf(base, options));
  return 'config' in parsed ? { ...parsed, config: absolute(parsed.config, base) } : parsed;
}

/**
 * The configuration that a program gives as an object; its relative paths begin at the working directory. Throws
 * CONFIG_INVALID with every problem, one a line.
 */
export function readConfig(input: ConfigInput, options: LoadOptions = {}): Config {
  const base = process.cwd();
  const parsed = parseObject(input, surroundingsOf(base, options));
  if ('config' in parsed) return absolute(parsed.config, base);
  throw new TelephonyError('CONFIG_INVALID', `\n${parsed.problems.join('\n')}\n`);
}

function surroundingsOf(
  base: string,
  { functions, menus, prompts = packagedPrompts(), running }: LoadOptions,
): Surroundings {
  const fileOf = (prompt: string, config: Config) =>
    promptPlaces(absolute(config, base), prompt.includes('/') ? resolve(base, prompt) : prompt, prompts).find((path) =>
      existsSync(path),
    );
  return {
    hasPrompt: (prompt, config) => fileOf(prompt, config) !== undefined,
    promptFault: (prompt, config) => {
      const path = fileOf(prompt, config);
      const fault = path === undefined ? undefined : wavFault(path);
      return fault === undefined ? undefined : `${path} ${fault}`;
    },
    promptLength: (prompt, config) => {
      const path = fileOf(prompt, config);
      return path === undefined ? undefined : wavLength(path);
    },
    hasFile: (file) => statSync(resolve(base, file), { throwIfNoEntry: false })?.isFile() === true,
    hasFolder: (folder) => statSync(resolve(base, folder), { throwIfNoEntry: false })?.isDirectory() === true,
    columns: (file) => columnsOf(resolve(base, file)),
    whole: (path) => resolve(base, path),
    ...(menus && { menus }),
    ...(functions && { functions }),
    ...(running && { reloaded: (config: Config) => keepRunning(running, absolute(config, base)) }),
  };
}

const FIRST_LINE = 65_536; // bytes: longer headings are none

/** The first line of a CSV file, without reading the rest of it. */
function columnsOf(file: string): ReturnType<NonNullable<Surroundings['columns']>> {
  let begin: Buffer;
  try {
    const opened = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(FIRST_LINE);
      begin = bytes.subarray(0, readSync(opened, bytes, 0, FIRST_LINE, 0));
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    return { fault: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const isWide = begin[0] === 0xff || begin[0] === 0xfe; // UTF-16 has a line feed of two bytes
  const end = isWide ? -1 : begin.indexOf(0x0a);
  if (end < 0 && !isWide && begin.length === FIRST_LINE)
    return { fault: 'its first line is no headings: it has no end' };
  const read = recognise(end < 0 ? begin : begin.subarray(0, end));
  if (read === undefined) return { fault: 'it is no text' };
  const [first] = readCsv(read.text);
  return first === undefined ? { fault: 'it has no headings' } : { names: first.cells.map((cell) => cell.trim()) };
}

/** The folder of the prompts that come with the package. */
export function packagedPrompts(): string {
  return join(packageFolder(), 'prompts');
}
