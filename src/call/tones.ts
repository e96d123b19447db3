// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does a country's telephone hear? Those of its zone.

import { type Tone, type ToneZone, toneZone, zoneOf } from '../native/index.js';

/** The tones that the box plays by itself. */
export type TonePlan = Pick<ToneZone, 'dial' | 'stutter' | 'ringback' | 'busy' | 'callWaiting'> &
  Partial<Pick<ToneZone, 'ringCadence'>> & {
    /** To a telephone that lies beside its hook, louder than all others. Default: none. */
    readonly howler?: Tone;
  };

/**
 * What tells people that a telephone lies beside its hook. China: 950 Hz (催挂音); elsewhere as in America, four frequencies, here two by two.
 * ITU-T E.180 leaves it to each country.
 */
const HOWLERS: Readonly<Record<string, Tone>> = {
  CN: { steps: [{ hertz: [950], milliseconds: 0 }], repeatFrom: 0 },
};
const USUAL_HOWLER: Tone = {
  steps: [
    { hertz: [1_400, 2_060], milliseconds: 60 },
    { hertz: [2_450, 2_600], milliseconds: 60 },
    { hertz: [], milliseconds: 80 },
  ],
  repeatFrom: 0,
};

/** The tones of a country (CN, GB, ...). Reads libtonezone: at start-up only. Throws NOT_FOUND when nobody knows them. */
export function tonesOf(country: string): TonePlan {
  return { ...toneZone(zoneOf(country)), howler: HOWLERS[country] ?? USUAL_HOWLER };
}
