// SPDX-License-Identifier: GPL-2.0-or-later
// How does the box know who served a number last? By the calls that end, and by the records of those before its start.

import { segmentsOf } from '../../cdr/index.js';
import type { LastAgents } from '../../customer/index.js';
import type { Clock, Duration, Unsubscribe } from '../../kernel/index.js';
import type { CallRecord } from '../records/index.js';
import { keyOf, type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'lastAgents' | 'log' | 'plan' | 'records' | 'store'>;

const DAY: Duration = 86_400_000;

/** Notes talks from now on, and reads those of the days that the queues remember. */
export function recallTalks(rooms: Needs): Unsubscribe {
  unattended(rooms, 'reading who served whom last', readTalks(rooms));
  return rooms.records.ended.on((record) => note(rooms, record));
}

/** The longest that a queue remembers; however short, so that a change of the file finds the last month. */
function daysOf({ config }: Needs): number {
  return Math.max(30, ...config.queues.map(({ memory }) => memory?.days ?? 0));
}

async function readTalks(rooms: Needs): Promise<void> {
  const { clock, store, lastAgents } = rooms;
  const since = clock.utc(clock.now()) - daysOf(rooms) * DAY;
  const list = await store.list('lastTalks', { since });
  for await (const page of list.pages()) {
    for (const { number, ...talk } of page) lastAgents.recall(keyOf(number, rooms.plan), talk);
    if (lastAgents.isFull) return;
  }
}

/** Only what is in the record with which the contact began: the number is its customer's. */
function note({ clock, lastAgents, plan }: Needs, { history }: CallRecord): void {
  const { id, contact = id, direction, calling, called } = history.call;
  const number = direction === 'inbound' ? calling : called;
  if (contact !== id || direction === 'internal' || !number) return;
  noteTalks(lastAgents, keyOf(number, plan), history, clock);
}

function noteTalks(lastAgents: LastAgents, number: string, history: CallRecord['history'], clock: Clock): void {
  for (const { kind, role, agent, fromAt, toAt } of segmentsOf(history)) {
    if (kind !== 'talking' || role !== 'agent' || agent === null || toAt === null) continue;
    lastAgents.note(number, { agent, endedAt: clock.utc(toAt), talked: toAt - fromAt });
  }
}
