// SPDX-License-Identifier: GPL-2.0-or-later
// Does a whole E1 carry calls, and two as one group? Runs in the machine of tools/dahdi-vm (npm run test:dahdi);
// `trunks.js virtual` tries the same over sockets.

import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { elementValue } from '../../src/line/index.js';
import { CarelessExchange } from './careless-exchange.js';
import { e1, TWO_SPANS } from './spillway-conf.js';
import { BEARERS, over, Side, SPANS, times, virtual, Wires } from './two-spans.js';

const ACCESS = '4001234';
const E1_1 = [{ name: 'trunk', spans: ['e1-1'], order: 'ascending' }] as const;
const TRIES = 5;
const ENOUGH = 10_000; // three digits take 0.6 s

async function bothSides(t: Test, wires = new Wires(t)): Promise<{ ours: Side; theirs: Side }> {
  const ours = new Side(t, wires.box(['e1-1']), E1_1).answerAll();
  const theirs = new Side(t, wires.exchange(['e1-1']), E1_1).answerAll();
  await Promise.all([ours.up(), theirs.up()]);
  return { ours, theirs };
}

/** Two digits that no other channel has. */
const mark = (leg: TrunkLeg) => String(leg.channel.slot).padStart(2, '0');

/** What comes over a leg until `#`, or for so long that nothing more will come. */
function typedOn(leg: TrunkLeg): Promise<string> {
  return new Promise((resolve) => {
    let typed = '';
    const end = leg.digit.on(({ digit }) => {
      if (digit !== '#') typed += digit;
      else done();
    });
    const done = () => {
      end();
      resolve(typed);
    };
    sleep(new SystemClock(), ENOUGH, leg.signal).then(done, done);
  });
}

/**
 * Each caller keys his own mark, and it must be heard at the other end of his channel. An emulated machine may stand
 * still for longer than audio is written ahead: then slips were counted, and it is tried again.
 */
async function keyMarks(t: Test, ours: Side, theirs: Side, callers: readonly TrunkLeg[]): Promise<void> {
  const slips = () => ours.media.counters().slips + theirs.media.counters().slips;
  for (let tries = 1; ; tries++) {
    const before = slips();
    const typed = ours.offered.map(typedOn);
    for (const leg of callers) leg.sendDigits(`${mark(leg)}#`, { onMs: 100, offMs: 100 });
    const heard = (await Promise.all(typed)).map((digits, i) => [ours.offered[i] as TrunkLeg, digits] as const);
    const misheard = heard.filter(([leg, digits]) => digits !== mark(leg));
    t.comment(`${callers.length} callers keyed at once, ${slips() - before} slips`);
    if (misheard.length > 0 && slips() > before && tries < TRIES) continue;
    t.same(
      misheard.map(([leg, digits]) => `${leg.channel.name} heard ${digits}`),
      [],
      'each hears his own caller',
    );
    return;
  }
}

t.test('thirty calls at once; the 31st caller is refused by the exchange with 34, and no SETUP is seen', async (t) => {
  const { ours, theirs } = await bothSides(t);

  const callers = times(BEARERS).map((n) => theirs.dial('trunk', ACCESS, `139000000${n + 10}`));
  await Promise.all([...callers.map((leg) => leg.connected)]);
  await Promise.all(ours.offered.map((leg) => leg.connected));

  t.match(ours.lines.utilisation(), { busy: BEARERS, inService: BEARERS });
  t.same(
    ours.offered.map(({ channel, calling }) => `${channel.slot} ${calling.digits}`).sort(),
    callers.map(({ channel, calling }) => `${channel.slot} ${calling.digits}`).sort(),
    'each caller is on the channel on which the exchange has him',
  );
  t.throws(() => theirs.dial('trunk', ACCESS), {
    code: 'NO_CHANNEL',
    message: /30 of 30 in service are busy \(cause 34\)/,
  });
  await keyMarks(t, ours, theirs, callers);

  for (const leg of callers) leg.clear();
  await Promise.all([...callers, ...ours.offered].map(over));
  t.equal(ours.offered.length, BEARERS, 'no SETUP but the thirty');
  t.match(ours.lines.utilisation(), { busy: 0, inService: BEARERS });
});

t.test('thirty calls out; the 31st ends in the box with 34, and when one is over another goes out', async (t) => {
  const { ours, theirs } = await bothSides(t);

  const calls = times(BEARERS).map((n) => ours.dial('trunk', `139000000${n + 10}`));
  await Promise.all(calls.map((leg) => leg.connected));
  t.throws(() => ours.dial('trunk', '13900000099'), { code: 'NO_CHANNEL', message: /cause 34/ });
  t.equal(theirs.offered.length, BEARERS);

  const [first, ...rest] = calls as [TrunkLeg, ...TrunkLeg[]];
  first.clear();
  await over(first);
  const next = ours.dial('trunk', '13900000098');
  await next.connected;
  t.equal(next.channel, first.channel);
  t.same(theirs.offered.map(({ called }) => called.digits).slice(BEARERS), ['13900000098']);
  for (const leg of [...rest, next]) leg.clear();
  await Promise.all([...rest, next].map(over));
});

const onlyDriver = { skip: virtual && 'the careless exchange speaks to the driver' };
t.test('a SETUP that names a busy channel is refused with 44, or gets another', onlyDriver, async (t) => {
  const ours = new Side(t, new Wires(t).box(['e1-1']), E1_1).answerAll();
  const theirs = new CarelessExchange(t, e1('e1-1', TWO_SPANS.exchange.e1s[0]).dChannel);
  await ours.up();
  const slot = 5;
  theirs.setup(1, { slot, exclusive: true, called: ACCESS });
  await theirs.told(1, 'CONNECT');
  theirs.acknowledgeConnect(1);
  const [held] = ours.offered;
  await held?.connected;
  t.match(held, { channel: { slot } });

  theirs.setup(2, { slot, exclusive: true, called: ACCESS });
  const refused = await theirs.told(2, 'RELEASE COMPLETE');
  t.match(elementValue(refused.elements, 'cause'), { number: 44 });

  theirs.setup(3, { slot, exclusive: false, called: ACCESS });
  const moved = await theirs.told(3, 'CONNECT');
  theirs.acknowledgeConnect(3);
  const other = ours.offered.at(-1);
  t.equal(ours.offered.length, 2, 'the refused call was told to nobody');
  t.not(other?.channel.slot, slot);
  t.match(elementValue(moved.elements, 'channelIdentification'), { channels: [other?.channel.slot] });
  t.equal(held?.state, 'connected', 'the call that was there is untouched');

  await Promise.all([theirs.clear(1), theirs.clear(3), ...ours.offered.map(over)]);
  t.match(ours.lines.utilisation(), { busy: 0, inService: BEARERS });
});

t.test(
  'two spans in one trunk group: round robin takes one after the other, least used the one that rested',
  async (t) => {
    const wires = new Wires(t);
    const ours = new Side(t, wires.box(SPANS), [
      { name: 'inTurn', spans: SPANS, order: 'roundRobin' },
      { name: 'evenly', spans: SPANS, order: 'leastUsed' },
    ]);
    const theirs = new Side(t, wires.exchange(SPANS), []).answerAll();
    await Promise.all([ours.up(), theirs.up()]);
    const all = ours.lines.trunkGroup('inTurn').channels.map(({ name }) => name);
    const call = async (group: string) => {
      const leg = ours.dial(group, '13900000001');
      await leg.connected;
      leg.clear();
      await over(leg);
      return leg.channel.name;
    };

    const inTurn: string[] = [];
    for (const _ of times(BEARERS + 4)) inTurn.push(await call('inTurn'));
    t.same(inTurn, all.slice(0, BEARERS + 4), 'the 31st call goes over the second span');

    const rested: string[] = [];
    for (const _ of times(4)) rested.push(await call('evenly'));
    t.same(rested, all.slice(BEARERS + 4, BEARERS + 8));
    const together = times(10).map(() => ours.dial('evenly', '13900000002'));
    await Promise.all(together.map((leg) => leg.connected));
    t.same(
      together.map(({ channel }) => channel.name),
      all.slice(BEARERS + 8, BEARERS + 18),
    );
    t.same(
      theirs.offered.map(({ channel }) => channel.name),
      [...inTurn, ...rested, ...together.map(({ channel }) => channel.name)],
      'the exchange saw each on that channel',
    );
    for (const leg of together) leg.clear();
    await Promise.all(together.map(over));
  },
);
