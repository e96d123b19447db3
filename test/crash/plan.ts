// SPDX-License-Identifier: GPL-2.0-or-later
// When is the box killed, and how long does it stay away? A seeded plan, spread over what a box can be doing.
import type { Duration } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';

/**
 * What the kill is aimed at: the process while it starts (`start`), its RESTART of the channels (`restart`), the taking of
 * a number (`capture`), a callback being dialled (`callback`), a conversation that is recorded (`talk`), or anything.
 */
export type Aim = 'start' | 'restart' | 'capture' | 'callback' | 'talk' | 'anything';

/** One kill of the plan. */
export interface Kill {
  readonly aim: Aim;
  /** From what is aimed at to the signal. */
  readonly after: Duration;
  /** How long the box is away. */
  readonly away: Duration;
}

const SECOND = 1_000;
/** One after the other: within layer 2's timers, around T309 (6 s), and long after it. */
const AWAY: readonly Duration[] = [0.5, 2, 5, 15, 30].map((seconds) => seconds * SECOND);

const AIMS: readonly { readonly item: Aim; readonly weight: number; readonly most: Duration }[] = [
  { item: 'start', weight: 1, most: 2 * SECOND },
  { item: 'restart', weight: 1, most: SECOND },
  { item: 'capture', weight: 4, most: 0.4 * SECOND },
  { item: 'callback', weight: 3, most: 3 * SECOND },
  { item: 'talk', weight: 2, most: SECOND },
  { item: 'anything', weight: 1, most: 5 * SECOND },
];

/** The kills of a run. */
export function planKills(kills: number, seed: number, away = AWAY): readonly Kill[] {
  const random = new Random(seed);
  return Array.from({ length: kills }, (_, i) => {
    const aim = random.pick(AIMS.map((item) => ({ item, weight: item.weight })));
    return { aim: aim.item, after: random.between(0, aim.most), away: away[i % away.length] ?? SECOND };
  });
}
