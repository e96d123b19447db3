// SPDX-License-Identifier: GPL-2.0-or-later
// Does whoever has a box speak its greeting at a telephone, do callers hear it, and nobody else's box another one?
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, agentId, openBox, QUEUE } from '../support/box.js';
import { hangUp, hears } from '../support/floor.js';
import { projectFile } from '../support/world.js';

const OWN_NUMBER = '88880091';
const GROUP_NUMBER = '88880099';

t.test(
  'he keys in his own box, speaks, keeps it; another’s box and the prompts of the house are not his',
  async (t) => {
    const agents = [1, 2].map((n) => ({ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE] }));
    const { world, box, events } = await openBox(t, {
      config: {
        agents,
        accessNumbers: [
          { number: ACCESS_NUMBER, queue: QUEUE },
          { number: OWN_NUMBER, message: '1001' },
          { number: GROUP_NUMBER, message: 'service' },
        ],
        mailboxes: [
          { name: '1001', number: '1001', agents: ['1001'] },
          { name: 'service', number: '600', queues: [QUEUE] },
        ],
      },
    });
    const telephone = world.telephone(1);
    const keys = async (prompt: string, digits: string) => {
      await hears(world, telephone.channel, [prompt]);
      telephone.dial(digits);
      await world.advance(digits.length * 160 + 200);
    };
    const begin = async (agent: string) => {
      telephone.lift();
      await world.advance(500);
      telephone.dial('*89');
      await keys('agent-key-in-number', `${agent}#`);
      await keys('agent-key-in-pin', '4711#');
    };
    const callerHears = async (number: string, prompt: string) => {
      const caller = world.network.call(number);
      const listened = world.listen(caller.channel.index, await world.load(prompt));
      await world.until(() => listened.heard, 20_000);
      caller.clear();
      await world.until(() => caller.state === 'cleared');
      await world.advance(1_000);
    };
    const ours = projectFile('prompts/zh-CN/leave-a-message.wav');
    await callerHears(OWN_NUMBER, ours);

    await begin('1001');
    await keys('prompt-key-in-number', '1001#');
    await keys('prompt-menu', '1');
    const folder = join(world.folder, 'data/spoken');
    await world.until(() => existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.part')), 600_000);
    await world.advance(400);
    world.media.play(telephone.channel, [await world.load('zh-CN/goodbye')]);
    await world.advance(2_500);
    telephone.dial('#');
    await world.advance(400);
    await box.settled();
    await keys('prompt-recorded', '2');
    await hears(world, telephone.channel, ['prompt-done']);
    await hangUp(world, telephone);
    await box.settled();
    t.match(await events('prompt.imported'), [{ actor: 'agent:1001', detail: /"name":"greeting-1001"/ }]);
    await callerHears(OWN_NUMBER, join(world.folder, 'data/prompts/zh-CN/greeting-1001.wav'));
    await callerHears(GROUP_NUMBER, ours);

    for (const notHis of ['600#', '1#']) {
      await begin('1001');
      await keys('prompt-key-in-number', notHis);
      await hears(world, telephone.channel, ['agent-not-possible']);
      await hangUp(world, telephone);
    }
    await begin('1002');
    await hears(world, telephone.channel, ['agent-not-allowed']);
    await hangUp(world, telephone);
  },
);
