// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does a country's telephone hear? A plan per zone; these are built in, others come from libtonezone.

import type { ToneStep } from '../native/index.js';

/** The tones of a zone, each a cadence that repeats from its beginning. */
export interface TonePlan {
  readonly zone: string;
  readonly dial: readonly ToneStep[];
  readonly ringback: readonly ToneStep[];
  readonly busy: readonly ToneStep[];
  readonly congestion: readonly ToneStep[];
}

const on = (milliseconds: number, ...hertz: number[]): ToneStep => ({ hertz, milliseconds });
const off = (milliseconds: number): ToneStep => ({ hertz: [], milliseconds });

/** As zonedata.c of dahdi-tools has them. */
export const TONE_PLANS: Readonly<Record<'cn' | 'us' | 'uk', TonePlan>> = {
  cn: {
    zone: 'cn',
    dial: [on(0, 450)],
    ringback: [on(1000, 450), off(4000)],
    busy: [on(350, 450), off(350)],
    congestion: [on(700, 450), off(700)],
  },
  us: {
    zone: 'us',
    dial: [on(0, 350, 440)],
    ringback: [on(2000, 440, 480), off(4000)],
    busy: [on(500, 480, 620), off(500)],
    congestion: [on(250, 480, 620), off(250)],
  },
  uk: {
    zone: 'uk',
    dial: [on(0, 350, 440)],
    ringback: [on(400, 400, 450), off(200), on(400, 400, 450), off(2000)],
    busy: [on(375, 400), off(375)],
    congestion: [on(400, 400), off(350), on(225, 400), off(525)],
  },
};
