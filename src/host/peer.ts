// SPDX-License-Identifier: GPL-2.0-or-later
// Who is at the other end of a local socket? The kernel knows: SO_PEERCRED of unix(7), which cannot be made up.

import type { Socket } from 'node:net';
import { endianness } from 'node:os';
import koffi from 'koffi';
import { nameIn } from '../kernel/index.js';

/** A user of this machine. Without a name: the machine's own list of users has none with this number. */
export interface Peer {
  readonly uid: number;
  readonly name?: string;
}

// Linux, <sys/socket.h>.
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const UCRED_BYTES = 12; // struct ucred: pid, uid, gid

/** Gives who opened a connection; undefined: the kernel does not say. */
export type PeerOf = (socket: Socket) => Peer | undefined;

/** Asks the kernel about connections. Node has no call for that; libc's is reached by koffi, as for systemd. */
export function peerCredentials(): PeerOf {
  const getsockopt = koffi
    .load('libc.so.6')
    .func('int getsockopt(int socket, int level, int option, _Out_ uint8_t *value, _Inout_ uint32_t *length)');
  return (socket) => {
    const handle = handleOf(socket);
    if (handle === undefined) return undefined;
    const credentials = Buffer.alloc(UCRED_BYTES);
    const length = [UCRED_BYTES];
    if (getsockopt(handle, SOL_SOCKET, SO_PEERCRED, credentials, length) !== 0 || length[0] !== UCRED_BYTES)
      return undefined;
    const uid = endianness() === 'LE' ? credentials.readUInt32LE(4) : credentials.readUInt32BE(4);
    const name = nameIn('/etc/passwd', uid);
    return name === undefined ? { uid } : { uid, name };
  };
}

/** `li(1000)`; where the name is not known, the number alone. */
export function peerText({ uid, name }: Peer): string {
  return name === undefined ? String(uid) : `${name}(${uid})`;
}

/** Node keeps the descriptor of a pipe's handle; public API has none. */
function handleOf(socket: Socket): number | undefined {
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly fd?: number } | null };
  return typeof handle?.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined;
}
