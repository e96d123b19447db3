// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers on the box's local socket? Only users of this machine who may open the file (mode 0600 or 0660).

import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { TelephonyError } from '../faults.js';
import { ControlConnection, type ControlMethod } from './control-connection.js';

const LONGEST_PATH = 107; // bytes that Linux has for it, one being the NUL

const MOST_CONNECTIONS = 128; // each holds a file and some memory; more are closed at once

/** The local socket of a running box. */
export class ControlServer {
  readonly #methods: Readonly<Record<string, ControlMethod>>;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly path: string;

  private constructor(path: string, methods: Readonly<Record<string, ControlMethod>>) {
    this.path = path;
    this.#methods = methods;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = MOST_CONNECTIONS;
  }

  /** Opens the socket file; a stale one that nobody answers on is replaced. */
  static async open(path: string, methods: Readonly<Record<string, ControlMethod>>): Promise<ControlServer> {
    const bytes = Buffer.byteLength(path);
    if (bytes > LONGEST_PATH) {
      const limit = `${path}: a socket's path has at most ${LONGEST_PATH} bytes, and this has ${bytes}`;
      throw new TelephonyError('REFUSED', `${limit}: choose a data directory with a shorter one`);
    }
    if (await answers(path)) throw new TelephonyError('STORE_LOCKED', `a running box answers on ${path}`);
    rmSync(path, { force: true });
    const control = new ControlServer(path, methods);
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
    return control;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    new ControlConnection(socket, this.#methods);
  }
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
