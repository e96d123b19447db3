// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-04
// A supervisor sends a customer away at the shell: is he with the other one, is the agent free, and who did it, in the reader's language?
import t from 'tap';
import { agentId, stationNumber } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { whoHears } from '../support/who-hears.js';

const [FIRST, SECOND, BOSS] = [agentId(1), agentId(2), agentId(3)];

for (const language of ['en', 'zh-CN'] as const) {
  t.test(`spillway supervise ... transfer, ${language}`, async (t) => {
    const place = await shop(t, { telephones: 3 }, language);
    const { world, box, spillway, reads, events } = place;
    box.agents.signIn(FIRST, stationNumber(1));
    const { caller, telephone } = await talk(place);
    box.agents.signIn(SECOND, stationNumber(2));
    await world.advance(200);

    t.match(await spillway('supervise', BOSS, FIRST, 'transfer', 'queue:none'), { code: 1, complaint: /none/ });
    const said = await spillway('supervise', BOSS, FIRST, 'transfer', `agent:${SECOND}`);
    t.equal(said.code, 0, said.complaint);
    t.comment(said.text);
    const second = world.telephone(2);
    await world.until(() => second.rings);
    second.lift();
    await world.advance(500);

    const ears = { customer: caller.channel.index, agent: telephone.channel, second: second.channel };
    t.match(await whoHears(world, ears), { customer: 'second', second: 'customer' });
    t.match([agent(box, 1).state, agent(box, 2).state], ['wrapUp', 'talking']);
    await box.settled();
    const [moved] = await events('call.transferred');
    t.match(moved, { actor: /./, source: 'shell', agent: FIRST });
    const stays = await reads.selectFrom('segment').selectAll().where('endReason', '=', 'forcedTransfer').execute();
    t.match(stays, [{ agent: FIRST }]);
  });
}
