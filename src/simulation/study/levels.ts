// SPDX-License-Identifier: GPL-2.0-or-later
// On which level is a wave lived? The rooms that decide; the whole box over a board on paper; the whole box over a stepped engine.

import type { Config } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { liveOnBoard, paperPlace, steppedPlace } from '../board/index.js';
import { Performer } from '../rooms/index.js';
import { accessNumbersOf, callersOf, type Shift, type Shop, shopOf, type Told, type WaveFile } from '../wave/index.js';
import type { Recorded } from './recorded.js';

export const LEVELS = ['rooms', 'paper', 'stepped'] as const;
export type Level = (typeof LEVELS)[number];

/** A wave, whose policy it meets, and the chance of it. */
export interface Study {
  readonly wave: WaveFile;
  readonly config: Config;
  readonly seed: number;
  /** Callers and shifts of a log in the place of those of the wave. */
  readonly recorded?: Recorded | undefined;
  /** Which share of the agents is there; default: all. */
  readonly staff?: number | undefined;
}

/** Lives it; the same seed is the same run. `progress` hears which share of it is over. */
export function live(level: Level, study: Study, progress?: (share: number) => void): Promise<Told> {
  const { wave, config, seed, recorded } = study;
  const callers = recorded?.callers(seed) ?? callersOf(wave, accessNumbersOf(config, wave), seed);
  const shop = staffed(shopOf(config, wave, seed), study);
  if (level === 'rooms') return new Performer(shop, callers, seed).live(progress);
  return liveOnBoard({ shop, callers, seed }, level === 'paper' ? paperPlace : steppedPlace, progress);
}

/** Throws REFUSED when nobody of the log is in the file. */
function staffed(shop: Shop, { recorded, staff = 1 }: Study): Shop {
  const known = new Set(shop.shifts.map(({ agent }) => agent));
  const own = recorded === undefined || recorded.shifts.length === 0 ? shop.shifts : recorded.shifts;
  const shifts = own.filter(({ agent }) => known.has(agent)).filter((_, nth) => isThere(nth, staff));
  if (shifts.length === 0)
    throw new TelephonyError('REFUSED', 'no agent of the records is in the file: write `agents` in a wave');
  return { ...shop, shifts: shifts satisfies readonly Shift[] };
}

/** So that groups lose in proportion. */
const isThere = (nth: number, share: number) => Math.floor((nth + 1) * share + 1e-9) > Math.floor(nth * share + 1e-9);
