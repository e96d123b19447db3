// SPDX-License-Identifier: GPL-2.0-or-later
// To which group does a sum belong? A report that is divided by time needs of each part no more than its contacts and waits.

import { addSums, noSums, type QuarterSums, type Sums } from '../roll-up-rows.js';

/** How sums are put together: whole; by stretches of time; by hours of the clock. */
export type Grouping = 'whole' | 'time' | 'hour';

/** Sums of groups that grow. */
export class Groups {
  readonly sums: QuarterSums[] = [noSums()];
  readonly #grouping: Grouping;

  constructor(places: Iterable<number>, grouping: Grouping) {
    for (const place of places) this.sums[place] ??= noSums();
    this.#grouping = grouping;
  }

  /** By time: contacts and waits of all access numbers together, and lines, to the group; all else to the first one. */
  calls(place: number, calls: Sums): void {
    const to = this.sums[place]?.calls ?? {};
    if (this.#grouping === 'whole') {
      addSums(to, calls);
      return;
    }
    const { contacts, waits, lines, names: _, ...rest } = calls;
    addSums(this.sums[0]?.calls ?? {}, rest);
    if (lines !== undefined) addSums(to, { lines });
    for (const [name, numbers] of [
      ['contacts', contacts],
      ['waits', waits],
    ] as const)
      for (const queues of Object.values(numbers ?? {})) addSums(to, { [name]: { '': queues } });
  }

  /** Promises, agents: no report divides those by time. */
  rest(part: 'promises' | 'agents', sums: Sums): void {
    addSums(this.sums[0]?.[part] ?? {}, sums);
  }
}
