// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-03 002-12
// Does the shell tell afterwards which rule won and who was compared, and beforehand where a call would go, changing nothing?
import t from 'tap';
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from '../support/box.js';
import { shop } from '../support/shop.js';

const RULES = [
  { name: 'gold', if: 'contact.data.plan == "gold"', to: { queue: 'vip' } },
  { name: 'old friend', if: 'contact.number == "+8613911110000"', to: { queue: 'vip' }, priority: 10 },
  { name: 'night', if: 'time.hour >= 22', to: { announce: 'closed' } },
  { name: 'monday', if: 'time.weekday == 1 && contact.number.startsWith("+86137")', to: { queue: QUEUE }, priority: 1 },
];
const config = {
  queues: [{ name: QUEUE }, { name: 'vip' }],
  agents: [1, 2].map((n) => ({ id: agentId(n), name: `Agent ${n}`, pin: '4711', queues: [QUEUE, 'vip'] })),
  rules: RULES,
};

t.test('what was asked and found, the rule that won, and who was offered the call', async (t) => {
  const place = await shop(t, { telephones: 2, config }, 'en');
  const { world, box, reads, spillway } = place;
  for (const n of [1, 2]) box.agents.signIn(agentId(n), stationNumber(n));
  const caller = world.network.call(ACCESS_NUMBER, '13911110000');
  await world.until(() => world.telephone(1).rings);
  await box.settled();
  const [call] = await reads.selectFrom('call').selectAll().execute();
  const told = await spillway('route', 'explain', call?.id ?? '');
  t.equal(told.code, 0, told.complaint);
  t.match(told.text, /rule gold +skipped: No such key: plan/);
  t.match(told.text, /rule old friend +holds: priority 10, to queue vip/);
  t.notMatch(told.text, /rule night/);
  t.match(told.text, /=> to queue vip, by rule old friend/);
  t.match(told.text, /offered to agent 1001 by queue vip/);
  const json = JSON.parse((await spillway('route', 'explain', call?.id ?? '', '--json')).text);
  t.match(json, {
    call: call?.id,
    steps: [{ type: 'call.routed', facts: { rule: 'old friend', queue: 'vip' } }, { type: 'call.matched' }],
  });
  t.match(await box.routes.explain(call?.id ?? ''), json.steps);
  t.match(await spillway('route', 'explain', 'call-none'), { code: 1, complaint: /call-none/ });
  caller.clear();
});

t.test('where a call would go, and nothing is changed', async (t) => {
  const place = await shop(t, { telephones: 1, config }, 'en');
  const { box, reads, spillway, events } = place;
  box.agents.signIn(agentId(1), stationNumber(1));
  await box.settled();
  const before = await reads
    .selectFrom('event')
    .select(({ fn }) => fn.countAll().as('n'))
    .execute();
  const tried = (...more: string[]) => spillway('route', 'try', '--to', ACCESS_NUMBER, ...more);
  t.match(await tried('--from', '13911110000'), {
    code: 0,
    text: /=> to queue vip, by rule old friend\n +priority 10/,
  });
  t.match(await tried('--from', '13712345678'), { text: /=> to queue sales, by rule monday/ });
  t.match(await tried('--from', '13812345678'), { text: /=> to queue sales$/m });
  t.match(await tried('--at', '22:30'), { text: /=> hears an announcement closed, by rule night/ });
  t.match(await tried('--data', 'plan=gold'), { text: /=> to queue vip, by rule gold/ });
  t.match(await tried('--data', 'plan'), { code: 2 });
  t.match(await tried('--at', 'nonsense'), { code: 1 });
  t.match(await spillway('route', 'try', '--to', '99999'), { text: /=> refused 1 \(no such access number\)/ });
  t.match(await spillway('route', 'try'), { code: 2 });
  t.match(JSON.parse((await tried('--from', '13911110000', '--json')).text), {
    to: { kind: 'queue', queue: 'vip' },
    reason: 'rule',
    rules: ['old friend'],
    priority: 10,
  });
  await box.settled();
  t.same(
    await reads
      .selectFrom('event')
      .select(({ fn }) => fn.countAll().as('n'))
      .execute(),
    before,
  );
  t.same(await events('call.routed'), []);
});

t.test('in Chinese, too', async (t) => {
  const { spillway, box } = await shop(t, { telephones: 1, config }, 'zh-CN');
  box.agents.signIn(agentId(1), stationNumber(1));
  const { text } = await spillway('route', 'try', '--to', ACCESS_NUMBER, '--from', '13911110000');
  t.match(text, /规则 old friend +成立：/);
  t.match(text, /黑名单 +不在名单中/);
  t.match(text, /=> 进入队列 vip，按规则 old friend\n +优先级 10/);
  t.notMatch(text, /does not hold|takes calls|not listed/);
});
