// SPDX-License-Identifier: GPL-2.0-or-later
// What does the exchange see of a customer who is never reached? No more SETUPs than the limits, and each of them in the records.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { leaveNumber } from '../support/people.js';

const NUMBER = '13912345678';
const SECOND = 1_000;
const CONGESTION = 34;
/** Six minutes of an exchange that fails at once would have been many SETUPs. */
const CALLBACK = {
  perNumber: [
    { calls: 2, within: '20s' },
    { calls: 3, within: '7d' },
  ],
  spacing: { congestion: '1s' },
};

/** A promise to keep, at an exchange that treats each SETUP so; gives when they came. */
async function called(
  t: Test,
  treat: (leg: TrunkLeg) => void,
  more: { readonly config?: object; readonly mode?: 'push' | 'pull' } = {},
): Promise<{ box: BoxWorld; setups: { readonly at: number; readonly digits: string }[] }> {
  const queues = [{ name: QUEUE, callback: { mode: more.mode ?? 'push' } }];
  const box = await openBox(t, { signedIn: 0, config: { callback: CALLBACK, queues, ...more.config } });
  await leaveNumber(box.world, NUMBER);
  box.box.agents.signIn(agentId(1), stationNumber(1));
  const setups: { at: number; digits: string }[] = [];
  box.world.network.calls.offered.on((leg) => {
    setups.push({ at: box.world.clock.now(), digits: leg.called.digits });
    treat(leg);
  });
  return { box, setups };
}

const attempts = ({ reads }: BoxWorld) =>
  reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt').execute();

function ringsThenFails(leg: TrunkLeg): void {
  leg.alert();
  leg.clear(CONGESTION);
}

t.test('ALERTING and then "no circuit" counts: the telephone is rung as often as the limits say', async (t) => {
  const { box, setups } = await called(t, ringsThenFails);
  await box.world.advance(90 * SECOND);

  t.equal(setups.length, 3);
  const [first = 0, , third = 0] = setups.map(({ at }) => at);
  t.ok(third - first >= 20 * SECOND, `${third - first} ms from the first to the third`);
  const rows = await attempts(box);
  t.equal(rows.filter(({ rangAt }) => rangAt !== null).length, 3);
  const [row] = await box.box.callbacks.list({ all: true });
  t.match(row, { state: 'givenUp', reason: 'attempts', attempts: 3, setups: 3 });
});

t.test('an announcement in band counts like ringing; nothing of both does not take an attempt', async (t) => {
  for (const { treat, counted } of [
    {
      counted: 3,
      treat: (leg: TrunkLeg) => {
        leg.proceed();
        leg.sendProgress({ inBand: true });
        leg.clear(CONGESTION);
      },
    },
    { counted: 0, treat: (leg: TrunkLeg) => leg.clear(CONGESTION) },
  ]) {
    const { box, setups } = await called(t, treat);
    await box.world.advance(60 * SECOND);
    t.equal(setups.length, 3);
    t.match(await box.box.callbacks.list({ all: true }), [{ attempts: counted, setups: 3 }]);
  }
});

t.test('a channel that the exchange refuses is no licence to send SETUP after SETUP', async (t) => {
  const { box, setups } = await called(t, (leg) => leg.clear(44));
  await box.world.advance(60 * SECOND);
  t.equal(setups.length, 3);
  t.match(await box.box.callbacks.list(), [{ state: 'open', attempts: 0, setups: 3 }]);
});

t.test('an agent who asks again and again keeps to the limits, too', async (t) => {
  const { box, setups } = await called(t, ringsThenFails, { mode: 'pull' });
  for (let second = 0; second < 60; second++) {
    box.box.callbacks.next(agentId(1));
    await box.world.advance(SECOND);
  }
  t.equal(setups.length, 3);
});

t.test(
  'what was dialled stands in the attempt, prefixes included; the other form is an attempt of its own',
  async (t) => {
    const wrong = (leg: TrunkLeg) => (leg.called.digits.startsWith('0') ? ringsThenFails(leg) : leg.clear(1));
    const { box, setups } = await called(t, wrong, { config: { callback: { ...CALLBACK, setups: 2 } } });
    await box.world.advance(60 * SECOND);
    t.same(
      setups.map(({ digits }) => digits),
      [NUMBER, `0${NUMBER}`],
    );
    t.match(await attempts(box), [
      { dialled: NUMBER, outcome: 'badNumber', cause: 1 },
      { dialled: `0${NUMBER}`, outcome: 'congestion', cause: 34 },
    ]);
    const [row] = await box.box.callbacks.list({ all: true });
    t.match(row, { state: 'givenUp', reason: 'setups', attemptList: [{ dialled: NUMBER }, { dialled: `0${NUMBER}` }] });
  },
);
