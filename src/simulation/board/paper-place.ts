// SPDX-License-Identifier: GPL-2.0-or-later
// How does time go by over a board on paper? From one thing that is due to the next; in between nothing happens.

import { tonesOf } from '../../call/index.js';
import { wavLength } from '../../config/index.js';
import type { Duration } from '../../kernel/index.js';
import { PaperLines } from './paper-lines.js';
import type { Place, PlaceNeeds } from './place.js';

const TURNS = 200; // so often engine and box may answer each other in one instant

export function paperPlace({ config, plan, clock }: PlaceNeeds): Place {
  const e1s = Object.entries(plan.e1s).map(([name, bearers]) => [name, { e1: bearers }] as const);
  const layout = { ...Object.fromEntries(e1s), ...plan.banks };
  const lengths = new Map<string, Duration>();
  const lengthOf = (file: string) => {
    const known = lengths.get(file) ?? wavLength(file);
    lengths.set(file, known);
    return known;
  };
  const lines = new PaperLines(layout, { clock, lengthOf, ringback: tonesOf(config.country).ringback.steps });
  const answers = async (settled: () => Promise<void>) => {
    for (let turn = 0; turn < TURNS; turn++) {
      const told = lines.answerAll();
      await settled(); // all that hangs on promises has gone on
      if (!told && !lines.owes) return;
    }
    throw new Error('the engine and the box answer each other for ever');
  };
  return {
    media: lines,
    far: lines,
    begin: async (settled) => {
      for (const { index, kind } of lines.spans) if (kind === 'e1') lines.tell({ type: 'dChannelUp', span: index });
      await answers(settled);
    },
    advanceTo: async (to, settled) => {
      for (let next = clock.next(); next !== undefined && next <= to; next = clock.next()) {
        clock.advanceTo(next);
        await answers(settled);
      }
      clock.advanceTo(to);
      await answers(settled); // also of a time in which nothing was due
    },
    close: () => lines.close(),
  };
}
