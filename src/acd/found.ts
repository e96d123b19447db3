// SPDX-License-Identifier: GPL-2.0-or-later
// Who was found in one look? A list that is filled anew each time: a look at hundreds leaves nothing behind for the collector of garbage.

import type { Seat } from './people.js';

/** Seats of which the first `size` count; the next look overwrites them. */
export class Found {
  readonly seats: Seat[] = [];
  size = 0;

  add(seat: Seat): void {
    this.seats[this.size++] = seat;
  }
}
