// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-08 001-33
// A supervisor listens from a telephone where nobody is signed in: by a code, his number and his PIN; the keys 4, 5, 6 change how.
import t, { type Test } from 'tap';
import { agentId, QUEUE } from '../support/box.js';
import { callInHand, FIRST } from '../support/call-in-hand.js';
import { hears } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

const BOSS = agentId(3);

async function watched(t: Test) {
  const agents = [1, 2, 3].map((n) => ({
    ...{ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE] },
    ...(agentId(n) === BOSS && { rights: ['calls.supervise'] }),
  }));
  const place = await callInHand(t, { config: { agents, access: { tries: 2, lockout: '5min' } } });
  const { world } = place;
  const telephone = world.telephone(3);
  /** At a telephone where nobody is signed in. */
  const dial = async (who: string, pin: string, code = '*86801') => {
    telephone.lift();
    await world.advance(600);
    for (const [keys, then] of [
      [code, 'agent-key-in-number'],
      [`${who}#`, 'agent-key-in-pin'],
    ] as const) {
      const asked = world.listen(telephone.channel, await world.load(`zh-CN/${then}`));
      telephone.dial(keys);
      await world.until(() => asked.heard, 10_000);
    }
    telephone.dial(`${pin}#`);
    await world.advance(1_500);
  };
  const refused = async (who: string, pin: string, word: string) => {
    await dial(who, pin);
    await hears(world, telephone.channel, []);
    const said = world.listen(telephone.channel, await world.load(`zh-CN/${word}`));
    await world.until(() => said.heard, 5_000);
    telephone.putDown();
    await world.advance(1_200);
  };
  const ears = { customer: place.caller.channel.index, agent: place.telephone.channel, boss: telephone.channel };
  return { ...place, boss: telephone, dial, refused, hears: () => whoHears(world, ears) };
}

t.test('he listens, whispers, talks; it stands in the log by his name', async (t) => {
  const place = await watched(t);
  const { world, boss, dial } = place;
  await dial(BOSS, '4711');
  t.same(await place.hears(), { customer: 'agent', agent: 'customer', boss: 'customer agent' });
  boss.dial('5');
  await world.advance(500);
  t.same(await place.hears(), { customer: 'agent', agent: 'customer boss', boss: 'customer agent' });
  boss.dial('6');
  await world.advance(500);
  t.same(await place.hears(), { customer: 'agent boss', agent: 'customer boss', boss: 'customer agent' });
  boss.dial('4');
  await world.advance(500);
  t.same(await place.hears(), { customer: 'agent', agent: 'customer', boss: 'customer agent' });
  boss.putDown();
  await world.advance(1_200);
  t.same(await place.hears(), { customer: 'agent', agent: 'customer', boss: '' });
  t.match(await place.events('call.supervised'), [{}, {}, {}, {}]);
  const [first] = await place.events('call.supervised');
  t.match(first, { actor: `agent:${BOSS}`, source: 'telephone' });
});

t.test('without the right, with a wrong PIN, and locked out he hears nothing of it', async (t) => {
  const { refused, hears: table } = await watched(t);
  await refused(FIRST, '4711', 'agent-not-allowed');
  await refused(BOSS, '1111', 'agent-wrong-pin');
  await refused(BOSS, '1111', 'agent-wrong-pin');
  await refused(BOSS, '4711', 'agent-pin-locked');
  t.same(await table(), { customer: 'agent', agent: 'customer', boss: '' });
});
