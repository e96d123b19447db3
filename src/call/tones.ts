// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does a country's telephone hear? Those of its zone.

import { type ToneZone, toneZone, zoneOf } from '../native/index.js';

/** The tones that the box plays by itself. */
export type TonePlan = Pick<ToneZone, 'dial' | 'stutter' | 'ringback' | 'busy' | 'callWaiting'>;

/** The tones of a country (CN, GB, ...). Reads libtonezone: at start-up only. Throws NOT_FOUND when nobody knows them. */
export function tonesOf(country: string): TonePlan {
  return toneZone(zoneOf(country));
}
