// SPDX-License-Identifier: GPL-2.0-or-later
// What were a day's figures? Asked of the records by the functions of report/, in a thread of its own (day-thread.ts): a day of a busy shop is long.

import { answerOfThread, type Duration } from '../../kernel/index.js';
import { beginningOf, type ReportMessage } from '../../outbox/index.js';
import {
  agentTimes,
  averageHandlingTime,
  averageSpeedOfAnswer,
  contactCounts,
  dayOf,
  queueCounts,
  serviceLevel,
} from '../../report/index.js';
import { askDirectory } from '../../store/index.js';
import type { DayGiven } from './day-thread.js';

/** Which day of which data directory. */
export interface DayAsked {
  readonly directory: string;
  /** `2026-10-01` in the zone. */
  readonly day: string;
  readonly zone: string;
  readonly queues: readonly { readonly name: string; readonly within: Duration }[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

/** The figures of a day. Blocks while it reads. */
export async function dayFigures({ directory, day, zone, queues, agents }: DayAsked): Promise<ReportMessage> {
  const period = dayOf(beginningOf(day, zone), zone);
  const { segments, states, contacts } = await askDirectory(directory, 'measured', period);
  const within = new Map(queues.map((queue) => [queue.name, queue.within]));
  const nameOf = new Map(agents.map(({ id, name }) => [id, name]));
  const waited = queueCounts(segments, period, (queue) => within.get(queue) ?? 0);
  const worked = agentTimes(segments, states, period, period.to);
  return {
    kind: 'report',
    day,
    zone,
    calls: Object.fromEntries(contactCounts(contacts, period)),
    queues: [...waited].map(([name, counts]) => ({
      name,
      answered: counts.answered,
      abandoned: counts.abandoned,
      overflowed: counts.overflowed,
      serviceLevel: serviceLevel(counts),
      averageWait: averageSpeedOfAnswer(counts),
    })),
    agents: [...worked]
      .map(([id, times]) => ({
        id,
        name: nameOf.get(id) ?? '',
        handled: times.handled,
        talk: times.talk,
        averageHandling: averageHandlingTime(times),
        ready: times.ready,
        notReady: times.notReady,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** The same in a thread of its own. Rejects when the records cannot be read. */
export function dayFiguresAside(asked: DayAsked): Promise<ReportMessage> {
  return answerOfThread(new URL('./day-thread.js', import.meta.url), { spillwayDay: asked } satisfies DayGiven);
}
