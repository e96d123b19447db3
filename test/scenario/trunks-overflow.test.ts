// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-36 analog-37
// When all channels of a trunk group are taken, calls out go by another; its lines let out what their class does; emergency calls take any line.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { agentId, openBox } from '../support/box.js';
import { hangUp } from '../support/floor.js';

const FIRST = { name: 'first', spans: ['e1-1'], slots: [1, 2], overflowTo: 'second', dialling: { outsideLine: '9' } };
const SECOND = { name: 'second', spans: ['e1-2'], slots: [1, 2], order: 'ascending' };
const MOBILE = '13912345678';

/** A shop of two carriers; `calls(n)` dials at telephone n and gives the leg that the network sees. */
async function shop(t: Test, trunkGroups: readonly object[]) {
  const place = await openBox(t, { e1s: 2, telephones: 6, config: { trunkGroups } });
  const { world } = place;
  const outside = world.network.answersAfter(world.clock, 500);
  const dial = async (port: number, digits: string) => {
    world.telephone(port).lift();
    await world.advance(600);
    world.telephone(port).dial(digits);
    await world.advance(3_000);
  };
  const calls = async (port: number, digits: string): Promise<TrunkLeg> => {
    const before = outside.length;
    await dial(port, `${digits}#`);
    await world.until(() => outside.length > before, 8_000);
    return outside[before] as TrunkLeg;
  };
  return { ...place, calls, outside, dial };
}

const lineOf = ({ channel }: TrunkLeg) => channel.spanName;

t.test('calls overflow to the other group, in its own form of the number, and back', async (t) => {
  const { world, calls } = await shop(t, [FIRST, { ...SECOND, overflowTo: 'first' }]);
  const legs = [await calls(1, MOBILE), await calls(2, MOBILE), await calls(3, MOBILE)];
  t.same(legs.map(lineOf), ['net-1', 'net-1', 'net-2']);
  t.same(
    legs.map(({ called }) => called.digits),
    [`9${MOBILE}`, `9${MOBILE}`, MOBILE],
  );
  await hangUp(world, world.telephone(1));
  await world.advance(1_000);
  t.equal(lineOf(await calls(4, MOBILE)), 'net-1', 'as soon as a channel of the first is free again');
});

t.test('what the class of the lines does not let out goes by the others, or not at all', async (t) => {
  const { box, calls, world } = await shop(t, [{ ...FIRST, class: 'local' }, SECOND]);
  t.equal(lineOf(await calls(1, '61234567')), 'net-1');
  t.equal(lineOf(await calls(2, '01061234567')), 'net-2', 'another area');
  await hangUp(world, world.telephone(1));

  const barred = await shop(t, [
    { ...FIRST, class: 'local' },
    { ...SECOND, class: 'local' },
  ]);
  t.throws(() => barred.box.calling.makeCall(agentId(1), { number: '01061234567' }), { code: 'BARRED' });
  t.ok(box);
});

t.test('an emergency call takes a line of any group, whatever its class', async (t) => {
  const closed = { name: 'third', spans: ['e1-2'], slots: [3], class: 'internal' };
  const { calls } = await shop(
    t,
    [{ ...FIRST, slots: [1], overflowTo: undefined }, closed].map((group) => JSON.parse(JSON.stringify(group))),
  );
  t.equal(lineOf(await calls(1, MOBILE)), 'net-1');
  const leg = await calls(2, '110');
  t.equal(lineOf(leg), 'net-2');
  t.equal(leg.called.digits, '110', 'without the digit of the other group');
});

t.test('round robin, and the least used', async (t) => {
  for (const order of ['roundRobin', 'leastUsed'] as const) {
    const { world, calls } = await shop(t, [{ name: 'all', spans: ['e1-1', 'e1-2'], slots: [1, 2], order }]);
    const taken: string[] = [];
    for (let call = 0; call < 5; call++) {
      const { channel } = await calls(1, MOBILE);
      taken.push(`${channel.spanName}/${channel.slot}`);
      await hangUp(world, world.telephone(1));
      await world.advance(1_500);
    }
    t.same(taken, ['net-1/1', 'net-1/2', 'net-2/1', 'net-2/2', 'net-1/1'], order);
  }
});
