// SPDX-License-Identifier: GPL-2.0-or-later
// How does one read a data directory beside its box, or after it?

import { Listing } from '../listing.js';
import { openForReading, readsOver } from './handle.js';
import type { Reads } from './question.js';
import {
  type Answer,
  jsonPage,
  type ListAsked,
  type ListName,
  type QuestionAsked,
  type QuestionName,
  questionOf,
  type Row,
} from './table.js';

/** Reads of a data directory without owning it, beside a running box or after it. Call `destroy()` when done. */
export function openReads(directory: string): Reads {
  return readsOver(openForReading(directory));
}

/** Asks one question of a data directory, in this thread: for commands, which have nothing else to do meanwhile. */
export async function askDirectory<Name extends QuestionName>(
  directory: string,
  name: Name,
  asked: QuestionAsked<Name>,
): Promise<Answer<Name>> {
  const reads = openReads(directory);
  try {
    return (await questionOf(name)(reads, asked)) as Answer<Name>;
  } finally {
    await reads.destroy();
  }
}

/** What can be asked of a box's records, whoever reads them. */
export interface Records {
  ask<Name extends QuestionName>(name: Name, asked: QuestionAsked<Name>): Promise<Answer<Name>>;
  list<Name extends ListName>(
    name: Name,
    asked: ListAsked<Name>,
    options?: { readonly most?: number },
  ): Promise<Listing<Row<Name>>>;
}

/** The records of a data directory, read in this thread: for commands beside a box that does not run. */
export class DirectoryRecords implements Records {
  readonly #reads: Reads;

  constructor(directory: string) {
    this.#reads = openReads(directory);
  }

  async ask<Name extends QuestionName>(name: Name, asked: QuestionAsked<Name>): Promise<Answer<Name>> {
    return (await questionOf(name)(this.#reads, asked)) as Answer<Name>;
  }

  async list<Name extends ListName>(
    name: Name,
    asked: ListAsked<Name>,
    { most = Number.POSITIVE_INFINITY }: { readonly most?: number } = {},
  ): Promise<Listing<Row<Name>>> {
    return new Listing((page) => jsonPage(name, this.#reads, asked, page), most);
  }

  async close(): Promise<void> {
    await this.#reads.destroy();
  }
}
