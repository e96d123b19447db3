// SPDX-License-Identifier: GPL-2.0-or-later
// What may one who is connected to the box's local socket ask, and how much at once? Whatever he sends, the box answers in
// words or ends the connection, and holds only so much for him.

import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { EVENTS_VERSION, type Origin } from '../bus/index.js';
import { TelephonyError } from '../faults.js';
import {
  type ControlRequest,
  type Hello,
  LineReader,
  PROGRAM_NAME,
  PROTOCOL_VERSION,
  SOCKET_LIMITS,
} from '../protocol/index.js';
import { Listing, type NotYetWritten } from '../store/index.js';
import { AnswerLines, errorOf } from './answer-line.js';
import { askerOf, type Door, programOf } from './asker.js';
import type { Peer } from './peer.js';

/**
 * Answers a question, a long list with a `Listing`; a stream calls `item` as often as it likes until the signal aborts. `item` is false when the reader
 * does not follow: then that item was left out, so that a reader who stands still costs the box nothing.
 */
export type ControlMethod = (
  params: Readonly<Record<string, unknown>>,
  stream: ControlStream,
) => unknown | Promise<unknown>;

export interface ControlStream {
  readonly item: (item: unknown) => boolean;
  readonly signal: AbortSignal;
  /** On whose behalf it is asked. */
  readonly by: Origin;
  /** The person whom the web process asks for. */
  readonly person?: string | undefined;
}

/** One connection, from its beginning to its end. */
export class ControlConnection {
  readonly #socket: Socket;
  readonly #lines: AnswerLines;
  readonly #methods: Readonly<Record<string, ControlMethod>>;
  readonly #door: Door;
  readonly #peer: Peer | undefined;
  #asker: Origin;
  readonly #gone = new AbortController();
  readonly #reader: LineReader;
  readonly #mostAtOnce: number;
  #atOnce = 0;

  constructor(
    socket: Socket,
    methods: Readonly<Record<string, ControlMethod>>,
    { door, peer }: { readonly door: Door; readonly peer: Peer | undefined },
  ) {
    this.#door = door;
    this.#peer = peer;
    this.#asker = askerOf(peer);
    this.#socket = socket;
    const { longestRequest, atOnce, unread } = SOCKET_LIMITS[door.kind];
    this.#reader = new LineReader(longestRequest);
    this.#mostAtOnce = atOnce;
    this.#lines = new AnswerLines(socket, unread);
    this.#methods = methods;
    setMaxListeners(2 * atOnce, this.#gone.signal); // a stream listens, and so does its sleep
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#gone.abort());
    // Who does not read his answers is not asked for more questions.
    socket.on('drain', () => socket.resume());
    socket.on('data', (chunk: string) => this.#take(chunk));
  }

  #take(chunk: string): void {
    try {
      for (const line of this.#reader.take(chunk)) this.#answer(line).catch(() => this.#socket.destroy());
    } catch (error) {
      this.#refuse(0, `${error instanceof Error ? error.message : error}: the connection ends`);
      this.#socket.destroySoon();
    }
  }

  /** On `web.sock` the program is not asked: its commands are those of the persons it names. */
  #hello(params: Readonly<Record<string, unknown>>): Hello {
    this.#asker = askerOf(this.#peer, programOf(params));
    return { protocol: PROTOCOL_VERSION, events: EVENTS_VERSION, socket: this.#door.kind, you: this.#asker };
  }

  #item(id: number, item: unknown): boolean {
    if (this.#lines.isFull) return false;
    this.#lines.send({ id, item });
    return true;
  }

  #refuse(id: number, message: string): void {
    this.#lines.send({ id, error: { code: 'REFUSED', message } });
  }

  async #answer(line: string): Promise<void> {
    const request = parseRequest(line);
    if (line.includes('\uFFFD')) return this.#refuse(request?.id ?? 0, 'the request is not UTF-8 throughout');
    if (!request) return this.#refuse(0, 'not a request: {"id":1,"method":"status"} would be right');
    if (this.#atOnce >= this.#mostAtOnce)
      return this.#refuse(request.id, `${this.#mostAtOnce} requests wait for their answers`);
    this.#atOnce++;
    await this.#run(request).finally(() => this.#atOnce--);
  }

  async #run(request: ControlRequest): Promise<void> {
    const { id, method, params = {} } = request;
    try {
      if (method === 'hello') return this.#lines.send({ id, result: this.#hello(params) });
      const run = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined;
      if (!run) throw new TelephonyError('NOT_FOUND', `method ${method}`);
      const by = this.#door.admit(request, this.#asker);
      const stream = {
        item: (item: unknown) => this.#item(id, item),
        signal: this.#gone.signal,
        by,
        person: this.#door.kind === 'web' ? request.person : undefined,
      };
      const result = (await run(params, stream)) ?? null;
      if (result instanceof Listing) await this.#lines.sendList(id, result);
      else this.#lines.send({ id, result, ...unwrittenOf(result) });
    } catch (error) {
      this.#lines.send({ id, error: errorOf(error) });
    }
  }
}

function parseRequest(line: string): ControlRequest | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    const { id, method, person, program, params } = value as Record<string, unknown>;
    if (typeof id !== 'number' || typeof method !== 'string') return undefined;
    if (person !== undefined && typeof person !== 'string') return undefined;
    if (program !== undefined && (typeof program !== 'string' || !PROGRAM_NAME.test(program))) return undefined;
    const request = { id, method, ...(person !== undefined && { person }), ...(program !== undefined && { program }) };
    if (params === undefined) return request;
    return typeof params === 'object' && params !== null
      ? { ...request, params: params as Record<string, unknown> }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What a list that came whole may lack; see `Listed`. */
function unwrittenOf(result: unknown): { readonly unwritten?: NotYetWritten } {
  if (!Array.isArray(result) || !('unwritten' in result)) return {};
  return { unwritten: result.unwritten as NotYetWritten };
}
