// SPDX-License-Identifier: GPL-2.0-or-later
// How does a line get an echo that lies inside the driver? Channels of tools/dahdi-vm/echo.conf pass on what they hear.

import { closeSync, openSync } from 'node:fs';
import type { Test } from 'tap';
import { control, SPECIFY, word } from './driver.js';
import { decoded, encoded } from './echo-sound.js';

// dahdi/user.h
const AUDIO_MODE = 0x4004da20;
const SET_GAINS = 0x4204da10; // struct dahdi_gains: chan, rxgain[256], txgain[256]
const GAINS_BYTES = 516;
const TRANSMIT_GAINS = 260;
const SET_CONFERENCE = 0xc00cda0d; // struct dahdi_confinfo: chan, confno, confmode
const MONITOR = 1; // sends what the program writes and what another channel receives
const DIGITAL_MONITOR = 9; // sends what another channel receives

/** Pairs of channels for the way of an echo: n is wired to n + 14. */
const PAIRS = 14;

/**
 * What a telephone (its channel of the driver) hears comes back to the box, softer by `lossDb` and later by `milliseconds`:
 *
 *     box ──> telephone ──> 1 ──> 15         each sends what the one before it in this row receives,
 *                       2 <── 1 <── 15       itself or its neighbour: a millisecond from one to the next
 *                       2 ──> 16 ...
 *         <── telephone's own sound, and what the last one receives: another millisecond
 *
 * No program reads or writes any of it, so it takes as long as the driver takes, which is always the same.
 */
export class EchoPaths {
  readonly #open = new Map<number, number>();
  #next = 1;

  constructor(t: Test) {
    t.teardown(() => {
      for (const device of this.#open.values()) closeSync(device);
    });
  }

  /** Lasts until the telephone's channel is opened again. */
  add(telephone: number, { milliseconds, lossDb }: { readonly milliseconds: number; readonly lossDb: number }): void {
    let heard = telephone;
    for (let hop = 1; hop < milliseconds; hop++) {
      const back = hop % 2 === 0;
      const sends = back ? heard : this.#next++;
      if (sends > 2 * PAIRS || (!back && sends > PAIRS)) throw new Error(`there are ${PAIRS} pairs only`);
      const device = this.#channel(sends);
      this.#monitor(sends, heard, DIGITAL_MONITOR);
      if (hop === 1) control(device, SET_GAINS, gains(sends, lossDb));
      heard = back ? sends - PAIRS : sends + PAIRS;
      if (!back) this.#channel(heard);
    }
    this.#monitor(telephone, heard, MONITOR);
  }

  #channel(number: number): number {
    const known = this.#open.get(number);
    if (known !== undefined) return known;
    const device = openSync('/dev/dahdi/channel', 'r+');
    this.#open.set(number, device);
    control(device, SPECIFY, word(number));
    control(device, AUDIO_MODE, word(1));
    return device;
  }

  #monitor(channel: number, other: number, mode: number): void {
    control([...this.#open.values()][0] ?? 0, SET_CONFERENCE, Buffer.concat([word(channel), word(other), word(mode)]));
  }
}

/** Leaves what a channel receives, and sends everything softer. */
function gains(channel: number, lossDb: number): Buffer {
  const tables = Buffer.alloc(GAINS_BYTES);
  tables.writeInt32LE(channel);
  const factor = 10 ** (-lossDb / 20);
  for (let code = 0; code < 256; code++) {
    tables[4 + code] = code;
    tables[TRANSMIT_GAINS + code] = encoded(decoded(code) * factor);
  }
  return tables;
}
