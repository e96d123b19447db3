// SPDX-License-Identifier: GPL-2.0-or-later
// On which level is a wave lived? The rooms that decide; the whole box over a board on paper; the whole box over a stepped engine.

import type { Config } from '../../config/index.js';
import { liveOnBoard, paperPlace, steppedPlace } from '../board/index.js';
import { Performer } from '../rooms/index.js';
import { accessNumbersOf, callersOf, shopOf, type Told, type WaveFile } from '../wave/index.js';

export const LEVELS = ['rooms', 'paper', 'stepped'] as const;
export type Level = (typeof LEVELS)[number];

/** A wave, whose policy it meets, and the chance of it. */
export interface Study {
  readonly wave: WaveFile;
  readonly config: Config;
  readonly seed: number;
}

/** Lives it; the same seed is the same run. `progress` hears which share of it is over. */
export function live(level: Level, { wave, config, seed }: Study, progress?: (share: number) => void): Promise<Told> {
  const callers = callersOf(wave, accessNumbersOf(config, wave), seed);
  const shop = shopOf(config, wave, seed);
  if (level === 'rooms') return new Performer(shop, callers, seed).live(progress);
  return liveOnBoard({ shop, callers, seed }, level === 'paper' ? paperPlace : steppedPlace, progress);
}
