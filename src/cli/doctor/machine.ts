// SPDX-License-Identifier: GPL-2.0-or-later
// What may a check of `spillway doctor` ask, and what does it answer?

import type { Config, Parsed } from '../../config/index.js';
import type { MeasuredLine } from '../../engine/index.js';
import type { Bilingual, Duration, Instant } from '../../kernel/index.js';
import type { ToneZone } from '../../native/index.js';
import type { Unit } from './unit.js';

export type Verdict = 'good' | 'warning' | 'bad';

/** What one check found. `name` never changes: scripts may look for it. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
  readonly what: Bilingual;
  /** How to mend it. */
  readonly remedy?: Bilingual;
}

/** Whose a file or folder is, and its mode with its type (stat(2)). */
export interface Ownership {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The machine that is looked at; checks know nothing else of the world. Paths that are not there are undefined. */
export interface Machine {
  /** Node's version without the v. */
  readonly nodeVersion: string;
  now(): Instant;
  read(file: string): string | undefined;
  /** Names in a directory; none when it is not there. */
  list(directory: string): readonly string[];
  /** Whoever asks. */
  readonly me: string;
  /** Undefined: the box is judged as this shell would start it. Else as this unit does, and `shell` is what whoever asks may do himself. */
  readonly service?: Unit;
  readonly shell?: Machine;
  /** Whether whoever is judged may read and write it. */
  access(path: string): 'usable' | 'denied' | 'missing';
  ownership(path: string): Ownership | undefined;
  /** Without links; the same where nothing is. */
  realPath(path: string): string;
  inode(path: string): number | undefined;
  /** What a program prints; undefined when it is not installed or fails. */
  run(program: string, ...words: readonly string[]): string | undefined;
  /** Throws NATIVE_MISSING. */
  addon(): { readonly version: string; readonly priVersion: string };
  /** Throws NOT_FOUND. */
  toneZone(country: string): ToneZone;
  readonly packagedPrompts: string;
  freeBytes(directory: string): number | undefined;
  /** How long a few small writes took to reach the disk, each. Throws when it cannot be written. */
  flushTimes(directory: string): readonly Duration[];
  /** How many promises a data directory's database holds open. Rejects when it cannot be read. */
  openPromises(directory: string): Promise<number>;
  /** What of a data directory an operator should know: channels that are busied out, alarms that stand. */
  standing(directory: string): Promise<{ readonly busiedOut: readonly string[]; readonly alarms: readonly string[] }>;
  /** How its lines were when they were measured last. */
  measuredLines(directory: string): Promise<readonly MeasuredLine[]>;
  /** Whether a box answers on a local socket within a few seconds; 'forbidden': whoever asks may not ask it. */
  boxAnswers(socket: string): Promise<boolean | 'forbidden'>;
}

/** What the machine is to run. */
export interface Setting {
  /** The configuration file that was looked for. */
  readonly file: string;
  /** Undefined: none was named, and none is in the usual places. */
  readonly parsed?: Parsed;
  /** When it has no problems. */
  readonly config?: Config;
}

/** Looks at one thing. Undefined: there is nothing to say, because another check has said why. */
export type Check = (machine: Machine, setting: Setting) => Finding | undefined | Promise<Finding | undefined>;

export const good = (name: string, what: Bilingual): Finding => ({ name, verdict: 'good', what });

export const warning = (name: string, what: Bilingual, remedy: Bilingual): Finding => ({
  name,
  verdict: 'warning',
  what,
  remedy,
});

export const bad = (name: string, what: Bilingual, remedy: Bilingual): Finding => ({
  name,
  verdict: 'bad',
  what,
  remedy,
});

/** Trouble with a card: bad when the configuration has one, good to know when it has none, else a warning. */
export function cardTrouble(setting: Setting, name: string, what: Bilingual, remedy: Bilingual): Finding {
  if (setting.config === undefined) return warning(name, what, remedy);
  if (setting.config.boards.some(({ type }) => type === 'dahdi')) return bad(name, what, remedy);
  return good(name, {
    en: `${what.en} The virtual board needs none of it.`,
    zh: `${what.zh}虚拟板卡不需要它。`,
  });
}

/** The data directory, else where the command runs. */
export function dataDirectory(setting: Setting): string {
  return setting.config?.data ?? '.';
}
