// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-49
// Is one box the whole platform in front: the public network's interface, queue, conference and transfer, with no switch beside it?
import t from 'tap';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { callInHand, FIRST, SECOND } from '../support/call-in-hand.js';
import { agent, hangUp } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

t.test(
  'from the E1 into a queue, to an agent, into a conference of three, to a number outside by the same E1',
  async (t) => {
    const place = await callInHand(t);
    const { world, box, telephone, second } = place;
    box.agents.notReady(SECOND, 'break');
    const caller = world.network.call(ACCESS_NUMBER, '13800000002');
    const ears = () => ({ caller: caller.channel.index, agent: telephone.channel, second: second.channel });
    await world.until(() => box.status().queues.some(({ name, waiting }) => name === QUEUE && waiting === 1));
    await world.advance(8_000);
    t.equal((await whoHears(world, ears())).caller, 'music', 'queued: nobody is free');

    place.caller.clear();
    await world.until(() => agent(box, 1).state === 'wrapUp');
    await hangUp(world, telephone);
    box.agents.ready(FIRST);
    await world.until(() => telephone.rings);
    telephone.lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(500);
    t.match(await whoHears(world, ears()), { caller: 'agent', agent: 'caller' });

    box.calling.consult(FIRST, { agent: SECOND });
    await world.until(() => second.rings);
    second.lift();
    await world.advance(500);
    box.calling.conference(FIRST);
    await world.advance(200);
    t.same(await whoHears(world, ears()), { caller: 'agent second', agent: 'caller second', second: 'caller agent' });
    await hangUp(world, telephone);
    t.match(await whoHears(world, ears()), { caller: 'second', second: 'caller' });

    const outside = world.network.answersAfter(world.clock, 1_000);
    box.calling.consult(SECOND, { number: '13700000007' });
    await world.advance(4_000);
    box.calling.transfer(SECOND);
    await world.advance(500);
    const mobile = outside.at(-1);
    const joined = { caller: caller.channel.index, mobile: mobile?.channel.index ?? 0 };
    t.same(await whoHears(world, joined), { caller: 'mobile', mobile: 'caller' }, 'both of them on the one E1');

    caller.clear();
    await world.until(() => mobile?.state === 'cleared', 3_000);
    await world.advance(1_000);
    const rows = await place.reads
      .selectFrom('segment')
      .selectAll()
      .where('role', '=', 'customer')
      .orderBy('n')
      .execute();
    const kinds = rows.filter(({ contact }) => contact === rows.at(-1)?.contact).map(({ kind }) => kind);
    t.match(kinds.join(' '), /^waiting talking .*held .*talking$/, 'and one record tells it all');
  },
);
