// SPDX-License-Identifier: GPL-2.0-or-later
// What can a custom report measure? Each measure is a figure of the one set; none is computed here.

import type { Measure } from '../config/index.js';
import type { Bilingual } from '../kernel/index.js';
import { heading, type ReportCell, rounded, seconds, share } from './cells.js';
import type { AgentTimes } from './figures.js';
import type { ReportPart } from './report.js';

/** What a row adds up to. */
export interface Summed extends Pick<ReportPart, 'calls' | 'waits'> {
  /** Of all agents together. */
  readonly agents: Pick<AgentTimes, 'handled' | 'talk' | 'hold'>;
}

interface MeasureOf {
  readonly heading: Bilingual;
  readonly of: (summed: Summed) => number;
  /** How it stands in a table. */
  readonly cell: (value: number) => ReportCell;
}

const asItIs = (value: number): number => value;

const length = (en: string, zh: string, of: (summed: Summed) => number): MeasureOf => ({
  heading: heading(`${en} (s)`, `${zh}（秒）`),
  of: (summed) => seconds(of(summed)),
  cell: asItIs,
});
const rate = (en: string, zh: string, of: (summed: Summed) => number): MeasureOf => ({
  heading: heading(en, zh),
  of: (summed) => rounded(of(summed)),
  cell: share,
});
const count = (en: string, zh: string, of: (summed: Summed) => number): MeasureOf => ({
  heading: heading(en, zh),
  of,
  cell: asItIs,
});

/** Counts as they are, lengths in seconds, shares 0 to 1. */
export const MEASURED: Readonly<Record<Measure, MeasureOf>> = {
  offered: count('offered', '呼入', ({ calls }) => calls.offered),
  answered: count('answered', '接听', ({ calls }) => calls.traffic.answered),
  abandoned: count('abandoned', '放弃', ({ calls }) => calls.traffic.abandoned),
  deflected: count('deflected', '分流', ({ calls }) => calls.traffic.deflected),
  blocked: count('blocked', '阻塞', ({ calls }) => calls.traffic.blocked),
  inProgress: count('in progress', '进行中', ({ calls }) => calls.inProgress),
  lost: count('lost', '流失', ({ calls }) => calls.lost),
  waitsAnswered: count('waits answered', '排队接听', ({ waits }) => waits.answered),
  waitsAbandoned: count('waits abandoned', '排队放弃', ({ waits }) => waits.abandoned),
  overflowed: count('overflowed', '溢出', ({ waits }) => waits.overflowed),
  serviceLevel: rate('service level', '服务水平', ({ waits }) => waits.serviceLevel),
  abandonRate: rate('abandon rate', '放弃率', ({ waits }) => waits.abandonRate),
  averageSpeedOfAnswer: length('mean wait of answered', '接听平均等待', ({ waits }) => waits.averageSpeedOfAnswer),
  averageTimeToAbandon: length('mean wait of abandoned', '放弃平均等待', ({ waits }) => waits.averageTimeToAbandon),
  longestWait: length('longest wait', '最长等待', ({ waits }) => waits.longest),
  handled: count('handled', '通话数', ({ agents }) => agents.handled),
  talk: length('talk', '通话', ({ agents }) => agents.talk),
  hold: length('hold', '保持', ({ agents }) => agents.hold),
};
