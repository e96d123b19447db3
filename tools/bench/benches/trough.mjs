// SPDX-License-Identifier: GPL-2.0-or-later
// How long do callbacks hold everything else up when a trough begins with very many promises open?
import { performance } from 'node:perf_hooks';
import { CALLBACK_DEFAULTS, Callbacks } from '../../../dist/callback/index.js';
import { Ids, seededChance, VirtualClock } from '../../../dist/kernel/index.js';
import { percentile, rounded } from '../figures.mjs';

export const about = 'the JavaScript thread while 60 callbacks are started of 10,000 that are open';

const open = 10_000;
const attempts = 60;
const queues = 20;

/** A box whose disk and telephones do nothing; every attempt is dialled and rings for ever. */
function openBox() {
  const clock = new VirtualClock(Date.parse('2026-03-02T10:00:00+08:00'));
  let dialled = 0;
  const ports = {
    commit: () => Promise.resolve(),
    dial: () => {
      dialled++;
    },
    ask() {},
    connect() {},
    clear() {},
    offer() {},
    withdraw() {},
    readyAgents: () => attempts,
  };
  const settings = { ...CALLBACK_DEFAULTS, maxTrunks: attempts };
  const callbacks = new Callbacks(clock, new Ids(clock, seededChance(1, 2, 3)), settings, ports);
  const sample = (/** @type {number} */ busy) =>
    callbacks.sample({ busy, inService: 240, callbackChannels: busy, waiting: 0, readyAgents: attempts });
  return { clock, callbacks, sample, dialled: () => dialled };
}

/** @param {ReturnType<typeof openBox>} box */
function fill({ clock, callbacks }) {
  const now = clock.now();
  const rows = Array.from({ length: open }, (_, index) => ({
    id: `callback-${index}`,
    number: `+86139${String(index).padStart(8, '0')}`,
    queue: `queue-${index % queues}`,
    promised: true,
    createdAt: now - index,
    enqueuedAt: now - ((index * 7919) % 3_600_000),
    due: now,
    expiresAt: now + 86_400_000,
    captures: 1,
    attempts: 0,
    setups: 0,
    state: /** @type {const} */ ('open'),
  }));
  callbacks.restore(rows, []);
}

/** @param {{ blocked: number, processor: number }} cost milliseconds @param {() => void} work */
function measure(cost, work) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  cost.blocked += performance.now() - began;
  cost.processor += (user + system) / 1000;
}

/** One trough: its beginning starts what may be started, and each further look what has become possible since. */
async function trough() {
  const box = openBox();
  fill(box);
  box.sample(0);
  box.clock.advance(CALLBACK_DEFAULTS.trough.hold - 1);
  const cost = { blocked: 0, processor: 0 };
  measure(cost, () => box.clock.advance(1));
  await new Promise((resolve) => setImmediate(resolve)); // the disk answers
  for (let looks = 0; looks < attempts; looks++) measure(cost, () => box.sample(attempts));
  const started = box.dialled();
  box.callbacks.close();
  return { ...cost, started };
}

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds }) {
  const times = [];
  const processor = [];
  let started = 0;
  const until = performance.now() + seconds * 1000;
  while (times.length < 5 || (performance.now() < until && times.length < 50)) {
    const once = await trough();
    times.push(once.blocked);
    processor.push(once.processor);
    started = once.started;
  }
  const [p50, worst] = [percentile(times, 0.5), Math.max(...times)];
  const used = percentile(processor, 0.5);
  return [
    {
      what: `${started} attempts started, ${open.toLocaleString('en')} requests open`,
      method: `the trough's beginning and ${attempts} looks after it, n ${times.length}`,
      figure: `median ${p50.toFixed(1)} ms, worst ${worst.toFixed(1)} ms in all; processor time ${used.toFixed(1)} ms`,
      values: { p50Ms: rounded(p50), worstMs: rounded(worst), processorMs: rounded(used), started, open },
      toReach: '10 ms in all',
      reached: p50 < 10 && started === attempts,
    },
  ];
}
