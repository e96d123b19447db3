// SPDX-License-Identifier: GPL-2.0-or-later
// How are two set-ups of one folder kept apart? By a file that names the process that works; one that a dead process
// left is taken over.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './words.mjs';

const pollMilliseconds = 500;
const tellEveryPolls = 20;
const takeoverMilliseconds = 10_000; // far more than a take-over needs: its guard is a dead process's, too

/**
 * Who holds a lock: a process id can be used again, its start time tells the two apart.
 * @typedef {{ readonly pid: number, readonly started: string }} Holder
 */

/**
 * When a process started, in clock ticks after boot; nothing when there is no such process.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the name in parentheses may hold blanks; `starttime` is field 22, the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that wrote the lock still works. A lock that cannot be read has no holder.
 * @param {string} text what the lock file says
 */
export function isHeld(text) {
  const holder = holderOf(text);
  return holder !== undefined && startTime(holder.pid) === holder.started;
}

/**
 * @param {string} text
 * @returns {Holder | undefined}
 */
function holderOf(text) {
  const [pid, started] = text.trim().split(' ');
  return pid && started && /^\d+$/.test(pid) ? { pid: Number(pid), started } : undefined;
}

/**
 * Takes the lock when nobody alive holds it.
 * @param {string} file
 * @returns {boolean}
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  if (create(file)) return true;
  const text = read(file);
  if (text === undefined || isHeld(text)) return false;
  return takeOver(file);
}

/**
 * Waits for the lock, runs the work, gives the lock back.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  for (let polls = 0; !tryLock(file); polls++) {
    if (polls % tellEveryPolls === 0) tell('waiting for another one (process {})', [read(file)?.split(' ')[0] ?? '?']);
    await sleep(pollMilliseconds);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Makes the lock file whole or not at all: one that is empty for a moment would look like a dead process's.
 * @param {string} file
 */
function create(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${process.pid} ${startTime(process.pid)}\n`);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/**
 * Replaces a dead process's lock. Of two that found the same dead holder, the folder `.takeover` lets one at it: else
 * the slower one would remove the lock that the faster one has just made.
 * @param {string} file
 */
function takeOver(file) {
  const guard = `${file}.takeover`;
  try {
    mkdirSync(guard);
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > takeoverMilliseconds) {
      rmSync(guard, { recursive: true, force: true });
    }
    return false;
  }
  try {
    const text = read(file);
    if (text !== undefined && isHeld(text)) return false;
    rmSync(file, { force: true });
    return create(file);
  } finally {
    rmSync(guard, { recursive: true, force: true });
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined);
