// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-06 002-09 003-12 003-13 004-07 004-15 004-18 004-20 004-22 004-24 004-38 004-39
// Does the sample of five branches lead callers where its menus say, by keys, wrong keys and no keys, and does it ask them for a score?
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { openBox } from '../support/box.js';
import { agent } from '../support/floor.js';
import { whoHears } from '../support/who-hears.js';

const { flows, mailboxes, queues } = parse(readFileSync('examples/five-branches.yaml', 'utf8')) as {
  readonly flows: unknown;
  readonly mailboxes: unknown;
  readonly queues: readonly { readonly name: string; readonly wrapUpCodes: readonly { readonly name: string }[] }[];
};
const NUMBER = '4008880001';
const config = {
  flows,
  mailboxes,
  accessNumbers: [{ number: NUMBER, menu: 'shop' }],
  queues: queues.map((queue) => ({ ...queue, wrapUp: '0s' })),
  agents: [{ id: '1001', name: 'Li Na', pin: '4711', queues: ['sales', 'service'] }],
};

async function call(t: Test) {
  const place = await openBox(t, { config, signedIn: 1 });
  const { world, box, reads } = place;
  const caller = world.network.call(NUMBER, '13912345678');
  const hears = async (prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
    await world.until(() => listened.heard, 60_000);
    await world.advance(300);
  };
  /** One key after the other, each to the menu that asks for it. */
  const goes = async (way: readonly (readonly [menu: string, keys: string])[]) => {
    for (const [menu, keys] of way) {
      await hears(menu);
      caller.sendDigits(keys);
    }
  };
  const rings = () => world.until(() => world.telephone(1).rings, 60_000);
  const contact = async () => {
    await box.settled();
    return reads.selectFrom('contact').selectAll().executeTakeFirstOrThrow();
  };
  return { ...place, caller, hears, goes, rings, contact };
}

t.test('he hears the welcome within a second of the answer', async (t) => {
  const { world, caller, hears } = await call(t);
  await world.until(() => caller.state === 'connected');
  const answered = world.clock.now();
  await hears('welcome');
  t.ok(world.clock.now() - answered - 300 <= 1_000, `${world.clock.now() - answered - 300} ms`);
});

const MAIN = 'menu-shop';
const BRANCHES: readonly (readonly [reason: string, way: readonly (readonly [string, string])[]])[] = [
  ['consulting', [[MAIN, '1']]],
  ['ordering', [[MAIN, '2']]],
  [
    'order-status',
    [
      [MAIN, '3'],
      ['ask-order-number', '12345#'],
      ['confirm-1-again-2', '1'],
    ],
  ],
  ['complaint', [[MAIN, '4']]],
  [
    'return',
    [
      [MAIN, '5'],
      ['menu-after-sale', '2'],
    ],
  ],
  [
    'repair',
    [
      [MAIN, '5'],
      ['menu-after-sale', '1'],
      ['menu-repair', '2'],
    ],
  ],
];

t.test('each reason to call has a code that agents write down, too', async (t) => {
  const codes = queues.flatMap(({ wrapUpCodes }) => wrapUpCodes.map(({ name }) => name));
  for (const [reason] of BRANCHES) t.ok(codes.includes(reason), reason);
});

for (const [reason, way] of BRANCHES)
  t.test(`${reason}: its keys lead to an agent who knows why he calls`, async (t) => {
    const { caller, goes, rings, contact } = await call(t);
    await goes(way);
    await rings();
    caller.clear();
    const { data } = await contact();
    t.equal((JSON.parse(data ?? '{}') as { readonly reason?: string }).reason, reason);
  });

t.test('who had rather leave a message leaves one: it is in the box of the shop, and nothing has rung', async (t) => {
  const { world, box, caller, goes, hears, contact } = await call(t);
  await goes([[MAIN, '6']]);
  await hears('leave-a-message');
  await world.advance(4_500);
  await world.during(caller.play([await world.load('zh-CN/surge')]).finished.catch(() => {}));
  caller.sendDigits('#');
  await hears('message-saved');
  await world.until(() => caller.state === 'cleared');
  t.match(await contact(), { disposition: 'message' });
  t.match(box.voicemail.list(), [{ box: 'shop', state: 'new', number: '+8613912345678' }]);
  t.notOk(world.told('ringStarted').length);
});

t.test('three menus deep: back leads up, repeat says it again, and an answer needs no agent', async (t) => {
  const { world, caller, goes, hears, contact } = await call(t);
  await goes([
    [MAIN, '5'],
    ['menu-after-sale', '1'],
    ['menu-repair', '9'],
    ['menu-repair', '*'],
    ['menu-after-sale', '*'],
    [MAIN, '5'],
    ['menu-after-sale', '1'],
    ['menu-repair', '1'],
  ]);
  await hears('info-repair');
  await hears('goodbye');
  await world.until(() => caller.state === 'cleared');
  t.match(caller, { cause: 16, clearedBy: 'party' });
  t.match(await contact(), { disposition: 'selfServed' });
});

t.test('a wrong key and no key are told, and then he comes to somebody all the same', async (t) => {
  const { caller, goes, hears, rings } = await call(t);
  await goes([[MAIN, '7']]);
  await hears('not-understood');
  await hears(MAIN);
  await hears('nothing-entered');
  await rings();
  t.equal(caller.state, 'connected');
});

t.test('0 leads to an agent, they hear each other, and his score stands with the call and its agent', async (t) => {
  const { world, box, caller, goes, hears, rings, contact, reads } = await call(t);
  await goes([[MAIN, '2']]);
  await rings();
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  const ears = { caller: caller.channel.index, agent: world.telephone(1).channel };
  t.same(await whoHears(world, ears), { caller: 'agent', agent: 'caller' });
  world.telephone(1).putDown();
  await hears('survey-score');
  caller.sendDigits('5');
  await world.until(() => caller.state === 'cleared', 60_000);
  const { data, disposition } = await contact();
  t.match(JSON.parse(data ?? '{}'), { reason: 'ordering', score: '5' });
  t.equal(disposition, 'answered');
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ agent: '1001', queue: 'sales' }]);
});
