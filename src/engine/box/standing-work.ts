// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on for as long as the box runs? Signs of life, audits, and what is noted of calls as they come and end.

import type { Acd } from '../../acd/index.js';
import { type Cancel, type Emitter, every } from '../../kernel/index.js';
import { recallTalks } from '../customers/index.js';
import { keepRefusals, type TurnedAway } from '../inbound/index.js';
import { type CallbackList, callBackMessages } from '../outbound/index.js';
import { Sealing } from '../recordings/index.js';
import type { NumberLists } from '../records/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { blockFrequentCallers, keepAudited, watchExchangeLines } from '../watching/index.js';
import { readAreas } from './areas.js';
import { ALIVE, signOfLife } from './closing.js';

/** Whom it concerns. */
export interface StandingWork {
  readonly turnedAway: TurnedAway;
  readonly numbers: NumberLists;
  readonly acd: Acd;
  readonly callbacks: CallbackList;
  /** Callers by their numbers, before reception looks at them. */
  readonly arrived: Emitter<string>;
  /** Once a second. */
  readonly look: () => void;
}

/** Begins all of it; gives what ends it. */
export function beginStandingWork(
  rooms: Rooms,
  { turnedAway, numbers, acd, callbacks, arrived, look }: StandingWork,
): readonly Cancel[] {
  unattended(rooms, 'numbers that are blocked for a while', numbers.begin());
  unattended(rooms, 'reading the file of areas', readAreas(rooms));
  return [
    // A span that is pulled ends all its calls in one go: agents are offered who is left, and no call that goes with the next fact.
    rooms.media.onRound?.((handOut) => acd.together(handOut)) ?? (() => {}),
    every(rooms.clock, 1_000, look),
    every(rooms.clock, ALIVE, () => signOfLife(rooms)),
    keepRefusals(rooms, turnedAway),
    keepAudited(rooms),
    blockFrequentCallers(rooms, numbers, arrived),
    new Sealing(rooms).begin(),
    recallTalks(rooms),
    watchExchangeLines(rooms),
    callBackMessages(rooms, callbacks),
  ];
}
