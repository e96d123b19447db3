// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box speak to systemd? The protocol of sd_notify(3): a datagram with lines NAME=VALUE to $NOTIFY_SOCKET.

import { endianness } from 'node:os';
import koffi from 'koffi';
import type { Duration } from '../kernel/index.js';

/** A manager that wants to hear how the service is. */
export interface ServiceManager {
  /** Within this time it wants to hear `WATCHDOG=1`; undefined: it does not watch. */
  readonly watchdog: Duration | undefined;
  /** Sends without waiting; false: it did not take it. */
  tell(state: Readonly<Record<string, string>>): boolean;
}

// Linux, <sys/socket.h>. libc itself, not libsystemd: that is not in every container that has a NOTIFY_SOCKET.
const AF_UNIX = 1;
const SOCK_DGRAM_CLOEXEC = 0o2000002;
const MSG_DONTWAIT_NOSIGNAL = 0x4040;

/** Undefined: nobody asked for it. */
export function serviceManager(environment: Readonly<Record<string, string | undefined>>): ServiceManager | undefined {
  const path = environment.NOTIFY_SOCKET;
  if (path === undefined || !/^[/@]./.test(path)) return undefined;
  const libc = koffi.load('libc.so.6');
  const socket = libc.func('int socket(int family, int type, int protocol)');
  const sendto = libc.func(
    'intptr_t sendto(int socket, const void *data, size_t size, int flags, const void *address, uint32_t length)',
  );
  const handle: number = socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
  const address = socketAddress(path);
  const send = (data: Buffer): number =>
    sendto(handle, data, data.length, MSG_DONTWAIT_NOSIGNAL, address, address.length);
  return {
    watchdog: watchdogOf(environment),
    tell: (state) => {
      const lines = Object.entries(state).map(([name, value]) => `${name}=${value.replaceAll('\n', ' ')}\n`);
      const data = Buffer.from(lines.join(''));
      return Number(send(data)) === data.length;
    },
  };
}

/** A `sockaddr_un`; a path that begins with @ is an abstract one, which begins with NUL. */
function socketAddress(path: string): Buffer {
  const family = Buffer.alloc(2);
  if (endianness() === 'LE') family.writeUInt16LE(AF_UNIX);
  else family.writeUInt16BE(AF_UNIX);
  const name = path.startsWith('@') ? `\0${path.slice(1)}` : `${path}\0`;
  return Buffer.concat([family, Buffer.from(name)]);
}

function watchdogOf({ WATCHDOG_USEC, WATCHDOG_PID }: Readonly<Record<string, string | undefined>>) {
  const microseconds = Number(WATCHDOG_USEC);
  const isMeant = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === process.pid;
  return isMeant && microseconds > 0 ? microseconds / 1000 : undefined;
}
