// SPDX-License-Identifier: GPL-2.0-or-later
// Are the totals of a week the same by the records, by a recount of the event log, and by what its people remember?
import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { VirtualClock } from '../../src/kernel/index.js';
import { agentTimes, contactCounts, queueCounts } from '../../src/report/index.js';
import { openStore } from '../../src/store/index.js';
import { quickDirectory } from '../support/paper-house.js';
import type { WeekAsked, WeekLived } from '../support/shop-week-worker.js';

const DAYS = 5;
const WITHIN = 20_000;
const IN_TIME = () => WITHIN;

t.setTimeout(300_000); // a minute on a busy machine

function live(asked: WeekAsked): Promise<WeekLived> {
  return new Promise((resolve, reject) => {
    const url = new URL('../support/shop-week-worker.js', import.meta.url);
    new Worker(url, { workerData: asked, execArgv: [] }).once('message', resolve).once('error', reject);
  });
}

t.test('a week with shifts, illness, waves, two restarts, a kill and a step of the clock adds up', async (t) => {
  const data = quickDirectory();
  t.teardown(() => rmSync(data, { recursive: true, force: true }));
  const { came, talked, cutOff, agents: remembered, now, trouble } = await live({ data, days: DAYS });
  t.comment(`${came} calls, ${talked} conversations, ${cutOff} of them cut off`);
  const told = trouble.map((line) => (JSON.parse(line) as { readonly msg: string }).msg);
  t.same(
    told.filter((line) => !/system time|repaired|file of a recording/.test(line)), // recordings on paper have no file
    [],
    'the clock is all that it complains of',
  );

  const store = await openStore({ directory: data, clock: new VirtualClock(now), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const span = { from: 0, to: now, now };
  const { segments, states, contacts } = await store.ask('measured', span);

  const queues = [...queueCounts(segments, span, IN_TIME)].sort(([a], [b]) => (a < b ? -1 : 1));
  t.same(
    queues.map(([queue, { abandonedInTime: _, ...rest }]) => ({ queue, ...rest })),
    await store.ask('recountedQueues', { ...span, within: WITHIN }),
    'queues, by the records and by the log',
  );
  const agents = [...agentTimes(segments, states, span, now)].sort(([a], [b]) => (a < b ? -1 : 1));
  t.same(
    agents.map(([agent, { hold: _, reasons: __, ...rest }]) => ({ agent, ...rest })),
    await store.ask('recountedAgents', span),
    'agents, by the records and by the log',
  );
  const counts = contactCounts(contacts, span);
  t.equal(counts.get('offered'), came, 'as many calls as people made');
  for (const [agent, { handled, talk, cut }] of remembered) {
    const times = agents.find(([id]) => id === agent)?.[1];
    t.equal(times?.handled, handled, `conversations of ${agent}`);
    const missing = talk - (times?.talk ?? 0);
    if (cut === 0) t.equal(missing, 0, `talk of ${agent}, to the millisecond`);
    else t.ok(missing >= 0 && missing <= cut, `talk of ${agent}, but for what the box did not live to write`);
  }
  t.ok(cutOff > 5, 'it stopped and died while people talked');
  t.ok(
    [...remembered.values()].some(({ cut }) => cut > 0),
    'and some of it was not written yet',
  );
  t.ok(queues.every(([, { answered }]) => answered > 20));
  t.ok(queues.some(([, { abandoned, overflowed }]) => abandoned > 5 && overflowed > 5));
});
