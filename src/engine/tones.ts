// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does a country hear? The plan of its zone, from libtonezone or the built-in table.

import type { TonePlan } from '../call/index.js';
import { toneZone } from '../native/index.js';

/** libtonezone's zones are named after countries but for one. */
const ZONES: Readonly<Record<string, string>> = { GB: 'uk', CA: 'us' };

/** Throws NOT_FOUND when neither the library nor our table knows the country. */
export function tonesOf(country: string): TonePlan {
  const zone = ZONES[country] ?? country.toLowerCase();
  const { dial, ringback, busy, congestion } = toneZone(zone);
  return { zone, dial: dial.steps, ringback: ringback.steps, busy: busy.steps, congestion: congestion.steps };
}
