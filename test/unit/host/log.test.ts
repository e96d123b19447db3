// SPDX-License-Identifier: GPL-2.0-or-later
// Does the log go to its file, also after logrotate has been there, and is a disk that takes nothing no end of the box?
import { chmodSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { boxLog, logLine } from '../../../src/host/index.js';

const READER = { language: 'en', zone: 'Asia/Shanghai' } as const;

const messages = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly msg: string; readonly personal?: string; readonly time: string });

t.test('lines go to the file, private, with their time; personal fields are not shown', async (t) => {
  const file = join(t.testdir(), 'log/spillway.log');
  const { log } = boxLog({ file, level: 'info' }, { ...READER, people: true });
  log.info({ personal: '13900000000' }, 'one');
  log.debug('too much');
  const [line, ...more] = messages(file);
  t.match(line, { msg: 'one', personal: '[personal]', time: /^20/ });
  t.same(more, []);
  t.equal(statSync(file).mode & 0o137, 0);
});

t.test('after a rotation the next line is in a new file', async (t) => {
  const file = join(t.testdir(), 'spillway.log');
  const { log, reopen } = boxLog({ file, level: 'info' }, { ...READER, people: false });
  log.info('one');
  renameSync(file, `${file}.1`);
  log.info('two');
  reopen();
  log.info('three');
  t.same(
    messages(`${file}.1`).map(({ msg }) => msg),
    ['one', 'two'],
  );
  t.same(
    messages(file).map(({ msg }) => msg),
    ['three'],
  );
});

t.test('a full disk loses lines and ends nothing', async (t) => {
  const { log } = boxLog({ file: '/dev/full', level: 'info' }, { ...READER, people: false });
  for (let i = 0; i < 100; i++) log.info({ i }, 'x'.repeat(20_000));
  t.pass('still here');
});

t.test('a log that cannot be opened is refused in words', async (t) => {
  const folder = t.testdir({ file: 'x' });
  chmodSync(folder, 0o700);
  t.throws(() => boxLog({ file: join(folder, 'file/spillway.log'), level: 'info' }, { ...READER, people: false }), {
    code: 'REFUSED',
    message: /file\/spillway.log cannot be opened/,
  });
});

t.test('by setting a file has lines for people, and a terminal has JSON', async (t) => {
  const file = join(t.testdir(), 'spillway.log');
  const { log } = boxLog({ file, level: 'info', form: 'lines' }, { ...READER, people: false });
  log.info({ personal: '13900000000' }, 'the box is running');
  t.match(readFileSync(file, 'utf8'), /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d {2}the box is running\n$/);
  const json = join(t.testdir(), 'json.log');
  boxLog({ file: json, level: 'info', form: 'json' }, { ...READER, people: true }).log.info('one');
  t.match(messages(json), [{ msg: 'one' }]);
});

const line = (level: number, fields: object) => JSON.stringify({ level, time: '2026-11-28T16:00:05.000Z', ...fields });

t.test(
  'a line for people has the day and time of the shop, how serious it is, and what happened in words',
  async (t) => {
    const running = line(30, { socket: 'data/box.sock', msg: 'the box is running' });
    t.equal(logLine(running, READER), '2026-11-29 00:00:05  the box is running  socket=data/box.sock');
    t.equal(
      logLine(running, { ...READER, language: 'zh-CN' }),
      '2026-11-29 00:00:05  系统已启动  socket=data/box.sock',
    );
    const alarm = line(50, {
      code: 'SPAN_RED',
      subject: 'e1',
      msg: 'alarm: span e1: red alarm, no usable signal arrives',
    });
    t.equal(
      logLine(alarm, { ...READER, language: 'zh-CN' }),
      '2026-11-29 00:00:05  错误  告警：中继 e1：红色告警，收不到可用信号  code=SPAN_RED  subject=e1',
    );
    const failed = line(40, {
      err: { type: 'Error', message: 'no', stack: 'Error: no\n at x' },
      channels: ['e1/1', 'e1/2'],
      msg: 'busied out',
    });
    t.equal(logLine(failed, READER), '2026-11-29 00:00:05  WARNING busied out  err=no  channels=e1/1, e1/2');
    t.equal(logLine('{ cut', READER), '{ cut');
    t.notMatch(logLine(line(30, { personal: '139', msg: 'x' }), READER), /139/);
  },
);
