// SPDX-License-Identifier: GPL-2.0-or-later
// How are the checks' questions answered on the machine that we run on?

import { spawnSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { packagedPrompts } from '../../config/index.js';
import type { MeasuredLine } from '../../engine/index.js';
import { TelephonyError } from '../../faults.js';
import { MEASURED_LINE } from '../../fxo/index.js';
import { SystemClock, sleep } from '../../kernel/index.js';
import { loadAddon, toneZone } from '../../native/index.js';
import { askDirectory } from '../../store/index.js';
import { askBox } from '../control-client.js';
import type { Machine } from './machine.js';

const FLUSHES = 5;
const FLUSHED_BYTES = 4096; // a page of the database
const ANSWER_MS = 3000;

/** The real machine. */
export function thisMachine(): Machine {
  const clock = new SystemClock();
  return {
    nodeVersion: process.versions.node,
    now: () => clock.now(),
    read: (file) => attempt(() => readFileSync(file, 'utf8')),
    list: (directory) => attempt(() => readdirSync(directory)) ?? [],
    me: userInfo().username,
    access,
    ownership: (path) => attempt(() => statSync(path)),
    realPath: (path) => attempt(() => realpathSync(path)) ?? resolve(path),
    inode: (path) => attempt(() => statSync(path).ino),
    run,
    addon: () => loadAddon(),
    toneZone: (country) => toneZone(country),
    packagedPrompts: packagedPrompts(),
    freeBytes: (directory) =>
      attempt(() => {
        const { bavail, bsize } = statfsSync(nearest(directory));
        return bavail * bsize;
      }),
    flushTimes: (directory) => flushTimes(nearest(directory), clock),
    openPromises: (directory) => askDirectory(directory, 'openPromises', null),
    standing,
    measuredLines,
    boxAnswers: (socket) => boxAnswers(socket, clock),
  };
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function access(path: string): 'usable' | 'denied' | 'missing' {
  if (!existsSync(path)) return 'missing';
  return attempt(() => accessSync(path, constants.R_OK | constants.W_OK) === undefined) ? 'usable' : 'denied';
}

function run(program: string, ...words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, words, { encoding: 'utf8', timeout: 5000, stdio: 'pipe' });
  return status === 0 ? stdout : undefined;
}

/** The directory itself, or the first one above it that is there. */
function nearest(directory: string): string {
  let found = directory;
  while (!existsSync(found) && dirname(found) !== found) found = dirname(found);
  return found;
}

function flushTimes(directory: string, clock: SystemClock): readonly number[] {
  const path = join(directory, `.spillway-doctor-${process.pid}`);
  const file = openSync(path, 'wx', 0o600);
  try {
    return Array.from({ length: FLUSHES }, () => {
      const begun = clock.now();
      writeSync(file, Buffer.alloc(FLUSHED_BYTES));
      fsyncSync(file);
      return clock.now() - begun;
    });
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

async function standing(directory: string) {
  const { busiedOut, alarms } = await askDirectory(directory, 'standing', null);
  return { busiedOut, alarms: alarms.map(({ code, subject }) => `${code} ${subject}`.trim()) };
}

async function measuredLines(directory: string): Promise<readonly MeasuredLine[]> {
  const rows = await askDirectory(directory, 'settingsNamed', { begin: MEASURED_LINE });
  return rows.map(({ key, value }) => ({ line: key.slice(MEASURED_LINE.length), ...JSON.parse(value) }));
}

async function boxAnswers(socket: string, clock: SystemClock): Promise<boolean | 'forbidden'> {
  const patience = new AbortController();
  const answered = new AbortController();
  const asked = askBox(socket, 'status', { signal: patience.signal })
    .then((status) => status !== null)
    .catch((error) => error instanceof TelephonyError && error.code === 'FORBIDDEN' && 'forbidden')
    .finally(() => answered.abort());
  await sleep(clock, ANSWER_MS, answered.signal).catch(() => undefined);
  patience.abort();
  return asked;
}
