// SPDX-License-Identifier: GPL-2.0-or-later
// How do queues and agents look live? A table of each, from a snapshot of the box.

import type { AgentStatus, BoxStatus, QueueStatus } from '../engine/index.js';
import { stateWords, valueWords } from '../words/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import type { Output } from './output.js';
import { lengthText, percent } from './spans.js';
import { when } from './times.js';

/** The queues: who waits, what their agents are doing, how well they are served today. */
export function queuesTable({ at, queues, zone }: BoxStatus, output: Output): void {
  const { language } = output;
  const reasons = ({ agents: { notReady } }: QueueStatus) =>
    Object.entries(notReady)
      .map(([reason, count]) => `${valueWords(reason, language)} ${count}`)
      .join(' ');
  /** A figure beyond its limit with the word of its severity before it. */
  const marked = (figure: string | number, { limits }: QueueStatus, name: keyof QueueStatus['limits']) => {
    const severity = limits[name];
    return severity === undefined ? figure : `${valueWords(severity, language)} ${figure}`;
  };
  const columns: readonly Column<QueueStatus>[] = [
    { heading: heading('queue', '队列'), cell: ({ name }) => name },
    { heading: heading('waiting', '等待'), cell: (row) => marked(row.waiting, row, 'waiting'), right: true },
    {
      heading: heading('longest', '最长'),
      cell: (row) => marked(lengthText(row.longestWait), row, 'longestWait'),
      right: true,
    },
    { heading: heading('ready', '示闲'), cell: (row) => marked(row.agents.ready, row, 'ready'), right: true },
    { heading: heading('ringing', '振铃'), cell: ({ agents }) => agents.ringing, right: true },
    { heading: heading('talking', '通话'), cell: ({ agents }) => agents.talking, right: true },
    { heading: heading('wrap-up', '整理'), cell: ({ agents }) => agents.wrapUp, right: true },
    { heading: heading('busy', '占用'), cell: ({ agents }) => agents.busy + agents.reserved, right: true },
    { heading: heading('not ready', '示忙'), cell: reasons },
    {
      heading: heading('service level', '服务水平'),
      cell: (row) => marked(percent(row.serviceLevels.standard), row, 'serviceLevel'),
      right: true,
    },
    {
      heading: heading('of answered', '仅接通'),
      cell: (row) => percent(row.serviceLevels.ofAnswered),
      right: true,
      spare: 2,
    },
    {
      heading: heading('with abandoned', '含放弃'),
      cell: (row) => percent(row.serviceLevels.withAbandoned),
      right: true,
      spare: 3,
    },
    {
      heading: heading('abandoned', '放弃率'),
      cell: (row) => marked(percent(row.abandonRate), row, 'abandonRate'),
      right: true,
      spare: 1,
    },
  ];
  output.write(when(at, zone));
  sayLeftOut(output, fittingTable(output, columns, queues));
}

/** The agents: what each is doing, since when, and where. */
export function agentsTable({ at, agents, zone }: BoxStatus, output: Output): void {
  const { language } = output;
  const columns: readonly Column<AgentStatus>[] = [
    { heading: heading('agent', '工号'), cell: ({ id }) => id },
    { heading: heading('name', '姓名'), cell: ({ name }) => name, spare: 2 },
    { heading: heading('state', '状态'), cell: ({ state }) => stateWords(state, language) },
    {
      heading: heading('reason', '原因'),
      cell: ({ reason }) => (reason === undefined ? '' : valueWords(reason, language)),
    },
    { heading: heading('for', '已持续'), cell: ({ since }) => lengthText(at - since), right: true },
    { heading: heading('station', '分机'), cell: ({ station = '' }) => station },
    { heading: heading('calls', '通话数'), cell: ({ handled }) => handled, right: true, spare: 1 },
  ];
  output.write(when(at, zone));
  sayLeftOut(output, fittingTable(output, columns, agents));
}

/** What a table writes, as one text. */
export function tableText(output: Output, write: (output: Output) => void): string {
  const lines: string[] = [];
  write({ ...output, write: (line) => lines.push(line) });
  return lines.join('\n');
}
