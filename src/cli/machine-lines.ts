// SPDX-License-Identifier: GPL-2.0-or-later
// How do the disks, the clock and the outbox look on the page of the status? What is not known is said to be so; pure.

import type { BoxStatus } from '../engine/index.js';
import { sizeText } from './progress.js';
import { when } from './times.js';

type Line = readonly [heading: string, text: string];
interface Words {
  readonly t: (en: string, zh: string) => string;
  readonly list: (...parts: readonly string[]) => string;
}

/** A line for each disk, one for the clock, and one for messages that wait. */
export function machineLines(status: BoxStatus, words: Words): Line[] {
  const { t } = words;
  return [
    ...status.disks.map((disk): Line => [t('Disk', '磁盘'), diskText(disk, status.zone, words)]),
    ...clockLine(status, words),
    ...outboxLine(status, words),
  ];
}

const HOLDS = { data: { en: 'data', zh: '数据' }, recordings: { en: 'recordings', zh: '录音' } } as const;

function diskText(
  { holds, free, size, outlook }: BoxStatus['disks'][number],
  zone: string,
  { t, list }: Words,
): string {
  const what = holds.map((one) => t(HOLDS[one].en, HOLDS[one].zh)).join(t(' and ', '和'));
  return list(
    `${what} ${t(`${sizeText(free)} free of ${sizeText(size)}`, `剩余 ${sizeText(free)} / ${sizeText(size)}`)}`,
    outlookText(outlook, zone, t),
  );
}

function outlookText(outlook: BoxStatus['disks'][number]['outlook'], zone: string, t: Words['t']): string {
  if (outlook.outlook === 'steady') return t('does not fill', '占用没有增长');
  if (outlook.outlook === 'unknown') {
    const until = when(outlook.until, zone);
    return t(`how long it lasts is known after a day of watching (${until})`, `可用天数须观察一天后得出（${until}）`);
  }
  const { days, perDay } = outlook;
  const grows = sizeText(perDay);
  return t(
    days === 0
      ? `full within a day (${grows} a day)`
      : `full in about ${days} ${days === 1 ? 'day' : 'days'} (${grows} a day)`,
    days === 0 ? `一天之内写满（每天 ${grows}）` : `约 ${days} 天后写满（每天 ${grows}）`,
  );
}

function clockLine({ time, zone }: BoxStatus, { t, list }: Words): Line[] {
  const { synchronised, since, error } = time;
  if (synchronised === undefined) return [];
  const heading = t('Clock', '时钟');
  const seen = when(since, zone);
  if (synchronised) {
    const off = error === undefined ? '' : t(`off by ${lengthText(error)} at most`, `误差不超过 ${lengthText(error)}`);
    return [[heading, list(t('synchronised', '已同步'), off)]];
  }
  return [
    [heading, t(`NOT synchronised, as far as the box has seen since ${seen}`, `未同步（系统自 ${seen} 起观察到）`)],
  ];
}

const lengthText = (milliseconds: number) =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`;

function outboxLine({ outbox }: BoxStatus, { t, list }: Words): Line[] {
  const { waiting, dead } = outbox;
  if (waiting + dead === 0) return [];
  const text = list(
    t(`${waiting} wait`, `等待 ${waiting} 条`),
    dead === 0 ? '' : t(`${dead} given up`, `已放弃 ${dead} 条`),
  );
  return [[t('Messages', '消息'), text]];
}
