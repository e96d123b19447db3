// SPDX-License-Identifier: GPL-2.0-or-later
// Does a program's script compose: another script in it, a wait with an outcome, somebody dialled, a caller given away? And does its error end one call only?
import t from 'tap';
import type { Dialogue } from '../../src/index.js';
import { type BoxOptions, openBox, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';

async function scripted(
  t: Parameters<typeof openBox>[0],
  shop: (dialogue: Dialogue) => Promise<void>,
  more: BoxOptions = {},
) {
  const flows = { end: { steps: { bye: { say: 'goodbye', bargeIn: false, next: 'hangUp' } } } };
  const config = { accessNumbers: [{ number: '88880001', menu: 'shop' }], flows };
  const place = await openBox(t, { telephones: 2, config, dialogues: { shop }, ...more });
  const { world } = place;
  const calls = () => {
    const caller = world.network.call('88880001', '13912345678');
    const hears = async (prompt: string) => {
      const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
      await world.until(() => listened.heard, 60_000);
      await world.advance(300);
    };
    return { caller, hears };
  };
  return { ...place, calls };
}

t.test('a script in a script, then a wait whose outcome it goes on with, then another flow', async (t) => {
  const came: unknown[] = [];
  const asks = (dialogue: Dialogue) => dialogue.menu('menu-main', { choices: '12' });
  const { world, box, calls } = await scripted(t, async (dialogue) => {
    await dialogue.answer();
    came.push(await dialogue.invoke(asks));
    came.push(await dialogue.enqueue(QUEUE, ['talked']));
    await dialogue.pass({ kind: 'flow', flow: 'end' });
    came.push('never');
  });
  const { caller, hears } = calls();
  await hears('menu-main');
  caller.sendDigits('2');
  await world.until(() => world.telephone(1).rings, 20_000);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(1_000);
  world.telephone(1).putDown();
  await hears('goodbye');
  await world.until(() => caller.state === 'cleared');
  t.same(came, ['2', { outcome: 'talked', queue: QUEUE, agent: '1001' }]);
});

t.test('somebody is dialled: who is not there leads on, who answers ends the script', async (t) => {
  const came: unknown[] = [];
  const { world, calls } = await scripted(t, async (dialogue) => {
    await dialogue.answer();
    came.push(await dialogue.dial({ kind: 'agent', agent: 'nobody' }));
    await dialogue.dial({ kind: 'station', station: '802' });
    came.push('never');
  });
  const { caller } = calls();
  await world.until(() => world.telephone(2).rings, 20_000);
  world.telephone(2).lift();
  await world.advance(3_000);
  t.equal(caller.state, 'connected');
  t.same(came, [false]);
  caller.clear();
});

t.test('an exception ends the call of its script, and no other', async (t) => {
  let nth = 0;
  const { world, box, calls } = await scripted(t, async (dialogue) => {
    await dialogue.answer();
    if (++nth === 2) throw new Error('the program is wrong');
    await dialogue.say('menu-main', { bargeIn: false });
    await dialogue.pass({ kind: 'queue', queue: QUEUE });
  });
  const good = calls();
  await world.until(() => good.caller.state === 'connected');
  const bad = calls();
  await world.until(() => bad.caller.state === 'cleared', 20_000);
  await world.until(() => world.telephone(1).rings, 30_000);
  t.equal(good.caller.state, 'connected');
  t.equal(box.status().queues[0]?.waiting, 1);
  good.caller.clear();
});
