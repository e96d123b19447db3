// SPDX-License-Identifier: GPL-2.0-or-later
// As whom is one taken who asks over a local socket? The operator by his user, the web process by the person it names.

import type { Origin } from '../bus/index.js';
import { TelephonyError } from '../faults.js';
import { type ControlRequest, PROGRAM_NAME, type SocketKind } from '../protocol/index.js';
import { type Peer, peerText } from './peer.js';

/** Judges a request: gives on whose behalf it is done, or throws FORBIDDEN. Asked for each, so a right that is taken away is gone at once. */
export type Admit = (request: ControlRequest, asker: Origin) => Origin;

/** Who may open a socket, and who judges what he asks there. */
export interface Door {
  readonly kind: SocketKind;
  /** The group that may open it; without such a group on this machine its owner alone may. */
  readonly group: string;
  readonly admit: Admit;
}

/** The operator's socket: whoever may open it may do everything. */
export const OPERATOR_DOOR: Door = { kind: 'box', group: 'spillway', admit: (_, asker) => asker };

/** A user of the machine at his shell, or a program of his that has said what it is. */
export function askerOf(peer: Peer | undefined, program?: string): Origin {
  const user = peer === undefined ? 'unknown' : peerText(peer);
  if (program === undefined) return { actor: `user:${user}`, source: 'shell' };
  return { actor: `program:${program}(${user})`, source: 'program' };
}

/** The name that a program gives itself with `hello`; undefined: it gave none. Throws REFUSED. */
export function programOf({ program }: Readonly<Record<string, unknown>>): string | undefined {
  if (program === undefined) return undefined;
  if (typeof program === 'string' && PROGRAM_NAME.test(program)) return program;
  throw new TelephonyError('REFUSED', 'program: up to 40 letters, digits, ".", "_", "-" would be right');
}
