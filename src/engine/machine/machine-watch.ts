// SPDX-License-Identifier: GPL-2.0-or-later
// How is the machine under the box? Its clock and its disks, looked at once a minute; not of a box that goes by another time.

import { type Cancel, every } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';
import { type DiskStatus, DiskWatch, type Samples } from './disk-watch.js';
import { type ClockStatus, kernelTimeSync, TimeWatch } from './time-sync.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'config' | 'records'>;

/** The machine at this moment. */
export interface MachineStatus {
  readonly time: ClockStatus;
  readonly disks: readonly DiskStatus[];
}

const LOOK = 60_000;

export class MachineWatch {
  readonly #time: TimeWatch;
  readonly #disks: DiskWatch;
  readonly end: Cancel;

  /** `seen`: of the disks, by the last run, as JSON. */
  constructor(rooms: Needs, seen: string | undefined) {
    this.#time = new TimeWatch(rooms, kernelTimeSync());
    this.#disks = new DiskWatch(rooms, JSON.parse(seen ?? '{}') as Samples);
    this.end = every(rooms.clock, LOOK, () => {
      this.#time.look();
      this.#disks.look();
    });
  }

  get status(): MachineStatus {
    return { time: this.#time.status, disks: this.#disks.status };
  }
}
