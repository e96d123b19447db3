// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers on a local socket of the box? Only users of this machine who may open the file (mode 0600 or 0660) can ask.

import { chmodSync, chownSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { TelephonyError } from '../faults.js';
import { groupNumber } from '../kernel/index.js';
import { type Door, OPERATOR_DOOR } from './asker.js';
import { ControlConnection, type ControlMethod } from './control-connection.js';
import { type PeerOf, peerCredentials } from './peer.js';

const LONGEST_PATH = 107; // bytes that Linux has for it, one being the NUL

const MOST_CONNECTIONS = 128; // each holds a file and some memory; more are closed at once

/** The local socket of a running box. */
export class ControlServer {
  readonly #methods: Readonly<Record<string, ControlMethod>>;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #door: Door;
  readonly #peerOf: PeerOf = peerCredentials();
  readonly path: string;

  private constructor(path: string, methods: Readonly<Record<string, ControlMethod>>, door: Door) {
    this.path = path;
    this.#methods = methods;
    this.#door = door;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = MOST_CONNECTIONS;
  }

  /** Opens the socket file; a stale one that nobody answers on is replaced. */
  static async open(
    path: string,
    methods: Readonly<Record<string, ControlMethod>>,
    door: Door = OPERATOR_DOOR,
  ): Promise<ControlServer> {
    const bytes = Buffer.byteLength(path);
    if (bytes > LONGEST_PATH) {
      const limit = `${path}: a socket's path has at most ${LONGEST_PATH} bytes, and this has ${bytes}`;
      throw new TelephonyError('REFUSED', `${limit}: choose a data directory with a shorter one`);
    }
    if (await answers(path)) throw new TelephonyError('STORE_LOCKED', `a running box answers on ${path}`);
    rmSync(path, { force: true });
    const control = new ControlServer(path, methods, door);
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(path, resolve);
    });
    openToGroup(path, door.group);
    return control;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    new ControlConnection(socket, this.#methods, { door: this.#door, peer: this.#peerOf(socket) });
  }
}

/** Its owner's and, where this machine has the group and we may give it the file, the group's. */
function openToGroup(path: string, group: string): void {
  chmodSync(path, 0o600);
  const number = groupNumber(group);
  if (number === undefined) return;
  try {
    chownSync(path, process.geteuid?.() ?? -1, number);
    chmodSync(path, 0o660);
  } catch {} // we are not of that group
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
