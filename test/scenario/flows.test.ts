// SPDX-License-Identifier: GPL-2.0-or-later
// Does a flow that stands in the file lead a real caller: by his keys, to what he hears, to an agent and back?
import t from 'tap';
import type { OpenOptions } from '../../src/engine/index.js';
import { openBox, QUEUE } from '../support/box.js';
import { agent } from '../support/floor.js';

const FLOWS = {
  shop: {
    fallback: { queue: QUEUE },
    steps: {
      hello: { say: 'welcome', next: 'main' },
      main: {
        menu: 'menu-main',
        choices: { '1': 'order', '2': 'news', '8': 'english', '0': { queue: QUEUE } },
        attempts: 2,
      },
      news: { say: 'please-hold', bargeIn: false, next: 'main' },
      english: { language: 'en', next: 'main' },
      order: { collect: 'key-in-your-number', into: 'order', length: { min: 4, max: 8 }, readBack: true, next: 'ask' },
      ask: { call: 'lookUp', into: 'state', next: 'tell', failed: 'wait' },
      tell: { say: ['you-entered', { digits: 'state' }], next: 'wait' },
      wait: { attach: ['order', 'state'], next: 'queue' },
      queue: { queue: QUEUE, talked: 'bye' },
      bye: { say: 'goodbye', bargeIn: false, next: 'hangUp' },
    },
  },
};
const config = { accessNumbers: [{ number: '88880001', menu: 'shop' }], flows: FLOWS };

async function shop(
  t: Parameters<typeof openBox>[0],
  functions: NonNullable<OpenOptions['functions']> = { lookUp: () => '42' },
) {
  const place = await openBox(t, { functions, config });
  const { world } = place;
  const caller = world.network.call('88880001', '13912345678');
  const hears = async (prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(prompt));
    await world.until(() => listened.heard, 30_000);
    await world.advance(400); // his last key is over
  };
  return { ...place, caller, hears };
}

t.test(
  'he keys in what he is asked, confirms it, hears what a program found, talks with an agent, and hears a last word',
  async (t) => {
    const asked: unknown[] = [];
    const functions = {
      lookUp: (values: Readonly<Record<string, string>>) => {
        asked.push(values);
        return '42';
      },
    };
    const { world, box, caller, hears, reads } = await shop(t, functions);
    await hears('zh-CN/menu-main');
    caller.sendDigits('1');
    await hears('zh-CN/key-in-your-number');
    caller.sendDigits('1234#');
    await hears('zh-CN/confirm-1-again-2');
    caller.sendDigits('1');
    await world.until(() => world.telephone(1).rings, 30_000);
    t.match(asked, [{ calling: '13912345678', order: '1234' }]);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    await world.advance(2_000);
    world.telephone(1).putDown();
    await hears('zh-CN/goodbye');
    await world.until(() => caller.state === 'cleared');
    await box.settled();
    const [contact] = await reads.selectFrom('contact').selectAll().execute();
    t.match(contact, { disposition: 'answered' });
    t.match(JSON.parse(String(contact?.data)), { order: '1234', state: '42' });
  },
);

t.test('a language holds for all that he hears afterwards', async (t) => {
  const { caller, hears } = await shop(t);
  await hears('zh-CN/menu-main');
  caller.sendDigits('8');
  await hears('en/menu-main');
  caller.clear();
});

t.test('who keys nothing in is not left alone: he comes to the queue', async (t) => {
  const { world, hears, caller } = await shop(t);
  await hears('zh-CN/nothing-entered');
  await world.until(() => world.telephone(1).rings, 60_000);
  caller.clear();
});

t.test(
  'what is typed ahead, also into what must be heard, answers the questions that follow: none of them is said',
  async (t) => {
    const { world, caller, hears } = await shop(t);
    await hears('zh-CN/menu-main');
    caller.sendDigits('2');
    await hears('zh-CN/please-hold');
    const prompts = ['zh-CN/menu-main', 'zh-CN/key-in-your-number'];
    const questions = [];
    for (const prompt of prompts) questions.push(world.listen(caller.channel.index, await world.load(prompt)));
    caller.sendDigits('11234#');
    await hears('zh-CN/confirm-1-again-2');
    t.notOk(questions.some(({ heard }) => heard));
  },
);

t.test('a function that throws ends no call', async (t) => {
  const functions = {
    lookUp: () => {
      throw new Error('the shop is on fire');
    },
  };
  const { world, caller, hears } = await shop(t, functions);
  await hears('zh-CN/menu-main');
  caller.sendDigits('11234#1');
  await world.until(() => world.telephone(1).rings, 60_000);
  t.equal(caller.state, 'connected');
});
