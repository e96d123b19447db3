// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of records after the calls? How long they are kept, and what people do with them meanwhile.

import { Keeping, type KeepingOptions, type Pruned } from '../../cdr/index.js';
import { Catalogue, foldersOf } from '../../recording/index.js';
import type { Rooms } from '../rooms/index.js';
import { keptByQueue } from './kept-by-queue.js';
import { PersonalDesk } from './personal-desk.js';
import { QualityDesk } from './quality-desk.js';
import { RecordingDesk } from './recording-desk.js';

/** How many of each kind are gone. */
export type Tidied = Pruned & { readonly recordings: number };

/** The keeper, and the desks of what is kept. */
export class KeptRecords extends Keeping {
  readonly recordings: RecordingDesk;
  readonly personal: PersonalDesk;
  readonly quality: QualityDesk;
  readonly #catalogue: Catalogue;
  readonly #rooms: Rooms;
  #tidying: Promise<Tidied> | undefined;

  constructor(options: KeepingOptions, rooms: Rooms) {
    super(options);
    this.recordings = new RecordingDesk(rooms);
    this.personal = new PersonalDesk(rooms);
    this.quality = new QualityDesk(rooms, this.recordings);
    this.#rooms = rooms;
    const { store, ids, config } = rooms;
    const folders = () => foldersOf(rooms.config);
    const { directory } = config.recording;
    this.#catalogue = new Catalogue({ store, ids, directory, zone: config.zone, folders });
  }

  /** Throws away what is over its time: recordings, then the calls that they name, and what else there is. */
  tidy(): Promise<Tidied> {
    this.#tidying ??= this.#tidy().finally(() => {
      this.#tidying = undefined;
    });
    return this.#tidying;
  }

  async #tidy(): Promise<Tidied> {
    const { records, config } = this.#rooms;
    const recordings = await this.#catalogue.purge(records.now(), config.retention.recordings, keptByQueue(config));
    return { recordings, ...(await this.prune()) };
  }
}
