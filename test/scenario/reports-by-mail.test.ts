// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-28
// Do reports go out by their schedule: once, with their file, also what was missed while the box was off? Is it told when one cannot be made?
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import t from 'tap';
import { ROLES, refusalOf } from '../../src/access/index.js';
import { type ConfigInput, readConfig } from '../../src/config/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { ReportPost } from '../../src/host/report-post.js';
import { SystemClock, sleep, VirtualClock } from '../../src/kernel/index.js';
import { FakeMedia } from '../support/fake-media.js';
import { headerOf, MailServer } from '../support/mail-server.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MORNING = Date.parse('2026-10-01T09:00:00+08:00');

async function until(so: () => boolean): Promise<void> {
  while (!so()) await sleep(new SystemClock(), 5);
}

const folder = mkdtempSync(join(tmpdir(), 'spillway-post-'));
const mail = await new MailServer().listen();
const clock = new VirtualClock(MORNING);
t.teardown(async () => {
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});
const input: ConfigInput = {
  data: join(folder, 'data'),
  board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/run/e1' } }] },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
  mail: {
    host: '127.0.0.1',
    port: mail.port,
    tls: 'none',
    from: 'box@example.com',
    to: ['owner@example.com'],
    dailyReport: false,
    alarms: 'none',
  },
  reports: [
    { name: 'boss', report: 'traffic', by: 'hour', at: '08:00', to: ['boss@example.com', 'vice@example.com'] },
    { name: 'paper', report: 'traffic', every: 'month', format: 'pdf', to: ['paper@example.com'] },
    { name: 'dear', report: 'bill', to: ['dear@example.com'] },
  ],
};
const config = () => readConfig(input);

async function opened(): Promise<{ box: Box; post: ReportPost }> {
  const box = await open({ config: input, clock, media: new FakeMedia({ e1: 'e1' }) });
  const keeper = { records: () => box.records, config, now: () => Math.round(clock.utc(clock.now())) };
  return { box, post: new ReportPost(box, keeper) };
}

async function closed(box: Box): Promise<void> {
  const closing = box.close();
  clock.advance(3_000);
  await closing;
}

t.test('by their schedule', async (t) => {
  const first = await opened();
  await first.post.look();
  t.equal(mail.mails.length, 0, 'of what was before the setting nothing is sent');
  await closed(first.box);

  clock.advance(3 * DAY - HOUR);
  const { box, post } = await opened();
  await post.look();
  await until(() => mail.mails.length === 1);
  const [sent] = mail.mails;
  t.same(sent?.to, ['boss@example.com', 'vice@example.com']);
  t.match(headerOf(sent as NonNullable<typeof sent>, 'content-type'), /multipart\/mixed/);
  const encoded = /filename=boss-2026-10-03\.xlsx\r\n(?:[^\r]+\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/.exec(
    sent?.raw ?? '',
  )?.[1];
  const { sheets } = await readXlsx(Buffer.from(encoded ?? '', 'base64'));
  t.equal(sheets[0]?.rows[0]?.[0], '时段', 'the last day that has ended, in the language of the file');

  t.match(box.status().alarms, [{ code: 'REPORT_NOT_MADE', subject: 'dear' }], 'a bill without rates');
  await post.look();
  clock.advance(HOUR);
  await post.look();
  t.equal(mail.mails.length, 1, 'once');

  t.match(await post.sendNow('paper'), { to: ['paper@example.com'], file: 'paper-2026-09-01.pdf' });
  await until(() => mail.mails.length === 2);
  t.match(mail.mails[1]?.raw, /Content-Type: application\/pdf/);
  await t.rejects(post.sendNow('dear'), { code: 'REFUSED', message: /no rates/ });
  await t.rejects(post.sendNow('nobody'), { code: 'NOT_FOUND', message: /boss, paper, dear would be right/ });

  t.equal(readdirSync(join(folder, 'data', 'reports')).length, 2);
  await closed(box);
});

t.test('who may distribute', async (t) => {
  const person = (rights: readonly string[]) => ({
    id: 'chen',
    name: 'Chen',
    role: 'x',
    rights: new Set(rights as never[]),
  });
  t.match(refusalOf(person(ROLES.supervisor), 'report.send', { name: 'boss' }), /reports\.distribute/);
  t.equal(refusalOf(person(['reports.distribute']), 'report.send', { name: 'boss' }), undefined);
  const change = { path: 'reports.0.to', value: ['x@example.com'] };
  t.match(refusalOf(person(['settings.change']), 'settings.change', change), /reports\.distribute/);
  t.equal(refusalOf(person(['settings.change', 'reports.distribute']), 'settings.change', change), undefined);
});

t.test('what is wrong in the file', async (t) => {
  const { mail: server, reports: _, ...rest } = input;
  const one = { name: 'a', to: ['a@example.com'] };
  const wrong = (reports: ConfigInput['reports'], more: Partial<ConfigInput> = { mail: server as never }) =>
    t.throws(() => readConfig({ ...rest, reports, ...more }) as unknown);
  wrong([{ ...one, report: 'traffic' }], {});
  wrong([{ ...one, report: 'custom', of: 'none' }]);
  wrong([{ ...one, report: 'custom' }]);
  wrong([{ ...one, report: 'waits', by: 'hour' }]);
  t.ok(readConfig({ ...rest, mail: server as never, reports: [{ ...one, report: 'waits' }] }));
});
