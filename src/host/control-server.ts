// SPDX-License-Identifier: GPL-2.0-or-later
// Who answers on the box's local socket? Only users of this machine who may open the file (mode 0600 or 0660).

import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { TelephonyError } from '../faults.js';
import { type ControlRequest, type ControlResponse, LineReader } from './protocol.js';

/**
 * Answers a question; a stream calls `item` as often as it likes until the signal aborts. `item` is false when the reader
 * does not follow: then that item was left out, so that a reader who stands still costs the box nothing.
 */
export type ControlMethod = (
  params: Readonly<Record<string, unknown>>,
  stream: { readonly item: (item: unknown) => boolean; readonly signal: AbortSignal },
) => unknown | Promise<unknown>;

const MOST_UNREAD = 1_000_000; // bytes that wait for a reader before items are left out
const LONGEST_PATH = 107; // bytes that Linux has for it, one being the NUL

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
    const gone = new AbortController();
    const reader = new LineReader();
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      gone.abort();
    });
    socket.on('data', (chunk: string) => {
      try {
        for (const line of reader.take(chunk)) void this.#answer(socket, line, gone.signal);
      } catch {
        socket.destroy();
      }
    });
  }

  async #answer(socket: Socket, line: string, signal: AbortSignal): Promise<void> {
    const send = (response: ControlResponse) => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(response)}\n`);
    };
    const item = (id: number) => (item: unknown) => {
      if (socket.writableLength > MOST_UNREAD) return false;
      send({ id, item });
      return true;
    };
    const request = parseRequest(line);
    if (!request) {
      send({ id: 0, error: { code: 'REFUSED', message: 'not a request: {"id":1,"method":"status"} would be right' } });
      return;
    }
    const { id, method, params = {} } = request;
    try {
      const run = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined;
      if (!run) throw new TelephonyError('NOT_FOUND', `method ${method}`);
      send({ id, result: (await run(params, { item: item(id), signal })) ?? null });
    } catch (error) {
      const code = error instanceof TelephonyError ? error.code : 'REFUSED';
      send({ id, error: { code, message: error instanceof Error ? error.message : String(error) } });
    }
  }
}

function parseRequest(line: string): ControlRequest | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    const { id, method, params } = value as Record<string, unknown>;
    if (typeof id !== 'number' || typeof method !== 'string') return undefined;
    if (params === undefined) return { id, method };
    return typeof params === 'object' && params !== null
      ? { id, method, params: params as Record<string, unknown> }
      : undefined;
  } catch {
    return undefined;
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
