// SPDX-License-Identifier: GPL-2.0-or-later
// Which program holds the database's lock? The kernel's list of locks says, as far as this process may read it.

import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';

const WRITE_LOCK = 120; // the byte of the shared-memory file that a writer locks (SQLite, "WAL-mode file format", 2.3.1)
const MOST_NAMED = 3;
// 3: POSIX  ADVISORY  WRITE 4711 00:2d:1234567 120 120
const LOCK = /^\d+: (?:POSIX|OFDLCK) +\w+ +WRITE +(-?\d+) +\w+:\w+:(\d+) +(\d+) +(\d+|EOF)$/;

/**
 * `sqlite3 (process 4711)`: who holds the write lock, or else who has the database open; undefined when neither can be seen.
 * `own`: the process that asks.
 */
export function lockHolder(file: string, own: number, proc = '/proc'): string | undefined {
  const holders = lockers(`${file}-shm`, proc).filter((pid) => pid > 0 && pid !== own);
  const named = (holders.length > 0 ? holders : openers(file, own, proc)).slice(0, MOST_NAMED);
  return named.length === 0 ? undefined : named.map((pid) => `${nameOf(pid, proc)} (process ${pid})`).join(', ');
}

function lockers(shared: string, proc: string): readonly number[] {
  try {
    const inode = String(statSync(shared, { bigint: true }).ino);
    return readFileSync(`${proc}/locks`, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, pid, at, from, to] = LOCK.exec(line) ?? [];
        if (at !== inode || Number(from) > WRITE_LOCK) return [];
        return to === 'EOF' || Number(to) >= WRITE_LOCK ? [Number(pid)] : [];
      });
  } catch {
    return []; // no such list here, or the file is gone
  }
}

/** Processes that have the database open, of those whose files we may see. */
function openers(file: string, own: number, proc: string): readonly number[] {
  try {
    const path = realpathSync(file);
    const pids = readdirSync(proc)
      .map(Number)
      .filter((pid) => pid > 0 && pid !== own);
    return pids.filter((pid) => hasOpen(pid, path, proc));
  } catch {
    return [];
  }
}

function hasOpen(pid: number, path: string, proc: string): boolean {
  try {
    return readdirSync(`${proc}/${pid}/fd`).some((handle) => linkOf(`${proc}/${pid}/fd/${handle}`) === path);
  } catch {
    return false; // another user's, or it has ended
  }
}

function linkOf(handle: string): string | undefined {
  try {
    return readlinkSync(handle);
  } catch {
    return undefined;
  }
}

function nameOf(pid: number, proc: string): string {
  try {
    return readFileSync(`${proc}/${pid}/comm`, 'utf8').trim();
  } catch {
    return 'a program';
  }
}
