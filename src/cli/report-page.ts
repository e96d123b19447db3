// SPDX-License-Identifier: GPL-2.0-or-later
// How does a report look to its owner? A few lines that answer his questions, then tables.

import { inLanguage, type Language } from '../kernel/index.js';
import {
  type AgentFigures,
  type CodeCounts,
  divisionWord,
  endsOf,
  lostShare,
  otherEnds,
  partName,
  type Report,
  type ReportPart,
  titleOf,
} from '../report/index.js';
import { valueWords } from '../words/index.js';
import { type Column, fittingTable, sayLeftOut } from './fitting-table.js';
import { heading } from './heading.js';
import type { Output } from './output.js';
import { lengthText, percent } from './spans.js';
import { padded, widthOf, wrapped } from './width.js';

/** The first line says which time it is of. */
export function printReport(output: Output, report: Report): void {
  const { language, columns = Number.POSITIVE_INFINITY } = output;
  output.write(wrapped(inLanguage(titleOf(report), language), columns));
  output.write('');
  if (report.by !== 'agent') output.write(lines(report, language, columns));
  if (report.parts !== undefined && report.by !== undefined && report.by !== 'agent') {
    output.write('');
    partTable(output, report, report.parts);
  }
  if (report.by === undefined || report.by === 'agent') {
    if (report.by === undefined) output.write('');
    agentTable(output, report.agents);
  }
}

function lines(report: Report, language: Language, columns: number): string {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  const said: readonly (readonly [heading: string, text: string])[] = [
    [t('Calls', '来电'), callsText(report, language)],
    [t('Traffic', '话务'), trafficText(report, language)],
    [t('Lost', '流失'), lostText(report, language)],
    [t('Waits', '等待'), waitsText(report, language)],
    [t('Callbacks', '回呼'), callbacksText(report, language)],
    [t('Lines', '外线'), linesText(report, language)],
    ...(Object.keys(report.codes).length === 0
      ? []
      : [[t('Codes', '小结'), codesText(report.codes, language)] as const]),
  ];
  const width = Math.max(...said.map(([head]) => widthOf(head))) + 2;
  return said
    .flatMap(([head, text]) =>
      wrapped(text, Math.max(20, columns - width))
        .split('\n')
        .map((line, nth) => padded(nth === 0 ? head : '', width) + line),
    )
    .join('\n');
}

function callsText({ calls }: Report, language: Language): string {
  const ends = endsOf(calls, language).map(([end, count]) => `${end} ${count}`);
  return inLanguage({ en: `offered ${calls.offered} = `, zh: `呼入 ${calls.offered} = ` }, language) + ends.join(' + ');
}

function trafficText({ calls: { offered, traffic, inProgress } }: Report, language: Language): string {
  const { answered, abandoned, deflected, blocked } = traffic;
  const open =
    inProgress === 0 ? { en: '', zh: '' } : { en: ` + in progress ${inProgress}`, zh: ` + 进行中 ${inProgress}` };
  return inLanguage(
    {
      en: `offered ${offered} = answered ${answered} + abandoned ${abandoned} + deflected ${deflected} + blocked ${blocked}${open.en}`,
      zh: `呼入 ${offered} = 接听 ${answered} + 放弃 ${abandoned} + 分流 ${deflected} + 阻塞 ${blocked}${open.zh}`,
    },
    language,
  );
}

function lostText({ calls: { lost, offered } }: Report, language: Language): string {
  const share = percent(lostShare({ lost, offered }));
  return inLanguage({ en: `${lost} (${share} of offered)`, zh: `${lost}（占呼入 ${share}）` }, language);
}

function waitsText({ waits }: Report, language: Language): string {
  const { answered, abandoned, within } = waits;
  if (answered + abandoned + waits.overflowed === 0)
    return inLanguage({ en: 'nobody waited', zh: '无人排队' }, language);
  const seconds = within.map((time) => time / 1000).join('/');
  const [level, mean, longest] = [
    percent(waits.serviceLevel),
    lengthText(waits.averageSpeedOfAnswer),
    lengthText(waits.longest),
  ];
  const gaveUp = lengthText(waits.averageTimeToAbandon);
  return inLanguage(
    {
      en: `service level ${level} (answered within ${seconds} s), mean ${mean}, longest ${longest}${abandoned > 0 ? `, who gave up ${gaveUp}` : ''}`,
      zh: `服务水平 ${level}（${seconds} 秒内接听），平均 ${mean}，最长 ${longest}${abandoned > 0 ? `，放弃者平均 ${gaveUp}` : ''}`,
    },
    language,
  );
}

function callbacksText({ callbacks }: Report, language: Language): string {
  const { created, connected, failed, open, merged, attempted, reached, confirmed, reasons } = callbacks;
  const why = Object.entries(reasons).map(([reason, count]) => `${valueWords(reason, language)} ${count}`);
  const because =
    why.length === 0 ? '' : inLanguage({ en: ` (${why.join(', ')})`, zh: `（${why.join('，')}）` }, language);
  const kept =
    created === 0
      ? { en: '', zh: '' }
      : {
          en: `; recovery ${percent(callbacks.recoveryRate)}, on the same day ${percent(callbacks.serviceLevel)}`,
          zh: `；挽回率 ${percent(callbacks.recoveryRate)}，当日兑现 ${percent(callbacks.serviceLevel)}`,
        };
  return inLanguage(
    {
      en: `promised ${created} = kept ${connected} + failed ${failed}${because} + open ${open}${kept.en}; rang again ${merged}; attempts ${attempted}, reached ${reached}, confirmed ${confirmed}`,
      zh: `承诺 ${created} = 兑现 ${connected} + 失败 ${failed}${because} + 未完成 ${open}${kept.zh}；重复来电 ${merged}；尝试 ${attempted}，接通 ${reached}，确认 ${confirmed}`,
    },
    language,
  );
}

function linesText({ lines }: Report, language: Language): string {
  const [traffic, used, full] = [lines.erlangs.toFixed(2), percent(lines.utilisation), lengthText(lines.allBusy)];
  return inLanguage(
    {
      en: `${traffic} Erlangs in the mean, utilisation ${used}, most at once ${lines.peak}, all busy for ${full}`,
      zh: `平均话务量 ${traffic} 爱尔兰，使用率 ${used}，同时最多 ${lines.peak}，全忙 ${full}`,
    },
    language,
  );
}

/** `complaint 3, consulting 1`: names are the shop's own; what had to be said and was not is `none`. */
function codesText(codes: CodeCounts, language: Language): string {
  const counts = Object.entries(codes).map(([code, calls]) => `${valueWords(code, language)} ${calls}`);
  return inLanguage({ en: counts.join(', '), zh: counts.join('，') }, language);
}

function partTable(output: Output, { by = 'queue', calls, waits }: Report, parts: readonly ReportPart[]): void {
  const { language } = output;
  const count = (end: string) => (part: ReportPart) => part.calls.ended[end] ?? 0;
  const right = true;
  const all = { key: '*', calls, waits };
  const columns: readonly Column<ReportPart>[] = [
    {
      heading: divisionWord(by),
      cell: (part) => (part === all ? inLanguage({ en: 'all', zh: '合计' }, language) : partName(by, part, language)),
    },
    { heading: heading('offered', '呼入'), cell: (part) => part.calls.offered, right },
    { heading: heading('answered', '接听'), cell: count('answered'), right },
    { heading: heading('abandoned', '放弃'), cell: count('abandoned'), right },
    { heading: heading('promised', '登记'), cell: count('captured'), right, spare: 1 },
    { heading: heading('refused', '拒绝'), cell: count('refused'), right, spare: 3 },
    {
      heading: heading('other', '其他'),
      cell: (part) => otherEnds(part.calls) + part.calls.inProgress,
      right,
      spare: 5,
    },
    { heading: heading('lost', '流失'), cell: (part) => part.calls.lost, right },
    {
      heading: heading('level', '服务水平'),
      cell: (part) => (hasWaits(part) ? percent(part.waits.serviceLevel) : ''),
      right,
    },
    {
      heading: heading('wait', '平均等待'),
      cell: (part) => (hasWaits(part) ? lengthText(part.waits.averageSpeedOfAnswer) : ''),
      right,
      spare: 2,
    },
    {
      heading: heading('longest', '最长'),
      cell: (part) => (hasWaits(part) ? lengthText(part.waits.longest) : ''),
      right,
      spare: 4,
    },
  ];
  sayLeftOut(output, fittingTable(output, columns, [...parts, all]));
  for (const { key, codes = {} } of parts) sayCodes(output, key, codes);
}

function sayCodes(output: Output, whose: string, codes: CodeCounts): void {
  const { language, columns: room = Number.POSITIVE_INFINITY } = output;
  const text = codesText(codes, language);
  const said = { en: `${whose} codes: ${text}`, zh: `${whose} 小结：${text}` };
  if (text !== '') output.write(wrapped(inLanguage(said, language), room));
}

function hasWaits({ waits: { answered, abandoned, overflowed } }: ReportPart): boolean {
  return answered + abandoned + overflowed > 0;
}

function agentTable(output: Output, agents: readonly AgentFigures[]): void {
  const { language, columns: room = Number.POSITIVE_INFINITY } = output;
  if (agents.length === 0) {
    output.write(inLanguage({ en: 'no agent was signed in', zh: '没有座席签入' }, language));
    return;
  }
  const time = (what: 'signedIn' | 'ready' | 'notReady' | 'talk' | 'hold' | 'wrapUp' | 'averageHandlingTime') => ({
    cell: (agent: AgentFigures) => lengthText(agent[what]),
    right: true,
  });
  const columns: readonly Column<AgentFigures>[] = [
    { heading: heading('agent', '座席'), cell: ({ agent }) => agent },
    { heading: heading('name', '姓名'), cell: ({ name }) => name, spare: 2 },
    { heading: heading('signed in', '签入'), ...time('signedIn') },
    { heading: heading('ready', '示闲'), ...time('ready') },
    { heading: heading('not ready', '示忙'), ...time('notReady') },
    { heading: heading('talk', '通话'), ...time('talk') },
    { heading: heading('hold', '保持'), ...time('hold'), spare: 5 },
    { heading: heading('wrap-up', '整理资料'), ...time('wrapUp') },
    { heading: heading('calls', '通话数'), cell: ({ handled }) => handled, right: true },
    { heading: heading('mean', '平均处理'), ...time('averageHandlingTime'), spare: 4 },
    { heading: heading('occupancy', '占用率'), cell: (agent) => percent(agent.occupancy), right: true, spare: 3 },
  ];
  sayLeftOut(output, fittingTable(output, columns, agents));
  for (const { agent, scores, score } of agents)
    if (scores !== undefined) {
      const said = { en: `${agent} score: ${score} of ${scores}`, zh: `${agent} 满意度：${score}（${scores} 人）` };
      output.write(inLanguage(said, language));
    }
  for (const { agent, codes } of agents) sayCodes(output, agent, codes);
  for (const { agent, reasons } of agents) {
    const why = Object.entries(reasons).map(
      ([reason, length]) => `${valueWords(reason, language)} ${lengthText(length)}`,
    );
    const said = { en: `${agent} not ready: ${why.join(', ')}`, zh: `${agent} 示忙：${why.join('，')}` };
    if (why.length > 0) output.write(wrapped(inLanguage(said, language), room));
  }
}
