// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test cut a wire of the virtual board? It shuts down this process's accepted connections at a Unix socket.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import koffi from 'koffi';

const SHUT_RDWR = 2;
const CONNECTED = '03';

/** Cuts every connection that was accepted at the socket `path`; how many there were. */
export function cutSocket(path: string): number {
  const shutdown = koffi.load('libc.so.6').func('int shutdown(int fd, int how)');
  const inodes = new Set(
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([, , , , , state, inode = '', name]) =>
        state === CONNECTED && name === path ? [`socket:[${inode}]`] : [],
      ),
  );
  const files = readdirSync('/proc/self/fd').filter((file) => inodes.has(targetOf(file)));
  for (const file of files) shutdown(Number(file), SHUT_RDWR);
  return files.length;
}

function targetOf(file: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    return ''; // closed meanwhile: the folder's own
  }
}
