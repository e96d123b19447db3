// SPDX-License-Identifier: GPL-2.0-or-later
// How does the web process talk with the box? A connection on its socket: many questions at once, each answered by its number.

import { connect, type Socket } from 'node:net';
import { FAULTS, type FaultCode, TelephonyError } from '../../faults.js';
import type { Cancel, Clock, Duration } from '../../kernel/index.js';
import { type ControlResponse, LineReader, LONGEST_ANSWER } from '../../protocol/index.js';

/** In whose name it is asked; nobody's: the web process's own. */
export interface AskedAs {
  readonly person?: string | undefined;
  readonly program?: string | undefined;
}

export interface AskOptions extends AskedAs {
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Each item of a stream; a stream has no time limit. */
  readonly item?: (item: never) => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly item: ((item: never) => void) | undefined;
  readonly cancel: Cancel;
}

/** A question that the box has not answered by then: it stands still, or its answer would be of no use. */
const PATIENCE: Duration = 10_000;
/** What reads the file once more in a thread, or sums up a year. */
const LONG: Duration = 60_000;
const TAKES_LONG = /^(settings|prompts|report|agents\.(add|remove|skills|import)|customers\.import)/;

const patienceFor = (method: string): Duration => (TAKES_LONG.test(method) ? LONG : PATIENCE);

/** One connection. Ends once: whoever wants another one opens it. */
export class BoxLink {
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #isOpen = true;

  private constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    const reader = new LineReader(LONGEST_ANSWER);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      try {
        for (const line of reader.take(chunk)) this.#hear(JSON.parse(line) as ControlResponse);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        this.#end();
        resolve();
      });
    });
  }

  /** Rejects with BOX_NOT_RUNNING when nobody listens there. */
  static open(path: string, clock: Clock): Promise<BoxLink> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      const refused = (cause: Error) => reject(new TelephonyError('BOX_NOT_RUNNING', path, { cause }));
      socket.once('error', refused);
      socket.once('connect', () => {
        socket.off('error', refused);
        resolve(new BoxLink(socket, clock));
      });
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** How many questions wait. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Rejects with the box's own fault, BOX_NOT_RUNNING when it goes meanwhile, and BOX_SILENT when it does not answer in time. */
  ask(method: string, { params = {}, item, person, program }: AskOptions = {}): Promise<unknown> {
    if (!this.#isOpen) return Promise.reject(new TelephonyError('BOX_NOT_RUNNING', 'it has ended the connection'));
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const cancel =
        item === undefined
          ? this.#clock.at(this.#clock.now() + patienceFor(method), () => this.#late(id, method))
          : () => {};
      this.#waiting.set(id, { resolve, reject, item, cancel });
      this.#socket.write(`${JSON.stringify({ id, method, person, program, params })}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #late(id: number, method: string): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.reject(new TelephonyError('BOX_SILENT', `${method}: no answer within ${patienceFor(method) / 1_000} s`));
  }

  #hear(response: ControlResponse): void {
    const waiting = this.#waiting.get(response.id);
    if (waiting === undefined) return;
    if ('item' in response) {
      waiting.item?.(response.item as never);
      return;
    }
    this.#waiting.delete(response.id);
    waiting.cancel();
    if (response.error !== undefined) waiting.reject(faultOf(response.error));
    else waiting.resolve('result' in response ? response.result : null);
  }

  #end(): void {
    this.#isOpen = false;
    const gone = new TelephonyError('BOX_NOT_RUNNING', 'it has ended the connection');
    for (const { reject, cancel } of this.#waiting.values()) {
      cancel();
      reject(gone);
    }
    this.#waiting.clear();
  }
}

function faultOf({ code, message }: { readonly code: string; readonly message: string }): Error {
  const known: FaultCode = Object.hasOwn(FAULTS, code) ? (code as FaultCode) : 'REFUSED';
  return new TelephonyError(known, message.replace(`${FAULTS[known]} `, '').replace(` [${known}]`, ''));
}
