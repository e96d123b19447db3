// SPDX-License-Identifier: GPL-2.0-or-later
// How often is it written that a recording has gaps? Once a second at most: a processor or a disk that does not follow
// makes fifty a second of each recording, and writing each would make it follow even less.

import type { Cancel, Clock, Duration } from '../../kernel/index.js';
import type { RecordingGap } from '../../recording/index.js';

const GATHERED: Duration = 1000;

/** Gathers the gaps of one recording. */
export class GapNotes {
  readonly #clock: Clock;
  readonly #write: (gap: RecordingGap) => void;
  #gathered: RecordingGap | undefined;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, write: (gap: RecordingGap) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  add(gap: RecordingGap): void {
    const before = this.#gathered;
    this.#gathered = before === undefined ? gap : together(before, gap);
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

/** Of several: where the first stands, and all their lengths. */
function together(before: RecordingGap, gap: RecordingGap): RecordingGap {
  return { atMs: before.atMs, gapMs: before.gapMs + gap.gapMs, silenceMs: before.silenceMs + gap.silenceMs };
}
