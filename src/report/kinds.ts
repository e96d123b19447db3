// SPDX-License-Identifier: GPL-2.0-or-later
// Which reports can be chosen, how are they called, and by which questions are they made?

import { REPORT_KINDS } from '../config/index.js';
import type { Bilingual } from '../kernel/index.js';
import { heading } from './cells.js';
import { DIVISIONS, type Division, isOfTime } from './report-asked.js';

export const KINDS = REPORT_KINDS;
export type Kind = (typeof KINDS)[number];

/** What they are called. */
export const KIND_WORDS: Readonly<Record<Kind, Bilingual>> = {
  traffic: heading('Overall traffic', '整体话务报表'),
  agents: heading('Agents and working time', '座席工时报表'),
  waits: heading('Waiting times', '等待时长分布'),
  causes: heading('Causes', '呼叫结束原因'),
  trunks: heading('Lines to the exchange', '中继话务报表'),
  wave: heading('Wave', '浪涌报表'),
  bill: heading('Bill', '话费账单'),
  conversion: heading('Conversion by access number', '接入号转化分析'),
  incoming: heading('Incoming calls', '呼入明细表'),
  outgoing: heading('Outgoing calls', '呼出明细表'),
  custom: heading('Report', '自定义报表'),
};

/** By what each can be divided. */
export const DIVIDED_BY: Readonly<Partial<Record<Kind, readonly Division[]>>> = {
  traffic: DIVISIONS.filter((by) => by !== 'agent'),
  trunks: DIVISIONS.filter(isOfTime),
  bill: DIVISIONS.filter((by) => by !== 'slot'),
};

/** Which question of the records each is; what of it is settled by its kind, and what is asked where nothing else is said. */
export const QUESTIONS: Readonly<
  Record<Kind, { readonly method: string; readonly params?: object; readonly usual?: object }>
> = {
  traffic: { method: 'report' },
  agents: { method: 'report', params: { by: 'agent' } },
  waits: { method: 'report.spread' },
  causes: { method: 'report.spread' },
  trunks: { method: 'report', usual: { by: 'hour' } },
  wave: { method: 'report.wave' },
  bill: { method: 'report.bill' },
  conversion: { method: 'report.conversion' },
  incoming: { method: 'report.calls', params: { name: 'incoming' } },
  outgoing: { method: 'report.calls', params: { name: 'outgoing' } },
  custom: { method: 'report.custom' },
};
