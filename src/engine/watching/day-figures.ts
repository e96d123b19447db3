// SPDX-License-Identifier: GPL-2.0-or-later
// What were a day's figures? Asked of the records by the functions of report/, in a thread of its own: a day of a busy shop is long.

import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Duration } from '../../kernel/index.js';
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

/** Which day of which data directory. */
export interface DayAsked {
  readonly directory: string;
  /** `2026-10-01` in the zone. */
  readonly day: string;
  readonly zone: string;
  readonly queues: readonly { readonly name: string; readonly within: Duration }[];
  readonly agents: readonly { readonly id: string; readonly name: string }[];
}

interface Given {
  readonly spillwayDay: DayAsked;
}

if (parentPort !== null && isGiven(workerData)) {
  const port = parentPort;
  const failed = (error: unknown) =>
    setImmediate(() => {
      throw error; // ends the thread: whoever waits for it hears that
    });
  dayFigures(workerData.spillwayDay).then((figures) => port.postMessage(figures), failed);
}

/** This file may be loaded in threads that are begun for something else. */
function isGiven(data: unknown): data is Given {
  return typeof data === 'object' && data !== null && 'spillwayDay' in data;
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
  const given: Given = { spillwayDay: asked };
  const worker = new Worker(new URL(import.meta.url), { workerData: given, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
