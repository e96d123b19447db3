// SPDX-License-Identifier: GPL-2.0-or-later
// Does every caller of every sample end in a destination or a clean release, whatever he keys, whenever he hangs up, whatever fails?
import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { loadConfig } from '../../src/config/index.js';
import { cases } from '../support/cases.js';
import { entriesOf, FlowWalk, outcomesOf, type Sample } from '../support/flow-walk.js';

/** A hundred walks each on every change, ten thousand in `npm run check:deep`. */
const WALKS = cases(100).numRuns === 100 ? 100 : 10_000;

const samples = readdirSync('examples')
  .filter((name) => name.endsWith('.yaml') && /^flows:/m.test(readFileSync(`examples/${name}`, 'utf8')))
  .flatMap((name): readonly Sample[] => {
    const read = loadConfig(`examples/${name}`);
    if ('problems' in read) throw new Error(`${name}: ${JSON.stringify(read.problems)}`);
    return Object.keys(read.config.flows).length === 0 ? [] : [{ name, config: read.config }];
  });

t.ok(samples.length >= 5, 'the samples are there');

for (const sample of samples)
  t.test(sample.name, async (t) => {
    const entries = entriesOf(sample);
    t.ok(entries.length > 0, 'something leads into its flows');
    const seen = new Map<string, number>();
    const ends = new Map<string, number>();
    for (let seed = 1; seed <= WALKS; seed++) {
      const end = new FlowWalk(sample, seed, seen).walk(entries[seed % entries.length] ?? '');
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    t.comment([...ends].map(([end, count]) => `${end} ${count}`).join(', '));
    const never = outcomesOf(sample).filter((outcome) => !seen.has(outcome));
    t.same(never, [], 'every step is entered, and every outcome comes, in some walk');
  });
