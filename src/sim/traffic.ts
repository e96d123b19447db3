// SPDX-License-Identifier: GPL-2.0-or-later
// When does who call? A wave as a TV advertisement makes it: steep rise, long tail.

import type { Duration } from '../kernel/index.js';
import { Random } from './random.js';
import type { ScenarioTraffic } from './scenario.js';

/** One caller's plan, fixed before the run. */
export interface PlannedCaller {
  readonly number: string;
  readonly withheld: boolean;
  readonly accessNumber: string;
  /** After the wave's begin. */
  readonly at: Duration;
  readonly patience: Duration;
  /** Talk time if an agent comes, as a factor of the scenario's mean. */
  readonly talkFactor: number;
  /** Hangs up in the middle of the promise instead of hearing it out. */
  readonly hasty: boolean;
}

/**
 * Arrivals of a wave: gamma with shape 2, cut at the duration, so that the peak comes early (at about a fifth) and the
 * tail is long. Numbers are Chinese mobiles of ranges that are in use; repeated callers come again later.
 */
export function planWave(traffic: ScenarioTraffic, seed: number): readonly PlannedCaller[] {
  const random = new Random(seed);
  const mean = traffic.duration / 5;
  const callers: PlannedCaller[] = [];
  for (let i = 0; i < traffic.calls; i++) {
    const again = i > 0 && random.chance(traffic.repeatShare) ? callers[random.integer(0, i - 1)] : undefined;
    let at = random.exponential(mean) + random.exponential(mean);
    if (at >= traffic.duration) at = random.between(0, traffic.duration);
    callers.push({
      number: again ? again.number : mobileNumber(random, i),
      withheld: again ? again.withheld : random.chance(traffic.withheldShare),
      accessNumber: random.pick(traffic.accessNumbers),
      at,
      patience: random.between(traffic.patience.least, traffic.patience.most),
      talkFactor: random.between(0.5, 1.5),
      hasty: random.chance(0.2),
    });
  }
  return callers.sort((a, b) => a.at - b.at);
}

/** An 11-digit mobile, different for each `index` below 10,000. */
function mobileNumber(random: Random, index: number): string {
  const range = random.pick(
    ['138', '139', '136', '158', '187', '133', '189', '130', '186'].map((item) => ({ item, weight: 1 })),
  );
  return `${range}${String(random.integer(0, 9999)).padStart(4, '0')}${String(index % 10_000).padStart(4, '0')}`;
}
