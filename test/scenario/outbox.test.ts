// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box tell everybody whom its file names, whatever one of them does, and the day's figures once?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type ConfigInput, readConfig } from '../../src/config/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { SystemClock, sleep, VirtualClock } from '../../src/kernel/index.js';
import { openReads, openStore } from '../../src/store/index.js';
import { FakeMedia } from '../support/fake-media.js';
import { HookServer } from '../support/hook-server.js';
import { headerOf, MailServer } from '../support/mail-server.js';

const MIDNIGHT = Date.parse('2026-10-01T00:00:00+08:00');

/** A box with a clock that the test moves, and real servers. */
async function told(
  t: Test,
  more: (servers: { readonly hook: HookServer; readonly mail: MailServer }) => Partial<ConfigInput>,
  start = MIDNIGHT,
) {
  const hook = await new HookServer().listen();
  const mail = await new MailServer().listen();
  t.teardown(() => Promise.all([hook.close(), mail.close()]));
  const folder = t.testdir({});
  const clock = new VirtualClock(start);
  const configuration = (): ConfigInput => ({
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/run/e1' } }] },
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
    ...more({ hook, mail }),
  });
  const begin = async () => {
    const media = new FakeMedia({ e1: 'e1' });
    const box = await open({ config: configuration(), clock, media });
    media.tell({ type: 'dChannelUp', span: 0 });
    return { box, media };
  };
  const rows = async () => {
    const reads = openReads(join(folder, 'data'));
    const found = await reads.selectFrom('outbox').selectAll().orderBy('at').orderBy('id').execute();
    await reads.destroy();
    return found;
  };
  return { hook, mail, clock, begin, rows, configuration };
}

async function close(box: Box, clock: VirtualClock): Promise<void> {
  const closing = box.close();
  clock.advance(3_000);
  await closing;
}

/** Real time passes until it is so. */
async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await sleep(new SystemClock(), 5);
}

const mailOf = ({ port }: MailServer, more = {}): NonNullable<ConfigInput['mail']> => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  from: 'box@example.com',
  to: ['boss@example.com'],
  ...more,
});

t.test('each target hears of alarms from its level on, in its language', async (t) => {
  const { hook, mail, clock, begin, rows } = await told(t, ({ hook, mail }) => ({
    mail: mailOf(mail, { language: 'en' }),
    hooks: [{ name: 'boss', form: 'wecom', url: hook.url, alarms: 'critical' }],
  }));
  hook.answer = 200;
  hook.says = '{"errcode":0,"errmsg":"ok"}';
  const { box, media } = await begin();
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'recovering' });
  await mail.received(2);
  await hook.received(1);
  t.same(mail.mails.map((one) => headerOf(one, 'Subject')).toSorted(), [
    '[Spillway] critical alarm: span e1: red alarm, no usable signal arrives',
    '[Spillway] minor alarm: span e1: recovering, the signal is back and calls go on',
  ]);
  t.match(hook.posts[0]?.json, { msgtype: 'text', text: { content: /^【Spillway】紧急告警：中继 e1：红色告警/ } });
  await until(async () => (await rows()).length === 0);
  t.equal(hook.posts.length, 1, 'the minor one is not for it');
  await close(box, clock);
});

t.test('a robot`s messages are spaced by 4 s, none is lost', async (t) => {
  const { hook, clock, begin, rows } = await told(t, ({ hook }) => ({
    hooks: [{ name: 'boss', form: 'dingtalk', url: hook.url, secret: 'SECabcdefgh' }],
  }));
  hook.answer = 200;
  hook.says = '{"errcode":0,"errmsg":"ok"}';
  const { box, media } = await begin();
  for (const alarm of ['red', 'yellow', 'blue'] as const) media.tell({ type: 'alarmRaised', span: 0, alarm });
  await hook.received(1);
  await until(async () => (await rows()).length === 2);
  clock.advance(3_900);
  t.equal(hook.posts.length, 1);
  const stamps = () => hook.posts.map(({ path }) => Number(new URLSearchParams(path.split('?')[1]).get('timestamp')));
  clock.advance(100);
  await hook.received(2);
  await until(async () => (await rows()).length === 1);
  clock.advance(4_000);
  await hook.received(3);
  const [first = 0, second = 0, third = 0] = stamps();
  t.same([second - first, third - second], [4_000, 4_000]);
  await close(box, clock);
});

t.test('a target that never answers holds up nobody else, with 1,000 messages and more', async (t) => {
  const { hook, mail, clock, begin, configuration } = await told(t, ({ hook, mail }) => ({
    mail: mailOf(mail),
    hooks: [{ name: 'dead', form: 'web', url: hook.url, timeout: '1min' }],
  }));
  hook.answer = 'hang';
  const store = await openStore({ directory: String(configuration().data), clock });
  const batch = store.batch();
  const message = { kind: 'test', at: '2026-09-30T00:00:00.000Z' };
  for (let n = 1_000; n < 2_200; n++)
    batch.insert('outbox', {
      id: `t-${n}/dead`,
      target: 'dead',
      at: MIDNIGHT - 60_000,
      message,
      reason: null,
      deadAt: null,
    });
  await store.commit(batch);
  await store.close();

  const { box, media } = await begin();
  const of = (state: string) =>
    box.outbox.list().filter((letter) => letter.target === 'dead' && letter.state === state);
  t.match(of('sending'), [{ id: 't-1200/dead' }]);
  t.equal(of('waiting').length, 999, 'so many wait');
  t.equal(of('dead').length, 200, 'the oldest beyond that were given up');
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  await mail.received(1);
  await box.settled();
  t.equal(of('waiting').length, 999);
  t.match(box.status().alarms, [{ code: 'SPAN_RED' }]);

  const begun = new SystemClock().now();
  box.configure(readConfig({ ...configuration(), hooks: [] }));
  t.comment(`1,000 messages given up at once: ${Math.round(new SystemClock().now() - begun)} ms of JavaScript`);
  t.same(of('waiting').length + of('sending').length, 0, 'a target that is no more gets nothing');
  t.equal(of('dead').length, 1_000, 'so many of those are kept');
  await close(box, clock);
});

t.test('what was given up goes out when somebody says so', async (t) => {
  const { hook, clock, begin, rows } = await told(t, ({ hook }) => ({
    hooks: [{ name: 'boss', form: 'web', url: hook.url }],
  }));
  hook.answer = 422;
  const { box, media } = await begin();
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  await until(() => {
    clock.advance(1_000);
    return box.outbox.list()[0]?.state === 'dead';
  });
  t.match(box.outbox.list(), [
    { target: 'boss', state: 'dead', reason: 'the server refuses it: status 422', tries: 5 },
  ]);
  await box.settled();
  t.match(await rows(), [{ tries: 5, reason: 'the server refuses it: status 422' }]);
  await close(box, clock);

  const again = await begin();
  t.match(again.box.outbox.list()[0], { state: 'dead' }, 'also after a restart');
  hook.answer = 204;
  const before = hook.posts.length;
  t.throws(() => again.box.outbox.retry('nothing'), { code: 'NOT_FOUND' });
  t.equal(again.box.outbox.retry().length >= 1, true);
  await hook.received(before + 1);
  t.equal(hook.posts[before]?.headers['spillway-delivery'], hook.posts[0]?.headers['spillway-delivery']);
  await until(async () =>
    (await rows()).every(({ id }) => !id.startsWith(String(hook.posts[0]?.headers['spillway-delivery']))),
  );
  await close(again.box, clock);
});

t.test('yesterday`s figures go out once, at their time, also when the box was off then', async (t) => {
  const more = ({ mail }: { readonly mail: MailServer }) => ({
    mail: mailOf(mail, { alarms: 'none' as const }),
    dailyReport: { at: '08:00' },
  });
  const { mail, clock, begin } = await told(t, more, MIDNIGHT + (7 * 60 + 50) * 60_000);
  const subjects = () => mail.mails.map((one) => headerOf(one, 'Subject'));
  /** Minutes of the box's clock, with time between for what the disk and the thread take. */
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute++) {
      clock.advance(60_000);
      await sleep(new SystemClock(), 5);
    }
    await sleep(new SystemClock(), 100);
  };
  const first = await begin();
  await pass(9);
  t.equal(mail.mails.length, 0);
  await pass(3);
  await mail.received(1);
  t.same(subjects(), ['【Spillway】日报 2026-09-30']);
  await close(first.box, clock);

  const second = await begin();
  await pass(20);
  t.equal(mail.mails.length, 1, 'not again after a restart');
  await close(second.box, clock);

  clock.advance(2 * 86_400_000);
  const third = await begin();
  await pass(2);
  await mail.received(3);
  await pass(10);
  t.same(subjects().slice(1), ['【Spillway】日报 2026-10-01', '【Spillway】日报 2026-10-02']);
  await close(third.box, clock);
});
