// SPDX-License-Identifier: GPL-2.0-or-later
// Ten thousand events over all strategies, a million in `npm run check:deep`: every decision as a plain matcher makes it, nobody lost.

import t from 'tap';
import { STRATEGY_WORDS } from '../../src/acd/index.js';
import { AcdWalk, type Seen } from '../support/acd-walk.js';

t.setTimeout(0);
const EVENTS = process.env.SPILLWAY_DEEP === undefined ? 10_000 : 1_000_000;
const EACH = 500;
const FIRST = Number(process.env.SPILLWAY_SEED ?? 1);

t.test(`${EVENTS} events`, { timeout: 0 }, async (t) => {
  const seen: Seen = { events: 0, decisions: 0, among: {} };
  for (let seed = FIRST; seen.events < EVENTS; seed++) {
    try {
      new AcdWalk(seed, seen).walk(EACH);
    } catch (error) {
      throw new Error(`SPILLWAY_SEED=${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  }
  t.comment(JSON.stringify(seen));
  for (const word of STRATEGY_WORDS) t.ok((seen.among[word] ?? 0) > 0, `${word} chose among several`);
});
