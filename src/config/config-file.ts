// SPDX-License-Identifier: GPL-2.0-or-later
// Which configuration is in force, and what when its file changes?

import { setImmediate as nextTurn } from 'node:timers/promises';
import { TelephonyError } from '../faults.js';
import { answerOfThread, Emitter } from '../kernel/index.js';
import { type LoadOptions, loadConfig } from './load.js';
import { type Hint, type Parsed, type Problem, problemLine } from './parse.js';
import type { ParseGiven } from './parse-thread.js';
import type { Config } from './schema.js';

type Read = Extract<Parsed, { readonly config: Config }>;

/** A configuration file that a running box may read again. */
export class ConfigFile {
  /** As it was opened. */
  readonly file: string;
  /** Told after a new configuration was taken. */
  readonly changed = new Emitter<Config>();
  readonly #options: LoadOptions;
  #current: Config;
  #hints: readonly Hint[];
  #restart: readonly string[] = [];
  #readOver: Config | undefined;
  /** How many times it was begun to be read, and which of them is in force. */
  #readings = 0;
  #taken = 0;

  private constructor(file: string, options: LoadOptions, { config, hints }: Read) {
    this.file = file;
    this.#options = options;
    this.#current = config;
    this.#hints = hints;
  }

  /** Throws CONFIG_INVALID with every problem, one a line. */
  static open(file: string, options: LoadOptions = {}): ConfigFile {
    const parsed = loadConfig(file, options);
    if ('config' in parsed) return new ConfigFile(file, options, parsed);
    throw new TelephonyError('CONFIG_INVALID', `\n${parsed.problems.map(problemLine).join('\n')}\n`);
  }

  /** What was read last without a problem. */
  get current(): Config {
    return this.#current;
  }

  /** Settings that stand otherwise in the file than the box runs by: they apply after a restart. */
  get restart(): readonly string[] {
    return this.#restart;
  }

  /** What was in force when it was read again: what needs a restart stands in `current` as it does there. */
  get readOver(): Config | undefined {
    return this.#readOver;
  }

  /** What should be written otherwise in it. */
  get hints(): readonly Hint[] {
    return this.#hints;
  }

  /**
   * Reads the file again, in a thread of its own. With problems, which it gives, the box keeps the configuration that it has;
   * so it does when a later call has read the file meanwhile. What applies after a restart stays as it is, and `restart` names it;
   * what would contradict that is a problem.
   */
  async reload(): Promise<readonly Problem[]> {
    const mine = ++this.#readings;
    const running = this.#current;
    const parsed = await this.#readAside(running);
    if ('problems' in parsed) return parsed.problems;
    if (mine < this.#taken) return [];
    this.#taken = mine;
    this.#readOver = running;
    this.#current = parsed.config;
    this.#restart = parsed.restart;
    this.#hints = parsed.hints;
    this.changed.emit(parsed.config);
    return [];
  }

  async #readAside(running: Config): Promise<Parsed> {
    try {
      const given: ParseGiven = { spillwayFile: this.file, options: { ...this.#options, running } };
      const parsed = await answerOfThread<Parsed>(new URL('./parse-thread.js', import.meta.url), given);
      await nextTurn(); // a long list took its time to come over
      return parsed;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { problems: [{ file: this.file, line: 1, column: 1, text: `the file cannot be read: ${reason}` }] };
    }
  }
}
