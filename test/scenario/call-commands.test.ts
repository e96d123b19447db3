// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-47 001-06
// The verbs at the shell, in both languages: the same as at the telephone, refused with the same codes.
import t from 'tap';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { whoHears } from '../support/who-hears.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];

for (const language of ['en', 'zh-CN'] as const) {
  const done = { en: 'done', 'zh-CN': '完成' }[language];

  t.test(`${language}: hold, consult, transfer; supervise; park`, async (t) => {
    const place = await shop(t, { telephones: 3 }, language);
    const { world, box, spillway } = place;
    box.agents.signIn(FIRST, stationNumber(1));
    const { caller, telephone } = await talk(place);
    box.agents.signIn(SECOND, stationNumber(2));
    await world.advance(200);
    const second = world.telephone(2);
    const hears = () =>
      whoHears(world, { customer: caller.channel.index, agent: telephone.channel, second: second.channel });

    t.match(await spillway('call', 'hold', FIRST), { code: 0, text: done });
    t.match(await spillway('call', 'hold', FIRST), { code: 1, complaint: /NOT_TALKING/ });
    t.match(await spillway('call', 'retrieve', FIRST), { code: 0 });
    t.match(await spillway('call', 'consult', FIRST, 'queue:x'), { code: 1 });
    t.match(await spillway('call', 'consult', FIRST, 'nonsense'), { code: 1, complaint: /agent:ID/ });
    t.match(await spillway('call', 'consult', FIRST, SECOND), { code: 0, text: done });
    await world.until(() => second.rings);
    second.lift();
    await world.advance(300);
    t.match(await spillway('call', 'transfer', FIRST), { code: 0 });
    await world.advance(200);
    t.match(await hears(), { customer: 'second', second: 'customer' });
    await hangUp(world, telephone);
    box.agents.finishWrapUp(FIRST);
    box.agents.notReady(FIRST, 'meeting');

    t.match(await spillway('supervise', FIRST, SECOND, 'whisper'), { code: 0, text: done });
    await world.until(() => telephone.rings);
    telephone.lift();
    await world.advance(300);
    t.same(await hears(), { customer: 'second', agent: 'customer second', second: 'customer agent' });
    await hangUp(world, telephone);

    const parked = await spillway('call', 'park', SECOND, '--json');
    t.same(JSON.parse(parked.text), { place: '1' });
    await hangUp(world, second);
    t.match(await spillway('call', 'unpark', FIRST, '2'), { code: 1, complaint: /2/ });
    t.match(await spillway('call', 'unpark', FIRST, '1'), { code: 0 });
    await world.until(() => telephone.rings);
    telephone.lift();
    await world.advance(300);
    t.match(await hears(), { customer: 'agent', agent: 'customer' });
    t.match(await spillway('call', 'transfer', FIRST, `queue:${QUEUE}`), { code: 0 });
    await world.advance(200);
    t.match(agent(box, 1).state, /wrapUp|notReady/);
    t.match(await place.events('call.held'), [{ source: 'shell' }, {}]);
    t.match(await spillway('call', 'fly', FIRST), { code: 2 });
    t.match(await spillway('supervise', '--help'), { text: /spillway supervise 1010 1001/ });
  });
}
