// SPDX-License-Identifier: GPL-2.0-or-later
// How often is it written that a recording has gaps? Once a second at most: a processor or a disk that does not follow
// makes fifty a second of each recording, and writing each would make it follow even less.

import type { Cancel, Clock, Duration } from '../kernel/index.js';

const GATHERED: Duration = 1000;

/** Silence in a recording's file, milliseconds from its start. Of several: where the first stands, and all their lengths. */
export interface Gap {
  readonly atMs: Duration;
  readonly gapMs: Duration;
}

/** Gathers the gaps of one recording. */
export class GapNotes {
  readonly #clock: Clock;
  readonly #write: (gap: Gap) => void;
  #gathered: Gap | undefined;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, write: (gap: Gap) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  add(gap: Gap): void {
    const before = this.#gathered;
    this.#gathered = before === undefined ? gap : { atMs: before.atMs, gapMs: before.gapMs + gap.gapMs };
    if (before === undefined) this.#cancel = this.#clock.at(this.#clock.now() + GATHERED, () => this.end());
  }

  /** Writes what was gathered. */
  end(): void {
    this.#cancel();
    const gap = this.#gathered;
    this.#gathered = undefined;
    if (gap !== undefined) this.#write(gap);
  }
}
