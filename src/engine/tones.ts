// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does a country hear? The plan of its zone; cn where we have none.

import { TONE_PLANS, type TonePlan } from '../call/index.js';

const ZONES: Readonly<Record<string, keyof typeof TONE_PLANS>> = { CN: 'cn', US: 'us', CA: 'us', GB: 'uk' };

export function tonesOf(country: string): TonePlan {
  return TONE_PLANS[ZONES[country] ?? 'cn'];
}
