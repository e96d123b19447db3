// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test get a disk that it can fill? It runs itself again in a mount name space whose temporary files are on 32 MB.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';

const SMALL = 'SPILLWAY_SMALL_DISK'; // set: the temporary files of this process are on a disk of 32 MB

/** Takes every byte that is left; gives them back when called. */
export function fillDisk(): () => void {
  const ballast = join(tmpdir(), 'ballast');
  const file = openSync(ballast, 'w');
  for (let size = 1 << 20; size >= 1; ) {
    try {
      if (writeSync(file, Buffer.alloc(size, 'x')) < size) size = size >> 1;
    } catch {
      size = size >> 1;
    }
  }
  closeSync(file);
  return () => rmSync(ballast);
}

/** Runs the tests of a file (`import.meta.url`) on a small disk; skips them where none can be made. */
export async function onSmallDisk(t: Test, file: string, tests: (t: Test) => Promise<void>): Promise<void> {
  if (process.env[SMALL] !== undefined) return tests(t);
  const script = `mount -t tmpfs -o size=32m tmpfs "$1" && exec "$2" "$3"`;
  const own = ['-m', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
  const directory = mkdtempSync(join(tmpdir(), 'small-')); // sockets on it need a short path
  t.teardown(() => rmdirSync(directory));
  const possible = spawnSync('unshare', [...own, 'mount', '-t', 'tmpfs', 'tmpfs', directory], { encoding: 'utf8' });
  if (possible.status !== 0) {
    t.pass('on a full disk', { skip: `no small disk could be made: ${possible.stderr}` });
    return;
  }
  const command = [...own, 'sh', '-c', script, 'sh', directory, process.execPath, fileURLToPath(file)];
  const env = { ...process.env, [SMALL]: directory, TMPDIR: directory };
  await t.spawn('unshare', command, { env }, 'on a disk of 32 MB');
}
