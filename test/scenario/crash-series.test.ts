// SPDX-License-Identifier: GPL-2.0-or-later
// Is anything lost when the box is killed while calls are under way? Two kills; `npm run test:crash` makes fifty.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { runSeries } from '../crash/series.js';
import { Tally } from '../crash/tally.js';

t.test(
  'a box that is killed twice leaves no ghost, loses no promise, and its books and recordings are whole',
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'spillway-crash-'));
    t.teardown(() => rmSync(folder, { recursive: true }));
    const told: string[] = [];
    const tally = new Tally((line) => told.push(line));

    await runSeries(tally, { folder, kills: 2, seed: 20, away: [500, 2_000] });

    t.same(tally.failed, [], told.join('\n'));
    t.ok(tally.passed >= 8);
  },
);
