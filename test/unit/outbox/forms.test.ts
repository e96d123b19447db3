// SPDX-License-Identifier: GPL-2.0-or-later
// Does each form have what its far end wants, signed by its rule, and is the answer judged by what it says?
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { answerOf, requestOf } from '../../../src/outbox/forms.js';
import type { HookForm, Letter, Message } from '../../../src/outbox/message.js';
import { textOf, within } from '../../../src/outbox/text.js';

const AT = Date.UTC(2026, 9, 1, 0, 30);
const alarm: Message = {
  kind: 'alarm',
  id: 'alarm-1',
  code: 'D_CHANNEL_DOWN',
  state: 'raised',
  subject: 'e1',
  severity: 'critical',
  at: '2026-10-01T00:30:00.000Z',
  since: '2026-10-01T00:30:00.000Z',
  times: 1,
  text: { en: 'span e1: D-channel down', zh: '中继 e1：D 信道中断' },
};
const letter: Letter = { id: 'alarm-1.1/boss', target: 'boss', at: AT, message: alarm, tries: 2 };

function made(form: HookForm, secret?: string, message: Message = alarm) {
  const common = {
    name: 'boss',
    language: 'zh-CN',
    zone: 'Asia/Shanghai',
    alarms: 'minor',
    dailyReport: true,
  } as const;
  const target = { ...common, form, url: 'https://example.com/send?key=k1', timeout: 1_000 };
  return requestOf({ target, secret, letter: { ...letter, message }, at: AT, box: 'shop1' });
}

t.test('a web hook gets the message, its id and a signature over id, time and body', async (t) => {
  const { url, headers, body } = made('web', 'eight or more');
  t.equal(url, 'https://example.com/send?key=k1');
  t.same(JSON.parse(body), { ...alarm, box: 'shop1' });
  t.equal(headers['spillway-delivery'], 'alarm-1.1', 'the same at every attempt, without the target');
  t.equal(headers['spillway-time'], String(AT / 1000));
  const mac = createHmac('sha256', 'eight or more')
    .update(`alarm-1.1.${AT / 1000}.${body}`)
    .digest('hex');
  t.equal(headers['spillway-signature'], `v1=${mac}`);
  t.notOk('spillway-signature' in made('web').headers);
});

t.test(
  'a web hook that wants fields of its own gets those, with values and the whole in words, and nothing is read as JSON',
  async (t) => {
    const template = {
      mobile: '13800138000',
      content: '{text}',
      what: 'alarm {code} of {subject}, {state} {{so}}',
      en: '{text_en}{nothing}',
    };
    const common = { name: 'sms', language: 'en', zone: 'Asia/Shanghai', alarms: 'minor', dailyReport: false } as const;
    const target = { ...common, form: 'web', url: 'https://example.com/sms', timeout: 1_000, template } as const;
    const message = { ...alarm, subject: 'a "quoted", {code}' };
    const { body, headers } = requestOf({
      target,
      secret: 'eight or more',
      letter: { ...letter, message },
      at: AT,
      box: 'shop1',
    });
    const posted = JSON.parse(body) as Record<string, string>;
    t.same(Object.keys(posted), Object.keys(template));
    t.equal(posted.mobile, '13800138000');
    t.equal(posted.what, 'alarm D_CHANNEL_DOWN of a "quoted", {code}, raised {so}');
    t.match(posted.content, /^\[Spillway\] critical alarm: span e1: D-channel down\n/);
    t.equal(posted.en, '');
    t.ok('spillway-signature' in headers);
  },
);

t.test('WeCom: a text of at most 2,048 bytes', async (t) => {
  const { body } = made('wecom');
  t.match(JSON.parse(body), {
    msgtype: 'text',
    text: { content: /^【Spillway】紧急告警：中继 e1：D 信道中断\n时间：2026-10-01 08:30:00\n/ },
  });
  const long = made('wecom', undefined, { ...alarm, text: { en: 'x', zh: '告'.repeat(3_000) } });
  t.ok(Buffer.byteLength(JSON.parse(long.body).text.content) <= 2_048);
});

t.test('DingTalk: timestamp and sign in the address', async (t) => {
  const { url, body } = made('dingtalk', 'SECabcdefgh');
  const { searchParams } = new URL(url);
  t.equal(searchParams.get('key'), 'k1');
  t.equal(searchParams.get('timestamp'), String(AT));
  t.equal(searchParams.get('sign'), createHmac('sha256', 'SECabcdefgh').update(`${AT}\nSECabcdefgh`).digest('base64'));
  t.notMatch(url.split('sign=')[1], /[+/ ]/, 'encoded for an address');
  t.match(JSON.parse(body), { msgtype: 'text', text: { content: /D_CHANNEL_DOWN/ } });
});

t.test('Feishu: timestamp in seconds and sign in the body, which is keyed by both and signs nothing', async (t) => {
  const { body } = made('feishu', 'abcdefgh');
  const sign = createHmac('sha256', `${AT / 1000}\nabcdefgh`)
    .update('')
    .digest('base64');
  t.match(JSON.parse(body), { timestamp: String(AT / 1000), sign, msg_type: 'text', content: { text: /D 信道/ } });
  t.same(Object.keys(JSON.parse(made('feishu').body)), ['msg_type', 'content']);
});

t.test('robots are judged by the body of their answer', async (t) => {
  for (const form of ['wecom', 'dingtalk'] as const)
    t.match(answerOf(form, 200, '{"errcode":0,"errmsg":"ok"}'), { took: true });
  t.match(answerOf('feishu', 200, '{"code":0,"msg":"success","StatusCode":0}'), { took: true });
  t.match(answerOf('feishu', 200, '{"StatusCode":0,"StatusMessage":"success"}'), { took: true });
  t.match(answerOf('dingtalk', 200, '{"errcode":310000,"errmsg":"sign not match"}'), {
    took: false,
    fault: 'target',
    says: /310000 sign not match/,
  });
  t.match(answerOf('wecom', 200, '{"errcode":45009,"errmsg":"api freq out of limit"}'), {
    fault: 'target',
    wait: 60_000,
  });
  t.match(answerOf('dingtalk', 200, '{"errcode":130101,"errmsg":"send too fast"}'), { wait: 600_000 });
  t.match(answerOf('feishu', 200, '{"code":11232,"msg":"frequency limited"}'), { wait: 60_000 });
  t.match(answerOf('feishu', 200, '{"code":9499,"msg":"Bad Request"}'), { fault: 'message' });
  for (const body of ['', '<html>', '{}', 'null', '[]', '{"errcode":"0"}'])
    t.match(answerOf('wecom', 200, body), { took: false, says: /not that of such a robot/ });
  t.match(answerOf('wecom', 502, ''), { took: false, fault: 'target' });
});

t.test('web hooks are judged by the status', async (t) => {
  t.match(answerOf('web', 204, ''), { took: true });
  t.match(answerOf('web', 302, ''), { took: false, fault: 'target', says: /redirects/ });
  for (const status of [400, 413, 422]) t.match(answerOf('web', status, ''), { fault: 'message' });
  for (const status of [401, 403, 404, 408, 429, 500, 503]) t.match(answerOf('web', status, ''), { fault: 'target' });
  t.match(answerOf('web', 429, '', 30), { wait: 30_000 });
  t.match(answerOf('web', 503, '', 1e9), { wait: 3_600_000 }, 'an hour at most');
});

t.test('a text is cut at a line, and says so', async (t) => {
  const text = ['first', ...Array.from({ length: 100 }, (_, n) => `line ${n}`)].join('\n');
  const cut = within(100, text, { language: 'en' });
  t.ok(Buffer.byteLength(cut) <= 100);
  t.match(cut, /^first\nline 0\n[\s\S]*\n… more$/);
  t.equal(within(1_000_000, text, { language: 'en' }), text);
  t.ok(Buffer.byteLength(within(50, '😀'.repeat(100), { language: 'en' })) <= 50);
});

t.test('every message reads in both languages', async (t) => {
  const report: Message = {
    kind: 'report',
    day: '2026-09-30',
    zone: 'Asia/Shanghai',
    calls: { offered: 5, answered: 3, abandoned: 1, captured: 1 },
    queues: [{ name: 'sales', answered: 3, abandoned: 1, overflowed: 0, serviceLevel: 0.75, averageWait: 12_400 }],
    agents: [
      { id: '1001', name: 'Li', handled: 3, talk: 600_000, averageHandling: 210_000, ready: 3_723_000, notReady: 0 },
    ],
  };
  const zone = 'Asia/Shanghai';
  t.equal(
    textOf(report, { language: 'en', zone }, 'shop1'),
    [
      '[Spillway] figures of 2026-09-30',
      'Calls: offered 5, answered 3, caller hung up 1, callback promised 1',
      'Queues',
      '  sales: answered 3, lost 1, overflowed 0, service level 75%, mean wait 0:12',
      'Agents',
      '  1001 Li: calls 3, talk 10:00, mean handling 3:30, ready 1:02:03, not ready 0:00',
      'box: shop1',
    ].join('\n'),
  );
  t.match(
    textOf(report, { language: 'zh-CN', zone }, 'shop1'),
    /呼入：呼入总数 5，已接通 3，主叫挂机 1，登记回呼 1\n队列\n {2}sales：接通 3，放弃 1/,
  );
  t.match(textOf({ kind: 'test', at: '2026-10-01T00:00:00Z' }, { language: 'en', zone }, 'b'), /This is a test/);
  const over: Message = { ...alarm, state: 'cleared', times: 3, at: '2026-10-01T00:31:00.000Z' };
  t.match(
    textOf(over, { language: 'en', zone }, 'b'),
    /^\[Spillway\] alarm over: span e1[\s\S]*since: 2026-10-01 08:30:00\ntimes: 3/,
  );
});

/** What a page gives to whoever writes a receiver. */
type IsOurs = (headers: Readonly<Record<string, string>>, body: string, secret: string, now: number) => boolean;

for (const page of ['docs/outbox.md', 'docs/outbox.zh-CN.md']) {
  t.test(`the receiver of ${page} knows our messages from others`, async (t) => {
    const code = /```js\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
    const { isOurs } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      readonly isOurs: IsOurs;
    };
    const { headers, body } = made('web', 'eight or more');
    t.ok(isOurs(headers, body, 'eight or more', AT + 1_000));
    t.notOk(isOurs(headers, `${body} `, 'eight or more', AT), 'another body');
    t.notOk(isOurs(headers, body, 'another secret', AT));
    t.notOk(isOurs({ ...headers, 'spillway-delivery': 'x' }, body, 'eight or more', AT), 'another id');
    t.notOk(isOurs(headers, body, 'eight or more', AT + 301_000), 'too old');
    t.notOk(isOurs({ 'spillway-time': headers['spillway-time'] ?? '' }, body, 'eight or more', AT), 'not signed');
  });
}
