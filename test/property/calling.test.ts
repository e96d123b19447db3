// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever agents, supervisors and people outside do with calls, in whatever order: is the table obeyed, does everybody hear somebody or
// something, is nothing left of it afterwards, and do the times add up? Walks by verbs and telephones through the whole box, on paper.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { Coverage } from '../support/calling-coverage.js';
import type { WalksAsked, WalksDone } from '../support/calling-walker.js';

t.setTimeout(0);
const AGENTS = 4;
const WALKS = Number(process.env.SPILLWAY_WALKS ?? (process.env.SPILLWAY_DEEP === undefined ? 10_000 : 1_000_000));
const THREADS = 2;

async function walks(asked: WalksAsked): Promise<WalksDone> {
  const worker = new Worker(new URL('../support/calling-walker.js', import.meta.url), {
    workerData: asked,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 128 }, // what a walk leaves behind is thrown away at once
  });
  const [done] = (await once(worker, 'message')) as [WalksDone];
  await worker.terminate();
  return done;
}

t.test(`${WALKS} walks`, { timeout: 0 }, async (t) => {
  const each = Math.ceil(WALKS / THREADS);
  const shares = Array.from({ length: THREADS }, (_, at) => ({
    from: 1 + at * each,
    to: 1 + (at + 1) * each,
    agents: AGENTS,
  }));
  const coverage = new Coverage();
  for (const { wrong, cells } of await Promise.all(shares.map(walks))) {
    coverage.add(cells);
    if (wrong !== undefined) t.fail(`walk ${wrong.seed}: ${wrong.what}`, { walked: wrong.walked });
  }
  t.comment(`cells of the table, by verb:\n${coverage.lines.join('\n')}`);
  t.same(coverage.missed, [], 'every cell of the table was entered');
});
