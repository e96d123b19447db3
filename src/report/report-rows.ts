// SPDX-License-Identifier: GPL-2.0-or-later
// How does a report become rows of a spreadsheet? A figure a row, or a row for each part or agent; lengths in seconds, shares 0 to 1.

import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import { valueWords, when } from '../words/index.js';
import { heading, type ReportCell, type ReportRows, rounded, seconds, share } from './cells.js';
import type { AgentFigures, Report, ReportPart } from './report.js';
import { divisionWord, endsOf, otherEnds, partName } from './report-words.js';

/** Headings first. */
export function reportRows(report: Report, language: Language): ReportRows {
  if (report.by === 'agent') return agentRows(report.agents, language);
  if (report.parts !== undefined) return partRows(report, report.parts, language);
  return figureRows(report, language);
}

function figureRows(report: Report, language: Language): ReportRows {
  const { calls, waits, callbacks, lines, zone } = report;
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return [
    [say('figure', '指标'), say('value', '数值')],
    [say('from', '起始'), when(report.from, zone)],
    [say('to', '截止'), when(report.until, zone)],
    [say('zone', '时区'), zone],
    [say('offered', '呼入'), calls.offered],
    ...endsOf(calls, language),
    [say('traffic: answered', '话务：接听'), calls.traffic.answered],
    [say('traffic: abandoned', '话务：放弃'), calls.traffic.abandoned],
    [say('traffic: deflected', '话务：分流'), calls.traffic.deflected],
    [say('traffic: blocked', '话务：阻塞'), calls.traffic.blocked],
    [say('lost', '流失'), calls.lost],
    [say('served by menus alone', '自助完成率'), share(report.containment)],
    [say('service level', '服务水平'), share(waits.serviceLevel)],
    [say('service level, of answered', '服务水平（占接听）'), share(waits.serviceLevelOfAnswered)],
    [say('service level, with abandoned in time', '服务水平（含时限内放弃）'), share(waits.serviceLevelWithAbandoned)],
    [say('abandon rate', '放弃率'), share(waits.abandonRate)],
    [say('mean wait of answered (s)', '接听平均等待（秒）'), seconds(waits.averageSpeedOfAnswer)],
    [say('mean wait of abandoned (s)', '放弃平均等待（秒）'), seconds(waits.averageTimeToAbandon)],
    [say('longest wait (s)', '最长等待（秒）'), seconds(waits.longest)],
    [say('callbacks promised', '承诺回呼'), callbacks.created],
    [say('callbacks kept', '兑现回呼'), callbacks.connected],
    [say('callbacks kept on the same day', '当日兑现'), callbacks.connectedInTime],
    [say('callbacks failed', '回呼失败'), callbacks.failed],
    [say('callbacks open', '未完成回呼'), callbacks.open],
    [say('rang again', '重复来电'), callbacks.merged],
    [say('attempts', '回呼尝试'), callbacks.attempted],
    [say('attempts answered', '回呼接通'), callbacks.reached],
    [say('recovery rate', '挽回率'), share(callbacks.recoveryRate)],
    [say('dialled ahead', '预拨次数'), callbacks.dialledAhead],
    [say('answers ahead that found an agent', '预拨接通座席'), callbacks.connectedAhead],
    [say('answers ahead that found nobody', '预拨放弃'), callbacks.abandonedAhead],
    [say('abandon rate ahead', '预拨放弃率'), share(callbacks.abandonRateAhead)],
    [say('Erlangs in the mean', '平均话务量（爱尔兰）'), rounded(lines.erlangs)],
    [say('utilisation of lines', '外线使用率'), share(lines.utilisation)],
    [say('most lines at once', '同时最多外线'), lines.peak],
    [say('all lines busy (s)', '外线全忙（秒）'), seconds(lines.allBusy)],
    ...Object.entries(report.codes).map(
      ([code, calls]) => [say(`code: ${code}`, `小结：${valueWords(code, language)}`), calls] as const,
    ),
  ];
}

function partRows({ by = 'queue' }: Report, parts: readonly ReportPart[], language: Language): ReportRows {
  const heads: readonly Bilingual[] = [
    divisionWord(by),
    heading('offered', '呼入'),
    heading('answered', '接听'),
    heading('abandoned', '放弃'),
    heading('promised', '登记'),
    heading('refused', '拒绝'),
    heading('other', '其他'),
    heading('in progress', '进行中'),
    heading('lost', '流失'),
    heading('service level', '服务水平'),
    heading('mean wait (s)', '平均等待（秒）'),
    heading('longest wait (s)', '最长等待（秒）'),
  ];
  const cells = (part: ReportPart): readonly ReportCell[] => {
    const { ended } = part.calls;
    const counts = ['answered', 'abandoned', 'captured', 'refused'].map((end) => ended[end] ?? 0);
    const { serviceLevel, averageSpeedOfAnswer, longest } = part.waits;
    const waits = [share(serviceLevel), seconds(averageSpeedOfAnswer), seconds(longest)];
    const { offered, inProgress, lost } = part.calls;
    const name = by === 'access-number' && part.key !== '' ? part.key : partName(by, part, language);
    return [name, offered, ...counts, otherEnds(part.calls), inProgress, lost, ...waits];
  };
  return [heads.map((one) => inLanguage(one, language)), ...parts.map(cells)];
}

function agentRows(agents: readonly AgentFigures[], language: Language): ReportRows {
  const reasons = [...new Set(agents.flatMap((agent) => Object.keys(agent.reasons)))].sort();
  const heads: readonly Bilingual[] = [
    heading('agent', '座席'),
    heading('name', '姓名'),
    heading('calls', '通话数'),
    heading('signed in (s)', '签入（秒）'),
    heading('ready (s)', '示闲（秒）'),
    heading('not ready (s)', '示忙（秒）'),
    heading('talk (s)', '通话（秒）'),
    heading('hold (s)', '保持（秒）'),
    heading('wrap-up (s)', '整理资料（秒）'),
    heading('mean handling time (s)', '平均处理（秒）'),
    heading('occupancy', '占用率'),
    heading('scores', '评分人数'),
    heading('score', '满意度'),
    ...reasons.map((reason) => ({
      en: `not ready: ${valueWords(reason, 'en')} (s)`,
      zh: `示忙：${valueWords(reason, 'zh-CN')}（秒）`,
    })),
  ];
  return [
    heads.map((one) => inLanguage(one, language)),
    ...agents.map((agent) => [
      agent.agent,
      agent.name,
      agent.handled,
      ...[agent.signedIn, agent.ready, agent.notReady, agent.talk, agent.hold, agent.wrapUp].map(seconds),
      seconds(agent.averageHandlingTime),
      share(agent.occupancy),
      agent.scores ?? 0,
      agent.score ?? '',
      ...reasons.map((reason) => seconds(agent.reasons[reason] ?? 0)),
    ]),
  ];
}
