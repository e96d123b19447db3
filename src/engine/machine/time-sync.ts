// SPDX-License-Identifier: GPL-2.0-or-later
// Is the machine's clock kept right by somebody? The kernel knows: adjtimex(2), which timesyncd, chrony and ntpd all tell.

import { endianness } from 'node:os';
import koffi from 'koffi';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** What the kernel says of its clock. */
export interface TimeSync {
  readonly synchronised: boolean;
  /** How far off it may be at most, by the kernel's reckoning; it grows while nobody corrects the clock. */
  readonly error?: Duration;
}

/** The clock as it is shown. `since`: for so long the box has seen it so. Without `synchronised` it is not known. */
export interface ClockStatus {
  readonly synchronised?: boolean;
  readonly since?: Instant;
  readonly error?: Duration;
}

// Linux, <sys/timex.h>: struct timex begins with modes, then longs offset, freq, maxerror, esterror, then int status.
const TIMEX_BYTES = 208;
const STA_UNSYNC = 0x40;

/** Asks the kernel, or gives undefined when it does not say. Reads only. */
export function kernelTimeSync(): () => TimeSync | undefined {
  let adjtimex: ((timex: Buffer) => number) | undefined;
  try {
    adjtimex = koffi.load('libc.so.6').func('int adjtimex(_Inout_ uint8_t *timex)');
  } catch {
    return () => undefined;
  }
  const ask = adjtimex;
  const long = ['arm', 'ia32', 'mips', 'mipsel', 'ppc'].includes(process.arch) ? 4 : 8;
  return () => {
    const timex = Buffer.alloc(TIMEX_BYTES * 2);
    if (ask(timex) < 0) return undefined;
    const [microseconds, status] = [longAt(timex, long, 3), timex.readInt32LE(5 * long)];
    const error = Math.round(microseconds / 1000);
    return { synchronised: (status & STA_UNSYNC) === 0, error };
  };
}

function longAt(timex: Buffer, long: 4 | 8, index: number): number {
  if (endianness() !== 'LE') return 0;
  return long === 8 ? Number(timex.readBigInt64LE(index * long)) : timex.readInt32LE(index * long);
}

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock'>;

/** So long may it be unsynchronised, as after a start without a network, before calls' times are in doubt. */
const PATIENCE: Duration = 3_600_000;

/** Looks at it now and then, and raises the alarm. */
export class TimeWatch {
  readonly #rooms: Needs;
  readonly #ask: () => TimeSync | undefined;
  #seen: TimeSync | undefined;
  #since: Instant;

  constructor(rooms: Needs, ask: () => TimeSync | undefined) {
    this.#rooms = rooms;
    this.#ask = ask;
    this.#since = rooms.clock.now();
    this.look();
  }

  look(): void {
    const { alarms, clock } = this.#rooms;
    const seen = this.#ask();
    if (seen?.synchronised !== this.#seen?.synchronised) this.#since = clock.now();
    this.#seen = seen;
    const doubtful = seen?.synchronised === false && clock.now() - this.#since >= PATIENCE;
    alarms.set(doubtful, 'CLOCK_UNSYNCHRONISED');
  }

  get status(): ClockStatus {
    if (this.#seen === undefined) return {};
    return { ...this.#seen, since: this.#since };
  }
}
