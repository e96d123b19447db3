// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer about reports and the board of sales?

import type { Answer } from './fake-answers.js';
import { HOUR, MINUTE, people, QUEUES } from './fake-data.js';

const CODES = ['订购', '咨询', '改约', '退换'] as const;
const HOURS = 7;

/** What an agent did in an hour: the same each time. */
function hourOf(index: number, hour: number) {
  const handled = 3 + ((index * 5 + hour * 3) % 6);
  return { handled, talk: handled * 2.4 * MINUTE, results: Math.round(handled * (0.2 + ((index * 7) % 5) / 10)) };
}

function team(now: number, code: string | undefined) {
  const from = now - (now % HOUR) - (HOURS - 1) * HOUR;
  const agents = people(now)
    .filter(({ state }) => state !== 'signedOut')
    .map(({ id, name }, index) => {
      const share = code === undefined || code === CODES[0] ? 1 : 0.4;
      const hours = Array.from({ length: HOURS }, (_, hour) => hourOf(index, hour)).map((one) => ({
        ...one,
        results: Math.round(one.results * share),
      }));
      const sum = (of: 'handled' | 'talk' | 'results') => hours.reduce((all, one) => all + one[of], 0);
      const results = sum('results');
      return {
        ...{ agent: id, name, handled: sum('handled'), talk: sum('talk'), signedIn: 5.2 * HOUR, results, hours },
        ...{ codes: { [CODES[0]]: results }, resultsPerHour: results / 5.2 },
      };
    });
  return { at: now, hours: Array.from({ length: HOURS }, (_, hour) => from + hour * HOUR), codes: [...CODES], agents };
}

const HEADINGS = ['分类', '呼入', '接听', '放弃', '分流', '阻塞', '进行中', '服务水平', '平均等待（秒）'];
const ENGLISH = [
  'part',
  'offered',
  'answered',
  'abandoned',
  'deflected',
  'blocked',
  'in progress',
  'service level',
  'mean wait (s)',
];

function traffic(by: string | undefined, language: string | undefined) {
  const keys = by === 'queue' ? QUEUES : Array.from({ length: 14 }, (_, hour) => String(hour + 8).padStart(2, '0'));
  const parts = keys.map((key, index) => {
    const offered = 40 + ((index * 37) % 120);
    const [answered, deflected] = [Math.round(offered * 0.76), Math.round(offered * 0.13)];
    const abandoned = Math.round(offered * 0.07);
    const blocked = offered - answered - deflected - abandoned;
    return { key, calls: { offered, traffic: { answered, abandoned, deflected, blocked } } };
  });
  const isEnglish = language === 'en';
  return {
    title: isEnglish ? `Overall traffic, by ${by ?? 'hour'}` : `整体话务报表（按${by === 'queue' ? '队列' : '时段'}）`,
    notes: [isEnglish ? '2026-11-29, Asia/Shanghai' : '2026-11-29，Asia/Shanghai'],
    headings: isEnglish ? ENGLISH : HEADINGS,
    rows: parts.map(({ key, calls: { offered, traffic: of } }, index) => [
      ...[key, offered, of.answered, of.abandoned, of.deflected, of.blocked, 0],
      ...[0.72 + ((index * 3) % 20) / 100, 11 + ((index * 5) % 17)],
    ]),
    shares: { columns: [7], rows: [] },
    more: false,
    answer: { by, parts },
  };
}

export const REPORT_ANSWERS: Readonly<Record<string, Answer>> = {
  'team.team': ({ now }, { query }) => team(now(), query.code),
  'reports.customs': () => [
    { name: 'evenings', title: '晚间销售', measures: ['offered', 'answered', 'lost'], by: ['queue', 'hour'], for: [] },
  ],
  'reports.show': (_, { query }) => traffic(query.by, query.language),
};
