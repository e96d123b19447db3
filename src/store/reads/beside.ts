// SPDX-License-Identifier: GPL-2.0-or-later
// How does another process read a box's records while it runs? By a thread with a connection for reading, each step in its time.

import { closeSync, openSync } from 'node:fs';
import { TelephonyError } from '../../faults.js';
import { databaseFile } from '../damage.js';
import { Listing } from '../listing.js';
import type { Records } from './connection.js';
import type { Page, PageAsked } from './question.js';
import { Reader, type ReadLimits } from './reader.js';
import { ReaderThread } from './reader-port.js';
import type { Answer, ListAsked, ListName, QuestionAsked, QuestionName, Row } from './table.js';

/** A person waits for a page: what takes longer is refused, and ends with its thread. */
const LIMITS: ReadLimits = { page: 5_000, turn: 10_000, question: 5_000 };

/**
 * The records of a data directory whose box may run. A page is a read by itself, so the write-ahead log can be emptied between two of
 * them. A file that was replaced, or is not there yet, is opened anew with the next question.
 */
export class RecordsBeside implements Records {
  readonly #directory: string;
  readonly #limits: ReadLimits;
  #open: { readonly reader: Reader; readonly handle: number } | undefined;

  constructor(directory: string, limits: ReadLimits = LIMITS) {
    this.#directory = directory;
    this.#limits = limits;
  }

  async ask<Name extends QuestionName>(name: Name, asked: QuestionAsked<Name>): Promise<Answer<Name>> {
    return (await this.#guarded((reader) => reader.ask({ type: 'question', name, asked }))) as Answer<Name>;
  }

  async list<Name extends ListName>(
    name: Name,
    asked: ListAsked<Name>,
    { most = Number.POSITIVE_INFINITY }: { readonly most?: number } = {},
  ): Promise<Listing<Row<Name>>> {
    return new Listing((page) => this.#page(name, asked, page), most);
  }

  /** One page of a list, from a key on: the next is asked with its `next`. */
  async page<Name extends ListName>(name: Name, asked: ListAsked<Name>, page: PageAsked): Promise<Page<Row<Name>>> {
    const { json, next } = await this.#page(name, asked, page);
    return { rows: JSON.parse(`[${new TextDecoder().decode(json)}]`), next };
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) await end(open);
  }

  #page<Name extends ListName>(name: Name, asked: ListAsked<Name>, page: PageAsked) {
    return this.#guarded((reader) => reader.page({ type: 'page', name, asked, page }));
  }

  async #guarded<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    this.#open ??= this.#begin();
    const open = this.#open;
    try {
      return await work(open.reader);
    } catch (error) {
      if (error instanceof TelephonyError && error.code === 'STORE_UNREADABLE' && this.#open === open) {
        this.#open = undefined;
        end(open).catch(() => {});
      }
      throw error;
    }
  }

  #begin() {
    const directory = this.#directory;
    let handle: number;
    try {
      handle = openSync(databaseFile(directory), 'r');
    } catch (cause) {
      throw new TelephonyError('STORE_UNREADABLE', `${directory} has no database that may be read.`, { cause });
    }
    return { reader: new Reader(() => new ReaderThread({ directory, handle, delayMs: 0 }), this.#limits), handle };
  }
}

/** The handle goes last: closing a file frees the locks that a process has on it. */
async function end({ reader, handle }: { readonly reader: Reader; readonly handle: number }): Promise<void> {
  await reader.close();
  closeSync(handle);
}
