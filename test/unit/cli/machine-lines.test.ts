// SPDX-License-Identifier: GPL-2.0-or-later
// Does the status say how long the disk lasts, whether the clock is right, and what waits, in both languages and no more than is known?
import t from 'tap';
import { machineLines } from '../../../src/cli/machine-lines.js';
import type { BoxStatus } from '../../../src/engine/index.js';
import { inLanguage, type Language } from '../../../src/kernel/index.js';

const GIB = 2 ** 30;
const AT = Date.parse('2026-10-01T08:00:00+08:00');

function lines(language: Language, part: Partial<BoxStatus>): string[] {
  const status = {
    zone: 'Asia/Shanghai',
    disks: [],
    time: {},
    outbox: { waiting: 0, dead: 0 },
    ...part,
  } as unknown as BoxStatus;
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const list = (...parts: readonly string[]) => parts.filter((one) => one !== '').join(t(', ', '，'));
  return machineLines(status, { t, list }).map(([heading, text]) => `${heading}: ${text}`);
}

const disk = (outlook: BoxStatus['disks'][number]['outlook']): Partial<BoxStatus> => ({
  disks: [{ holds: ['data', 'recordings'], path: '/data', free: 8 * GIB, size: 20 * GIB, outlook }],
});

t.test('a disk', async (t) => {
  const fills = disk({ outlook: 'fills', days: 12, perDay: GIB / 2 });
  t.same(lines('en', fills), [
    'Disk: data and recordings 8.0 GiB free of 20.0 GiB, full in about 12 days (512.0 MiB a day)',
  ]);
  t.same(lines('zh-CN', fills), ['磁盘: 数据和录音 剩余 8.0 GiB / 20.0 GiB，约 12 天后写满（每天 512.0 MiB）']);
  t.match(lines('en', disk({ outlook: 'fills', days: 0, perDay: GIB })), [/full within a day/]);
  t.match(lines('en', disk({ outlook: 'steady' })), [/does not fill/]);
  t.match(lines('en', disk({ outlook: 'unknown', until: AT })), [
    /known after a day of watching \(2026-10-01 08:00:00\)/,
  ]);
  t.match(lines('zh-CN', disk({ outlook: 'unknown', until: AT })), [/可用天数须观察一天后得出（2026-10-01 08:00:00）/]);
});

t.test('the clock: nothing is said of what is not known', async (t) => {
  t.same(lines('en', {}), []);
  t.same(lines('en', { time: { synchronised: true, since: AT, error: 12 } }), [
    'Clock: synchronised, off by 12 ms at most',
  ]);
  t.match(lines('en', { time: { synchronised: false, since: AT } }), [/NOT synchronised.*since 2026-10-01 08:00:00/]);
  t.match(lines('zh-CN', { time: { synchronised: false, since: AT } }), [
    /未同步（系统自 2026-10-01 08:00:00 起观察到）/,
  ]);
});

t.test('messages that wait', async (t) => {
  t.same(lines('en', { outbox: { waiting: 3, dead: 1 } }), ['Messages: 3 wait, 1 given up']);
  t.same(lines('zh-CN', { outbox: { waiting: 3, dead: 0 } }), ['消息: 等待 3 条']);
});
