// SPDX-License-Identifier: GPL-2.0-or-later
// The exchange dies or freezes under conversations, a promise and a callback, and comes back: what becomes of each of them?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import { sleep } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, type FaultTown, faultTown } from '../support/fault-town.js';
import { wav, wavChannels } from '../support/wav.js';

const LEAVE_NUMBER = '88880002'; // nobody is there: callers are promised a callback at once
const ALWAYS = { hours: [{ from: '00:00', to: '24:00' }] };
const TALKERS = [0, 1];
const PROMISED = 2;
const LIMIT = { timeout: 90_000 };
const AGREEMENT = 5_000; // after layer 2 is up again

/** Two conversations, recorded, and a promise of ten seconds that has begun. No callback is made meanwhile. */
async function busyTown(t: Test): Promise<FaultTown> {
  const town = await faultTown(t, {
    config: {
      accessNumbers: [
        { number: ACCESS_NUMBER, queue: 'sales' },
        { number: LEAVE_NUMBER, queue: 'nobody' },
      ],
      queues: [{ name: 'sales', wrapUp: '0s' }, { name: 'nobody' }],
      callback: { window: ALWAYS, trough: { hold: '1h' } },
    },
  });
  writeFileSync(join(town.folder, 'promise.wav'), wav(Buffer.alloc(80_000, 0x55)));
  town.agentsLift();
  for (const channel of TALKERS) await town.exchange.call(channel, ACCESS_NUMBER, `1390000000${channel}`);
  await town.until(({ recordings }) => recordings.underWay === TALKERS.length);
  await town.exchange.call(PROMISED, LEAVE_NUMBER, '13900000009');
  await town.untilTrue(async () => (await town.events('promise.started')).length === 1);
  return town;
}

/** Within five seconds of layer 2 both sides have the same calls, and no alarm stands. */
async function agreed(t: Test, town: FaultTown): Promise<void> {
  await town.until(({ spans }) => spans[0]?.dChannel === 'up' && spans[0].alarm === undefined);
  const up = town.clock.now();
  await town.untilTrue(() => String(town.busy) === String(town.exchange.busy), AGREEMENT);
  await town.until(({ spans }) => spans[0]?.inService === 30, AGREEMENT);
  t.ok(town.clock.now() - up < AGREEMENT, 'every channel is in service, with the same calls at both ends');
  t.same(town.alarms(), []);
}

/** The callers are gone: agents put down; the next call finds one of them. */
async function nextCall(t: Test, town: FaultTown): Promise<void> {
  for (const agent of town.agents) agent.putDown();
  await town.until(
    ({ agents, recordings }) => recordings.underWay === 0 && agents.every(({ state }) => state === 'ready'),
  );
  const call = await town.exchange.call(7, ACCESS_NUMBER, '13900000077');
  await town.exchange.facts.wait('answered', { call });
  await town.until(({ recordings }) => recordings.underWay === 1);
  t.same(town.busy, [7]);
  await town.exchange.ask('clear', call, 16);
  await town.until(({ calls, recordings }) => calls.inProgress === 0 && recordings.underWay === 0);
}

/** Nothing is lost: the identity holds, each promise that began has one request, each recording is whole. */
async function nothingLost(t: Test, town: FaultTown): Promise<void> {
  await town.box.settled();
  const conversations = TALKERS.length + 1; // and the next call
  t.match(await balance(town.reads), {
    balanced: true,
    calls: { offered: conversations + 1, answered: conversations, captured: 1, inProgress: 0 },
  });
  const requests = await town.reads.selectFrom('callbackRequest').selectAll().execute();
  t.match(requests, [{ number: '+8613900000009', state: 'open', captures: 1, promised: 1 }]);
  const rows = await town.reads.selectFrom('recording').selectAll().execute();
  const whole = rows.map(({ file, durationMs, gapMs, state }) => {
    const [left] = wavChannels(join(town.folder, 'data', 'recordings', file));
    return state === 'complete' && gapMs === 0 && (left?.length ?? 0) / 8 === durationMs;
  });
  t.same(whole, Array(conversations).fill(true), 'recordings are whole, and as long as the catalogue says');
}

async function causes(town: FaultTown): Promise<unknown[]> {
  await town.box.settled();
  const rows = await town.reads.selectFrom('call').select('cause').orderBy('offeredAt').execute();
  return rows.map(({ cause }) => cause);
}

t.test(
  'killed for longer than T309: its calls are cleared after 6 s, and all is well when it is back',
  LIMIT,
  async (t) => {
    const town = await busyTown(t);
    const died = town.clock.now();
    await town.exchange.end();
    await town.untilTrue(() => town.alarms().length === 2);
    t.same(town.alarms(), ['D_CHANNEL_DOWN', 'SPAN_LOSS_OF_SIGNAL']);
    t.equal(town.box.status().spans[0]?.inService, 0, 'nobody can dial into the dead span');

    await town.until(({ calls }) => calls.inProgress === 0);
    const lasted = town.clock.now() - died;
    t.ok(lasted > 5_000 && lasted < 8_000, `T309: ${lasted} ms`);
    t.same(await causes(town), [41, 41, 41], 'temporary failure: nobody hung up');
    await town.beginExchange();
    await agreed(t, town);
    await nextCall(t, town);
    await nothingLost(t, town);
    const told = [...(await town.events('span.alarmRaised')), ...(await town.events('span.alarmCleared'))];
    t.equal(told.filter(({ at }) => at > died).length, 2, 'the alarm came and went once');
    t.equal((await town.events('span.dChannelDown')).length, 1);
  },
);

t.test('killed and back within T309: the calls that it has forgotten are cleared', LIMIT, async (t) => {
  const town = await busyTown(t);
  await town.exchange.end();
  await town.beginExchange();
  await agreed(t, town);
  t.same(town.exchange.busy, []);
  await town.until(({ calls }) => calls.inProgress === 0);
  await nextCall(t, town);
  await nothingLost(t, town);
});

t.test(
  'frozen for 20 s with its sockets open: the D-channel is lost, the conversations outlive it',
  LIMIT,
  async (t) => {
    const town = await busyTown(t);
    town.exchange.signal('SIGSTOP');
    await sleep(town.clock, 20_000);
    t.same(town.alarms(), ['D_CHANNEL_DOWN']);
    town.exchange.signal('SIGCONT');
    await agreed(t, town);
    t.same(town.busy, TALKERS, 'within T309');
    for (const agent of town.agents) agent.putDown();
    await town.until(({ calls }) => calls.inProgress === 0);
    await nextCall(t, town);
    await nothingLost(t, town);
  },
);

t.test('frozen for 30 s: T309 clears the calls here, and there when it goes on', LIMIT, async (t) => {
  const town = await busyTown(t);
  town.exchange.signal('SIGSTOP');
  await sleep(town.clock, 30_000);
  t.equal(town.box.status().calls.inProgress, 0);
  town.exchange.signal('SIGCONT');
  await agreed(t, town);
  t.same(town.exchange.busy, [], 'no ghost of a call');
  await nextCall(t, town);
  await nothingLost(t, town);
});

t.test('killed while it rings a customer: he is called again when it is back, and only then', LIMIT, async (t) => {
  const spacing = Object.fromEntries(['congestion', 'unreachable', 'protocol', 'noAnswer'].map((how) => [how, '1s']));
  const callback = { window: ALWAYS, trough: { hold: '1s' }, spacing, perNumber: [{ calls: 1, within: '1s' }] };
  const town = await faultTown(t, { agents: 1, config: { callback } });
  town.agentsLift();
  town.box.agents.signOut('1001'); // nobody is there: he is promised a callback
  const caller = await town.exchange.call(0, ACCESS_NUMBER, '13900000009');
  await town.exchange.facts.wait('cleared', { call: caller });
  town.box.agents.signIn('1001', '801');
  const { call } = await town.exchange.facts.wait('offered');
  await town.exchange.ask('alert', call);
  await town.exchange.end();
  await town.untilTrue(() => town.alarms().length === 2);
  await sleep(town.clock, 4_000);
  t.equal((await town.events('callback.attempted')).length, 1, 'no second attempt while the span is dead');

  await town.beginExchange();
  const again = await town.exchange.facts.wait('offered');
  await town.exchange.ask('alert', again.call);
  await town.exchange.ask('answer', again.call);
  await town.exchange.facts.wait('answered', { call: again.call });
  await town.untilTrue(async () => (await town.events('callback.reached')).length === 1);
  await town.exchange.ask('sendDigits', again.channel, '1');
  await town.untilTrue(async () => (await town.events('callback.completed')).length === 1);
  const attempts = await town.reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt').execute();
  t.match(attempts, [{ number: '+8613900000009' }, { number: '+8613900000009', outcome: 'connected' }]);
  t.ok((attempts[0]?.endedAt ?? Number.POSITIVE_INFINITY) <= (attempts[1]?.startedAt ?? 0), 'one at a time');
  t.comment(`the first ended as ${attempts[0]?.outcome}, cause ${attempts[0]?.cause}`);
});
