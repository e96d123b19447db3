// SPDX-License-Identifier: GPL-2.0-or-later
// Does the console say what the box tells it in words, in both languages: ways of calls, entries of the audit, ends, lengths?
import t from 'tap';
import { actOf, factsOf, isRefusal, type Reader } from '../../src/console/pages/audit-words.js';
import { placeText } from '../../src/console/pages/records/place-words.js';
import { findings, routeLine } from '../../src/console/pages/records/route-words.js';
import { lengthText, lengthWritten } from '../../src/console/parts/length.js';
import { speak, word } from '../../src/console/words/index.js';
import { lengthOf } from '../../src/kernel/index.js';
import { VALUES } from '../../src/words/index.js';

const NAMES: Readonly<Record<string, string>> = { 1002: '王芳', wang: '王建军' };
const nameOf = (id: string) => NAMES[id] ?? id;
const NOON = Date.UTC(2026, 0, 5, 4);
const reader: Reader = { nameOf, now: NOON, zone: 'Asia/Shanghai' };
const told = (facts: Readonly<Record<string, unknown>>) =>
  factsOf({ facts }, reader)
    .map(({ label, text }) => `${label} ${text}`)
    .join('; ');

t.test('the way of a call', async (t) => {
  const routed = (facts: Readonly<Record<string, unknown>>) => routeLine({ type: 'call.routed', at: 0, facts }, nameOf);

  speak('zh-CN');
  t.equal(
    routed({ to: 'flow', queue: '订购', reason: 'flow' }),
    '去向：语音流程',
    'not to the queue that it belongs to',
  );
  t.equal(routed({ to: 'queue', queue: '订购', reason: 'queue' }), '进入队列“订购”');
  t.equal(routed({ to: 'queue', queue: '订购', reason: 'rule', rule: '老客户' }), '进入队列“订购”，按规则“老客户”');
  t.equal(routed({ to: 'refuse', reason: 'outsideHours' }), '去向：拒接（非营业时间）');
  t.equal(
    routeLine({ type: 'call.overflowed', at: 0, facts: { queue: '订购', to: 'callback' } }, nameOf),
    '在“订购”等待过久，转到登记回呼',
  );
  const trace = [
    ['access number', '订购菜单'],
    ['blacklist', 'not listed'],
    ['hours', 'open'],
    ['rule 老客户', 'holds: customer.grade >= 3'],
  ];
  const lines = findings({ type: 'call.routed', at: 0, facts: { trace } });
  t.same(lines, ['接入号：订购菜单', '黑名单：不在名单中', '营业时间：营业', '规则 老客户：成立：customer.grade >= 3']);

  speak('en');
  t.equal(routed({ to: 'flow', queue: 'sales', reason: 'flow' }), 'Goes to a flow');
  t.same(findings({ type: 'call.routed', at: 0, facts: { trace } })[1], 'blacklist: not listed');
});

t.test('destinations as the box writes them', async (t) => {
  speak('zh-CN');
  t.equal(placeText('agent:1002', nameOf), '座席 王芳');
  t.equal(placeText('number:13912345678', nameOf), '外线 139 1234 5678');
  t.equal(placeText('announce', nameOf), '播放通知后挂断');
  t.equal(placeText('东方购物', nameOf), '东方购物', 'a name of the shop’s own');
});

t.test('entries of the audit', async (t) => {
  speak('zh-CN');
  t.equal(actOf({ type: 'settings.changed', facts: {} }), '修改设置');
  t.equal(
    actOf({ type: 'audit.noted', facts: { what: 'recording.heard' } }),
    '听录音',
    'what was noted, not that it was',
  );
  t.equal(
    told({ paths: ['surge.on'], revision: 'f3a91c', before: 'a17be0' }),
    '设置项 浪涌 · 开启阈值',
    'no revisions',
  );
  t.equal(told({ agent: '1002', supervisor: 'wang', mode: 'listen' }), '座席 王芳; 班长 王建军; 方式 监听');
  t.equal(told({ number: '13912345678', is: 'closed', until: NOON }), '号码 139 1234 5678; 改为 停止营业; 到 12:00:00');
  t.equal(told({ what: 'PUT /api/v1/settings', right: 'settings.change' }), '所需权限 改设置');
  t.same(factsOf({ facts: { call: 'c-1' } }, reader), [{ label: '通话', text: '详情', call: 'c-1' }], 'it is opened');
  t.ok(isRefusal({ type: 'console.refused', facts: {} }));
  t.notOk(isRefusal({ type: 'console.signedIn', facts: {} }));

  speak('en');
  t.equal(actOf({ type: 'hours.changed', facts: {} }), 'Changed the hours');
  t.equal(told({ agent: '1002', state: 'notReady', reason: 'meal' }), 'agent 王芳; state Not ready; reason Meal');
});

t.test('no end of a stay or of a callback is a code', async (t) => {
  const ends = Object.keys(VALUES).flatMap((key) => (key.startsWith('end.') ? [key.slice('end.'.length)] : []));
  t.ok(ends.length > 20);
  for (const language of ['zh-CN', 'en'] as const) {
    speak(language);
    t.same(
      ends.filter((end) => language === 'zh-CN' && /^[\x20-\x7e]*$/.test(word('endReason', end))),
      [],
    );
    t.same(
      ['rejected', 'badNumber', 'congestion', 'dropped', 'outsideHours'].filter((of) => word('reason', of) === of),
      ['rejected'].filter(() => language === 'en'),
    );
  }
});

t.test('lengths of time', async (t) => {
  speak('zh-CN');
  t.equal(lengthText('2min'), '2 分钟');
  t.equal(lengthText('1.5 h'), '1.5 小时');
  t.equal(lengthText('soon'), 'soon', 'what is none stays');
  t.equal(lengthWritten(lengthOf('90s') ?? { count: 0, unit: 's' }), '90s');
  speak('en');
  t.equal(lengthText('2min'), '2 min');
});
