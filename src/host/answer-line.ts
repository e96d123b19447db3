// SPDX-License-Identifier: GPL-2.0-or-later
// How does a long list become one line of the socket? Piece by piece as it is read, while other lines wait behind it.

import type { Socket } from 'node:net';
import { TelephonyError } from '../faults.js';
import type { ControlResponse } from '../protocol/index.js';
import type { Listing } from '../store/index.js';

/** What goes out on one connection: whole lines, in whose midst nothing else stands. */
export class AnswerLines {
  readonly #socket: Socket;
  readonly #unread: number;
  /** Lines that wait for the end of a list, and their length. */
  #behind: string[] = [];
  #behindLength = 0;
  #lists = 0;
  #last: Promise<void> = Promise.resolve();

  /** `unread`: so many bytes wait for a reader before items are left out. */
  constructor(socket: Socket, unread: number) {
    this.#socket = socket;
    this.#unread = unread;
  }

  /** Whether so much waits already that the reader does not follow. */
  get isFull(): boolean {
    return this.#socket.writableLength + this.#behindLength > this.#unread;
  }

  send(response: ControlResponse): void {
    const line = `${JSON.stringify(response)}\n`;
    if (this.#lists === 0) {
      this.#write(line);
      return;
    }
    this.#behind.push(line);
    this.#behindLength += line.length;
  }

  /**
   * `{"id":1,"result":[...]}`, with `unwritten` behind the rows when some may be missing. What goes wrong amid them is an
   * `error` behind them: then they are not all. Resolves when it is out, or the connection is gone.
   */
  sendList(id: number, listing: Listing<unknown>): Promise<void> {
    this.#lists++;
    const mine = this.#last.then(() => this.#stream(id, listing));
    this.#last = mine.then(() => this.#listIsOut());
    return this.#last;
  }

  async #stream(id: number, listing: Listing<unknown>): Promise<void> {
    let begun = false;
    const begin = (): string => {
      const text = begun ? ',' : `{"id":${id},"result":[`;
      begun = true;
      return text;
    };
    try {
      for await (const page of listing.json()) {
        this.#write(begin());
        if (!this.#write(page)) await this.#drained();
        if (this.#isOver) return;
      }
      const { unwritten } = listing;
      const more = unwritten === undefined ? '' : `,"unwritten":${JSON.stringify(unwritten)}`;
      this.#write(`${begun ? '' : begin()}]${more}}\n`);
    } catch (error) {
      const told = JSON.stringify(errorOf(error));
      this.#write(begun ? `],"error":${told}}\n` : `{"id":${id},"error":${told}}\n`);
    }
  }

  #listIsOut(): void {
    this.#lists--;
    if (this.#lists > 0) return;
    const behind = this.#behind;
    this.#behind = [];
    this.#behindLength = 0;
    for (const line of behind) this.#write(line);
  }

  /** Who does not read his answers is not asked for more questions. */
  #write(piece: string | Uint8Array): boolean {
    if (this.#isOver) return false;
    const taken = this.#socket.write(piece);
    if (!taken) this.#socket.pause();
    return taken;
  }

  get #isOver(): boolean {
    return this.#socket.destroyed || this.#socket.writableEnded;
  }

  #drained(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#socket.off('drain', end);
        this.#socket.off('close', end);
        resolve();
      };
      this.#socket.on('drain', end);
      this.#socket.on('close', end);
    });
  }
}

/** A fault as a response tells it. */
export function errorOf(error: unknown): { readonly code: string; readonly message: string } {
  const code = error instanceof TelephonyError ? error.code : 'REFUSED';
  return { code, message: error instanceof Error ? error.message : String(error) };
}
