// SPDX-License-Identifier: GPL-2.0-or-later
// Who wants a call to be made later? Kept over restarts; at its time, when a line and his telephone are free, it is made.

import { timeAfter } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration, Instant } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import { assertOpen, assertOutside, type OutsideRooms, outgoingTrunks, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = OutsideRooms & Pick<Rooms, 'closing' | 'ids' | 'laterCalls' | 'log' | 'records' | 'store'>;

/** A call that is to be made. Personal. */
export interface LaterCall {
  readonly id: string;
  readonly agent: string;
  readonly number: string;
  /** UTC. */
  readonly due: Instant;
}

/** While no line is free, or not his telephone, it is tried so often. */
const TRIED_EVERY: Duration = 500;
/** A clock that is set meanwhile is noticed within this. */
const LOOKED_EVERY: Duration = 10_000;
const DAY = 86_400_000;
/** Nobody plans further; a slip of the year is told. */
const FURTHEST = 366 * DAY;

/** Calls that are to be made later: the agent's telephone first, then the other. */
export class LaterCalls {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #make: (agent: string, station: string, number: string) => void;
  readonly #open: Map<string, LaterCall>;
  #stop: Cancel = () => {};

  /** `make` rings his telephone; it throws what keeps him from calling. */
  constructor(rooms: Needs, agentLines: AgentLines, make: (agent: string, station: string, number: string) => void) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#make = make;
    this.#open = new Map(rooms.laterCalls.map(({ id, agent, number, due }) => [id, { id, agent, number, due }]));
    this.#wait();
  }

  /** Those of an agent, or of all, the next first. */
  list(agent?: string): readonly LaterCall[] {
    const his = [...this.#open.values()].filter((call) => agent === undefined || call.agent === agent);
    return his.sort((a, b) => a.due - b.due);
  }

  /**
   * `at`: UTC, or in the shop's zone `14:30`, the next one, or `2026-10-08T09:00`. Resolves when it is durable. Rejects with NOT_FOUND for
   * an agent that there is not, REFUSED for a time that is over, and what would keep him from calling now: BARRED, LIMIT_REACHED.
   */
  async set(agent: string, number: string, at: Instant | string): Promise<LaterCall> {
    assertOpen(this.#rooms);
    const { config, ids, records } = this.#rooms;
    if (!config.agents.some(({ id }) => id === agent)) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    assertOutside(this.#rooms, { digits: number, cause: 'scheduled', agent });
    const utc = this.#utc();
    const due = typeof at === 'string' ? instantOf(at, utc, config.zone) : at;
    if (!(due > utc) || due > utc + FURTHEST)
      throw new TelephonyError('REFUSED', `at ${at}: a time from now on within a year would be right`);
    const call = { id: ids.next('later'), agent, number, due: Math.round(due) };
    this.#open.set(call.id, call);
    this.#wait();
    const batch = records.batch();
    const written = { ...call, due: this.#ours(call.due), by: agent, at: records.now() };
    batch.put('laterCall', written).event('later.set', { later: call.id, agent, due: written.due }, records.now());
    await this.#rooms.store.keep(batch);
    return call;
  }

  /** Throws NOT_FOUND for one that there is not, or is another agent's. */
  async cancel(id: string, agent?: string): Promise<void> {
    const call = this.#open.get(id);
    if (call === undefined || (agent !== undefined && call.agent !== agent))
      throw new TelephonyError('NOT_FOUND', `call to be made later ${id}`);
    await this.#end(call, 'cancelled');
  }

  #utc(): Instant {
    const { clock } = this.#rooms;
    return clock.utc(clock.now());
  }

  /** An instant of UTC as the box counts. */
  #ours(utc: Instant): Instant {
    return utc - (this.#utc() - this.#rooms.clock.now());
  }

  #wait(): void {
    this.#stop();
    const [next] = this.list();
    if (next === undefined) return;
    const { clock } = this.#rooms;
    const left = next.due - this.#utc();
    const wait = left <= 0 ? TRIED_EVERY : Math.min(left, LOOKED_EVERY);
    this.#stop = clock.at(clock.now() + wait, () => this.#look());
  }

  #look(): void {
    if (this.#rooms.closing) return;
    const utc = this.#utc();
    for (const call of this.list()) {
      if (call.due > utc) break;
      if (this.#tryNow(call)) continue;
      if (utc - call.due > this.#rooms.config.dialling.laterWithin) this.#lose(call, 'late');
    }
    this.#wait();
  }

  /** Whether it is done with: made, or refused for good. */
  #tryNow(call: LaterCall): boolean {
    const { agent, number } = call;
    const station = this.#agentLines.dutyOf(agent)?.station;
    if (station === undefined || this.#agentLines.lineAt(station)?.name !== 'free') return false;
    if (outgoingTrunks(this.#rooms).idle === 0) return false;
    try {
      this.#make(agent, station, number);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      if (error.code === 'NO_CHANNEL') return false;
      this.#lose(call, error.code);
      return true;
    }
    this.#close(call, 'made');
    return true;
  }

  /** Nobody made it: that is told. */
  #lose(call: LaterCall, reason: string): void {
    const { id, agent } = call;
    this.#rooms.log.warn({ later: id, agent, reason }, 'a call that was to be made later was not');
    this.#close(call, 'missed', reason);
  }

  #close(call: LaterCall, how: 'made' | 'missed', reason?: string): void {
    this.#end(call, how, reason).catch((error: unknown) =>
      this.#rooms.log.error({ err: error, later: call.id }, 'a call to be made later could not be written'),
    );
  }

  #end({ id, agent }: LaterCall, how: 'made' | 'missed' | 'cancelled', reason?: string): Promise<void> {
    this.#open.delete(id);
    this.#wait();
    const { records, store } = this.#rooms;
    const facts = { later: id, agent, how, ...(reason !== undefined && { reason }) };
    return store.keep(records.batch().deleteWhere('laterCall', { id }).event('later.ended', facts, records.now()));
  }
}

/** A time of day is its next one there. */
function instantOf(text: string, utc: Instant, zone: string): Instant {
  const [, day, time = ''] = /^(?:(\d{4}-\d{2}-\d{2})T)?((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  const due = time === '' ? undefined : timeAfter(zone, utc, time, day);
  if (due === undefined) throw new TelephonyError('REFUSED', `at ${text}: 14:30 or 2026-10-08T09:00 would be right`);
  return due;
}
