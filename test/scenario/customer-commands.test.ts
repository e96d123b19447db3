// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 000-20 003-22
// The shop's customers by its commands: taken in from a list of any encoding, and shown, with the last ten contacts, when a telephone rings?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, QUEUE } from '../support/box.js';
import { NUMBER, nextRung, rung, SECOND, serve } from '../support/familiar.js';
import { HookServer } from '../support/hook-server.js';
import { shop } from '../support/shop.js';

t.setTimeout(120_000);

const LIST = 'id,numbers,name,grade,owner\nK-1,13912345678;62345678,Li,3,1001\nK-2,13912345678,Wang,1,1001\n';
/** `编号,号码,姓名` and `K-3,13800000001,李小龙` in GBK. */
const GBK = Buffer.concat([
  Buffer.from([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xba, 0xc5, 0xc2, 0xeb, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a]),
  Buffer.from('K-3,13800000001,'),
  Buffer.from([0xc0, 0xee, 0xd0, 0xa1, 0xc1, 0xfa, 0x0a]),
]);

for (const [language, says] of [
  [
    'en',
    {
      two: /2 customers added, 0 changed, 0 removed/,
      done: /customer K-2 is removed/,
      wrong: /bad\.csv:2: grade: 77 is none.*\n1 error: nothing was taken in/s,
      none: /^none$/,
    },
  ],
  [
    'zh-CN',
    {
      two: /新增 2 位客户，更新 0 位，移除 0 位/,
      done: /已移除客户 K-2/,
      wrong: /bad\.csv:2: grade：77 不是等级.*\n1 处错误：未导入任何内容/s,
      none: /^无$/,
    },
  ],
] as const) {
  t.test(`${language}: import, find, set, history, remove, export`, async (t) => {
    const { spillway, box, events } = await shop(t, {}, language);
    const folder = t.testdir({ 'list.csv': LIST, 'bad.csv': 'id,numbers,grade\nK-9,13912345678,77\n' });
    writeFileSync(join(folder, 'gbk.csv'), GBK);
    t.match(await spillway('customers'), { code: 0, text: says.none });
    t.match(await spillway('customers', 'import', join(folder, 'list.csv')), { code: 0, text: says.two });
    t.match(await spillway('customers', 'import', join(folder, 'gbk.csv')), { code: 0 });
    t.match(await spillway('customers', 'import', join(folder, 'bad.csv')), { code: 1, complaint: says.wrong });
    t.match(await spillway('customers', 'find', '13912345678'), { code: 0, text: /K-1 +Li.*\n.*K-2 +Wang/s });
    t.match(await spillway('customers', 'find', '小龙'), { code: 0, text: /K-3 +李小龙/ });
    t.match(await spillway('customers', 'set', 'K-2', 'grade=9', 'name=Wang Wu'), { code: 0, text: /K-2 +Wang Wu +9/ });
    t.match(await spillway('customers', 'find', '13912345678'), { text: /K-2.*\n.*K-1/s }, 'the VIP first');
    t.match(await spillway('customers', 'set', 'K-2', 'grade'), { code: 2 });
    t.match(await spillway('customers', 'history', '13912345678'), { code: 0, text: says.none });
    t.match(await spillway('customers', 'remove', 'K-2'), { code: 0, text: says.done });
    t.match(await spillway('customers', 'remove', 'K-2'), { code: 1 });
    const exported = await spillway('customers', 'export');
    t.match(exported, { code: 0, text: /K-3,\+8613800000001,李小龙,,0,,,,/ });
    writeFileSync(join(folder, 'again.csv'), exported.text);
    t.match(await spillway('customers', 'import', join(folder, 'again.csv'), '--replace', '--json'), {
      code: 0,
      text: /"added": 0,\s+"changed": 2,\s+"removed": 0/,
    });
    t.match(await spillway('customers', 'nonsense'), { code: 2 });
    t.equal(box.customers.size, 2);
    t.match(JSON.parse((await events('customers.imported'))[0]?.detail ?? '{}'), { added: 2, changed: 0, removed: 0 });
    t.match((await events('customer.removed'))[0], { source: 'shell' });
  });
}

t.test('the ring tells a program who calls and the last ten contacts with him, before anybody answers', async (t) => {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  const hooks = [
    {
      name: 'crm',
      form: 'web',
      url: server.url,
      secret: 'at-least-8-characters',
      alarms: 'none',
      events: ['offer.made'],
    },
  ];
  const queues = [{ name: QUEUE, wrapUp: '0s' }];
  const place = await shop(t, { telephones: 1, signedIn: 1, config: { hooks, queues } });
  const { world, box, spillway, events } = place;
  await spillway('customers', 'set', 'K-1', `numbers=${NUMBER};13700000001`, 'name=李小龙', 'grade=3', 'language=en');
  for (let n = 0; n < 11; n++) await serve(place, 1, n === 10 ? '13700000001' : NUMBER, SECOND);
  await server.received(11);

  world.network.call(ACCESS_NUMBER, NUMBER);
  await nextRung(place);
  t.same(rung(place), [1], 'it rings, and nobody has lifted');
  await box.settled();
  await server.received(12);
  const { contact, facts, at } = JSON.parse(server.posts[11]?.body ?? '{}');
  const [offered] = (await events('offer.made')).slice(-1);
  t.equal(Date.parse(at), offered?.at);
  t.ok(world.clock.utc(world.clock.now()) - Date.parse(at) < 500, 'within half a second of the offer');
  t.match(contact, { id: facts.call, accessNumber: ACCESS_NUMBER }, 'call, and the number that was dialled');
  t.match(facts, { customer: { id: 'K-1', name: '李小龙', grade: 3 } });
  t.match(contact, { calling: '+8613912345678', customer: { id: 'K-1', name: '李小龙', grade: 3, language: 'en' } });
  t.equal(contact.history.length, 10);
  t.match(contact.history[0], {
    direction: 'inbound',
    number: '+8613700000001',
    disposition: 'answered',
    agent: '1001',
  });
  const times = contact.history.map(({ startedAt }: { startedAt: number }) => startedAt);
  t.same(
    times,
    [...times].sort((a, b) => b - a),
    'the newest first',
  );
  t.notOk(
    contact.history.some(({ contact: id }: { contact: string }) => id === contact.id),
    'this call is none of them',
  );
  t.match(await spillway('customers', 'history', 'K-1'), {
    code: 0,
    text: /\+8613700000001 +88880001 +sales +1001 +answered/,
  });
});
