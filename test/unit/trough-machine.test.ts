// SPDX-License-Identifier: GPL-2.0-or-later
// Is it a trough when it has been quiet for 30 s, and how many callbacks may begin in it?

import t from 'tap';
import {
  CALLBACK_DEFAULTS,
  noTrough,
  startable,
  type TroughEvent,
  type TroughSample,
  type TroughState,
  troughMachine,
} from '../../src/callback/index.js';
import { Actor, VirtualClock } from '../../src/kernel/index.js';

const QUIET: TroughSample = { busy: 12, inService: 30, callbackChannels: 0, waiting: 0, readyAgents: 1 };

function begin() {
  const clock = new VirtualClock(0);
  const told: string[] = [];
  const actor = new Actor<TroughState, TroughEvent, { type: string }>(
    troughMachine,
    noTrough(CALLBACK_DEFAULTS.trough),
    clock,
    ({ type }) => told.push(type),
  );
  const sample = (change: Partial<TroughSample> = {}) =>
    actor.send({ type: 'sampled', sample: { ...QUIET, ...change } });
  return { clock, told, actor, sample };
}

t.test('40 percent busy, nobody waiting and an agent ready for 30 s is a trough', async (t) => {
  const { clock, told, sample } = begin();
  sample();
  clock.advance(29_999);
  t.same(told, []);
  clock.advance(1);
  t.same(told, ['troughBegan']);
});

t.test('anything that breaks the quiet starts the 30 s again', async (t) => {
  for (const change of [{ busy: 13 }, { waiting: 1 }, { readyAgents: 0 }, { inService: 0 }]) {
    const { clock, told, sample } = begin();
    sample();
    clock.advance(29_000);
    sample(change);
    sample();
    clock.advance(29_000);
    t.same(told, [], JSON.stringify(change));
    clock.advance(1_000);
    t.same(told, ['troughBegan']);
  }
});

t.test('callbacks do not end the trough that they are made in', async (t) => {
  const { clock, told, sample } = begin();
  sample();
  clock.advance(30_000);
  sample({ busy: 20, callbackChannels: 10, readyAgents: 0 });
  t.same(told, ['troughBegan']);

  sample({ busy: 23, callbackChannels: 10 });
  t.same(told, ['troughBegan', 'troughEnded']);
});

t.test('a surge ends the trough at once and keeps another from beginning', async (t) => {
  const { clock, told, actor, sample } = begin();
  sample();
  clock.advance(30_000);
  actor.send({ type: 'surge', on: true });
  t.same(told, ['troughBegan', 'troughEnded']);

  clock.advance(120_000);
  sample();
  t.equal(actor.state.phase.name, 'busy');
  actor.send({ type: 'surge', on: false });
  clock.advance(30_000);
  t.equal(actor.state.phase.name, 'trough');
});

t.test('a waiting caller ends the trough: he comes first', async (t) => {
  const { clock, told, sample } = begin();
  sample();
  clock.advance(30_000);
  sample({ waiting: 1 });
  t.same(told, ['troughBegan', 'troughEnded']);
});

t.test('no more attempts begin than there are agents, trunks and channels for', async (t) => {
  const limits = { maxTrunks: 10, reserve: 2 };
  const facts = { readyAgents: 5, withoutAgent: 0, callbackChannels: 0, freeChannels: 30 };
  t.equal(startable(facts, limits), 5);
  t.equal(startable({ ...facts, withoutAgent: 3 }, limits), 2);
  t.equal(startable({ ...facts, callbackChannels: 9 }, limits), 1);
  t.equal(startable({ ...facts, freeChannels: 3 }, limits), 1);
  t.equal(startable({ ...facts, freeChannels: 1 }, limits), 0);
  t.equal(startable({ ...facts, withoutAgent: 9 }, limits), 0);
});
