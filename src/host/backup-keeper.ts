// SPDX-License-Identifier: GPL-2.0-or-later
// Who makes a backup that somebody at the console asks for? A program of its own beside the box, one at a time: reading and packing cost no call anything.

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archiveTime } from '../backup/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant, Language } from '../kernel/index.js';
import { type BackupAct, type BackupOutcome, BackupOutcomes } from './backup-outcomes.js';

const PROGRAM = fileURLToPath(new URL('../cli/main.js', import.meta.url));
/** Well below calls. */
const NICE = '10';
/** The manifest names each file: a line for each recording. */
const MOST_SAID = 64 << 20;

export interface ListedBackup {
  readonly name: string;
  readonly at: Instant;
  readonly bytes: number;
  /** The last that was found of it. */
  readonly found?: BackupOutcome;
}

export interface Backups {
  readonly directory: string;
  readonly keep: number;
  /** The newest first. */
  readonly archives: readonly ListedBackup[];
  readonly freeBytes: number;
  /** Whether a disk that fails takes data and backups together. */
  readonly sameDisk: boolean;
  /** The name of the file of keys that no backup has in it. */
  readonly keys?: string;
  readonly underWay?: { readonly act: BackupAct; readonly name?: string; readonly since: Instant };
  /** The last one that was asked for and did not come to be. */
  readonly failed?: { readonly act: BackupAct; readonly at: Instant; readonly why: string };
}

/** What the keeper goes by. */
export interface BackupPlaces {
  /** The configuration file. */
  readonly file: string;
  readonly data: string;
  readonly directory: string;
  readonly keep: number;
  readonly keys?: string | undefined;
  readonly language: Language;
}

interface Said {
  readonly wrong?: readonly string[];
  readonly archive?: string;
  readonly openPromises?: number;
  readonly files?: number | readonly unknown[];
  readonly took?: number;
  readonly calls?: number;
  readonly recordings?: unknown;
  readonly manifest?: { readonly openPromises: number; readonly files: readonly unknown[] };
}

export class BackupKeeper {
  readonly #places: () => BackupPlaces;
  readonly #now: () => Instant;
  readonly #done: (act: BackupAct, name: string) => void;
  #outcomes: { readonly directory: string; readonly kept: BackupOutcomes } | undefined;
  #underWay: Backups['underWay'];
  #failed: Backups['failed'];

  /** `done` is told of each that came to its end, in the name of him who asked. */
  constructor(places: () => BackupPlaces, now: () => Instant, done: (act: BackupAct, name: string) => void) {
    this.#places = places;
    this.#now = now;
    this.#done = done;
  }

  list(): Backups {
    const { data, directory, keep, keys } = this.#places();
    makeThere(directory);
    const { bavail, bsize } = statfsSync(directory);
    return {
      ...{ directory, keep, archives: this.#archives(directory), freeBytes: bavail * bsize },
      sameDisk: statSync(directory).dev === statSync(data).dev,
      ...(keys !== undefined && { keys: basename(keys) }),
      ...(this.#underWay && { underWay: this.#underWay }),
      ...(this.#failed && { failed: this.#failed }),
    };
  }

  /** Begins one; `list` tells when it is over. */
  make(recordings: boolean): void {
    const { file, directory, keep } = this.#places();
    makeThere(directory);
    const more = recordings ? ['--recordings'] : [];
    this.#begin('make', undefined, ['backup', directory, file, '--keep', String(keep), ...more]);
  }

  verify(name: string): void {
    this.#begin('verify', name, ['restore', this.#archive(name), '--verify']);
  }

  /** Restores it in a folder of its own, beside the archive, and takes that away again. */
  drill(name: string): void {
    this.#begin('drill', name, ['restore', this.#archive(name), '--drill']);
  }

  #archives(directory: string): readonly ListedBackup[] {
    return readdirSync(directory)
      .flatMap((name): ListedBackup[] => {
        const at = archiveTime(name);
        const found = this.#outcomesIn(directory).of(name);
        return at === undefined
          ? []
          : [{ name, at, bytes: statSync(join(directory, name)).size, ...(found && { found }) }];
      })
      .sort((a, b) => b.at - a.at || b.name.localeCompare(a.name));
  }

  /** By its name alone: a path could be any file. */
  #archive(name: string): string {
    const { directory } = this.#places();
    const known = this.#archives(directory).some((one) => one.name === name);
    if (!known) throw new TelephonyError('NOT_FOUND', `backup ${name}`);
    return join(directory, name);
  }

  #begin(act: BackupAct, name: string | undefined, words: readonly string[]): void {
    if (this.#underWay !== undefined)
      throw new TelephonyError('REFUSED', 'a backup is under way: one at a time, wait until it is over');
    this.#underWay = { act, ...(name !== undefined && { name }), since: this.#now() };
    this.#failed = undefined;
    run(words, this.#places().language, (said, why) => {
      this.#underWay = undefined;
      this.#ended(act, name, said, why);
    });
  }

  #ended(act: BackupAct, name: string | undefined, said: Said | undefined, why: string): void {
    const at = this.#now();
    const of = name ?? (said?.archive === undefined ? undefined : basename(said.archive));
    if (said === undefined || of === undefined) {
      this.#failed = { act, at, why };
      if (name !== undefined) this.#keep(name, { act, at, wrong: [why] });
      return;
    }
    this.#keep(of, { act, at, wrong: said.wrong ?? [], ...factsOf(said) });
    this.#done(act, of);
  }

  #keep(name: string, outcome: BackupOutcome): void {
    const { directory } = this.#places();
    const there = this.#archives(directory).map((one) => one.name);
    this.#outcomesIn(directory)
      .add(name, outcome, there)
      .catch((error: unknown) => {
        this.#failed = { act: outcome.act, at: outcome.at, why: String(error) };
      });
  }

  /** Another directory after a reload has its own. */
  #outcomesIn(directory: string): BackupOutcomes {
    if (this.#outcomes?.directory !== directory) this.#outcomes = { directory, kept: new BackupOutcomes(directory) };
    return this.#outcomes.kept;
  }
}

function makeThere(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}

function factsOf({ manifest, openPromises, files, took, calls, recordings }: Said): Partial<BackupOutcome> {
  const promises = manifest?.openPromises ?? openPromises;
  const many = manifest?.files ?? files;
  return {
    ...(promises !== undefined && { openPromises: promises }),
    ...(many !== undefined && { files: typeof many === 'number' ? many : many.length }),
    ...(took !== undefined && { took }),
    ...(calls !== undefined && { calls }),
    ...(typeof recordings === 'number' && { recordings }),
  };
}

/** Runs the command; `ended` has what it printed, or why there is nothing. A drill that found something wrong prints it and fails. */
function run(words: readonly string[], language: Language, ended: (said: Said | undefined, why: string) => void): void {
  const env = {
    ...process.env,
    LC_ALL: language === 'zh-CN' ? 'zh_CN.UTF-8' : 'en_US.UTF-8',
    NOTIFY_SOCKET: undefined,
  };
  const child = spawn('nice', ['-n', NICE, process.execPath, PROGRAM, ...words, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (out.length < MOST_SAID) out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err = (err + text).slice(-2_000);
  });
  child.once('error', (error) => ended(undefined, error.message));
  child.once('close', (code, signal) => ended(read(out), err.trim() || (signal ?? `exit code ${code}`)));
}

function read(printed: string): Said | undefined {
  try {
    return JSON.parse(printed) as Said;
  } catch {
    return undefined;
  }
}
