// SPDX-License-Identifier: GPL-2.0-or-later
// How is the call centre now, as people see it? The box's status put together with its file, in sections that are told when they change.

import type { Colleague, PersonNow, QueueNow, Standing, StationNow } from '../contract/index.js';
import type { Directory, ListedPerson } from '../people.js';

/** The box's status, as far as it is looked into here; the rest is told as it is. */
export interface BoxStanding {
  readonly at: number;
  readonly startedAt: number;
  readonly zone: string;
  readonly utilisation: number;
  readonly trough: boolean;
  readonly surge: { readonly on: boolean; readonly share: number; readonly since: number };
  readonly queues: readonly Omit<QueueNow, 'spark' | 'target' | 'serviceLevelWithin'>[];
  readonly agents: readonly Omit<PersonNow, 'queues' | 'call' | 'with'>[];
  readonly stations: readonly StationNow[];
  readonly spans: Standing['spans'];
  readonly alarms: Standing['alarms'];
  readonly hours: Standing['hours'];
  readonly today: Standing['today'];
  readonly callbacks: Standing['callbacks'];
  readonly callbacksHeld?: Standing['callbacksHeld'];
  readonly recordings: Standing['recordings'];
}

/** What is asked beside it. */
export interface Asked {
  readonly waiting: Standing['waiting'];
  readonly surge: Pick<Standing['surge'], 'controls' | 'manual' | 'manualOf'>;
  readonly sparks: Sparks;
}

/** Waiting callers minute by minute. */
export class Sparks {
  readonly #of = new Map<string, number[]>();
  #minute = 0;

  /** Of one minute the most that waited. */
  add(at: number, queues: readonly { readonly name: string; readonly waiting: number }[]): void {
    const minute = Math.floor(at / 60_000);
    const steps = this.#minute === 0 ? 1 : Math.min(MINUTES, Math.max(0, minute - this.#minute));
    this.#minute = minute;
    for (const { name, waiting } of queues) {
      const line = this.#of.get(name) ?? [];
      this.#of.set(name, line);
      for (let i = 0; i < steps; i++) line.push(0);
      line.splice(0, line.length - MINUTES);
      line[line.length - 1] = Math.max(line.at(-1) ?? 0, waiting);
    }
  }

  of(queue: string): readonly number[] {
    return this.#of.get(queue) ?? [];
  }
}

const MINUTES = 30;

/** All of it. */
export function standingOf(status: BoxStanding, { waiting, surge, sparks }: Asked, directory: Directory): Standing {
  const { at, startedAt, zone, spans, stations, alarms, hours, today, callbacks, callbacksHeld, recordings } = status;
  const people = new Map(directory.people.map((person) => [person.id, person]));
  const queues = new Map(directory.queues.map((queue) => [queue.name, queue]));
  const telephones = new Map(stations.map((station) => [station.station, station]));
  const { manual, manualOf } = surge;
  const byHand = { ...(manual !== undefined && { manual }), ...(manualOf !== undefined && { manualOf }) };
  return {
    ...{ at, startedAt, zone, spans: [...spans], stations: [...stations], alarms: [...alarms], hours: [...hours] },
    ...{ today, callbacks, recordings, ...(callbacksHeld && { callbacksHeld }), waiting: [...waiting] },
    watch: directory.watch as Standing['watch'],
    surge: {
      ...status.surge,
      utilisation: status.utilisation,
      trough: status.trough,
      controls: surge.controls,
      ...byHand,
    },
    queues: status.queues.map((queue) => ({
      ...queue,
      serviceLevelWithin: queues.get(queue.name)?.within ?? 20_000,
      target: queues.get(queue.name)?.target ?? 0.8,
      spark: [...sparks.of(queue.name)],
    })),
    people: status.agents.map((agent) => personNow(agent, people.get(agent.id), telephones.get(agent.station ?? ''))),
  };
}

function personNow(
  agent: BoxStanding['agents'][number],
  person: ListedPerson | undefined,
  at: StationNow | undefined,
): PersonNow {
  return {
    ...agent,
    queues: [...(person?.queues ?? [])],
    ...(at?.call !== undefined && { call: at.call }),
    ...(at?.with !== undefined && { with: at.with }),
  };
}

/** Whom of it he sees: his own teams and queues. */
export function within(standing: Standing, viewer: Pick<ListedPerson, 'supervises' | 'reaches'>): Standing {
  const { supervises, reaches } = viewer;
  if (supervises === undefined || reaches === undefined) return standing;
  const queues = standing.queues.filter(({ name }) => supervises.includes(name));
  return {
    ...standing,
    queues,
    today: {
      since: standing.today.since,
      calls: added(queues.map(({ today }) => today.calls)),
      callbacks: { ...NOTHING_DONE, ...added(queues.map(({ today }) => today.callbacks)) },
    },
    callbacks: { open: queues.reduce((sum, { openCallbacks }) => sum + openCallbacks, 0) },
    people: standing.people.filter(({ id }) => reaches.includes(id)),
    stations: standing.stations.filter(({ agent }) => agent === undefined || reaches.includes(agent)),
    waiting: standing.waiting.filter(({ queue }) => supervises.includes(queue)),
  };
}

const NOTHING_DONE = { created: 0, merged: 0, attempted: 0, reached: 0, connected: 0, failed: 0 };

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

/** Everybody who answers calls, as each of them may see it: no numbers, no calls. */
export function colleaguesOf({ people }: Pick<Standing, 'people'>): readonly Colleague[] {
  return people.map(({ id, name, queues, station, state, reason, since }) => ({
    ...{ id, name, queues, state, since, free: state === 'ready' },
    ...(station !== undefined && { station }),
    ...(reason !== undefined && { reason }),
  }));
}
