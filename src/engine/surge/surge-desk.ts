// SPDX-License-Identifier: GPL-2.0-or-later
// What moves the surge controls of a box? Its trunk groups and queues, the schedule of advertisements, and what people say by hand.

import type { Acd } from '../../acd/index.js';
import {
  isFuller,
  type ManualSurge,
  type SurgeDecision,
  type SurgedCall,
  type SurgeGrounds,
  type SurgeSample,
  Surges,
  type SurgeView,
} from '../../callback/index.js';
import { timeAfter } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { Channel } from '../../line/index.js';
import type { ExceptionRow } from '../../store/index.js';
import { callbackQueue, type Rooms, surgePlan } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'config' | 'ids' | 'lines' | 'log' | 'records' | 'store'>;

/** The surge controls as people see them. */
export interface SurgeStatus {
  readonly controls: readonly SurgeView[];
  /** What somebody has said, and until when (UTC). */
  readonly manual?: ManualSurge & { readonly by?: string };
}

/** A call as the controls are asked about it. */
type Asked = Pick<SurgedCall, 'accessNumber' | 'people'> & { readonly group: string };

const PLAN_HOLDS: Duration = 1_000; // slots begin and end to the minute

const KINDS = { on: 'surgeOn', off: 'surgeOff' } as const;

/** The surge controls of a box. What is said by hand holds over a restart, until its end. */
export class SurgeDesk {
  readonly surges: Surges;
  readonly #rooms: Needs;
  readonly #acd: () => Acd;
  #said: ExceptionRow | undefined;
  #planned: { readonly config: Rooms['config']; readonly until: Instant; readonly plan: string };

  constructor(rooms: Needs, acd: () => Acd, left: readonly ExceptionRow[]) {
    const { clock, config, lines } = rooms;
    this.#rooms = rooms;
    this.#acd = acd;
    const now = clock.utc(clock.now());
    const groups = lines.trunkGroups.map(({ name }) => name);
    const all = lines.trunks.some((channel) => lines.groupOf(channel) === '') ? [...groups, ''] : groups;
    const plan = surgePlan(config, now);
    this.#planned = { config, until: clock.now() + PLAN_HOLDS, plan: JSON.stringify(plan) };
    this.surges = new Surges(clock, all, plan);
    const said = left.find(({ kind, until }) => kind in NAMES && (until === null || until > now));
    if (said !== undefined) this.#hold(said);
  }

  /** To be called once a second, and when channels or the configuration have changed. */
  look(): void {
    this.#plan();
    this.surges.sample((group, accessNumber) => this.#sample(group, accessNumber));
  }

  /** Who takes a call that has just come over a channel: decided by what it finds, its own channel not counted. */
  decide(channel: Channel, call: Pick<SurgedCall, 'accessNumber' | 'people'>): SurgeDecision {
    const group = this.#rooms.lines.groupOf(channel);
    const sample = this.#sample(group, call.accessNumber);
    return this.surges.decide({ ...call, group, sample: { ...sample, busy: Math.max(0, sample.busy - 1) } });
  }

  /** It was done so. */
  took(channel: Channel, accessNumber: string, decision: SurgeDecision): void {
    this.surges.took({ group: this.#rooms.lines.groupOf(channel), accessNumber }, decision);
  }

  /** By what a call over this channel is decided; without a channel, of the fullest group. */
  grounds(channel: Channel | undefined, call: Pick<SurgedCall, 'accessNumber' | 'people'>): SurgeGrounds {
    return this.surges.grounds(this.#asked(channel, call));
  }

  /** What would be decided now of a call over the fullest group; changes nothing. */
  consider(call: Pick<SurgedCall, 'accessNumber' | 'people'>): SurgeDecision {
    return this.surges.consider(this.#asked(undefined, call));
  }

  /** Every control, and what is said by hand. */
  get status(): SurgeStatus {
    const { until, by } = this.#said ?? {};
    const manual = this.surges.manual;
    const controls = this.surges.list();
    if (manual === undefined) return { controls };
    return { controls, manual: { is: manual.is, ...(until && { until }), ...(by && { by }) } };
  }

  /**
   * Switches all of them on or off by hand, until an instant or a time of day (`14:00`, `2026-10-08T09:00`), or for so long. Rejects with
   * REFUSED when that is over.
   */
  async say(is: ManualSurge['is'], end: { readonly until?: string; readonly within?: Duration }, by?: string) {
    const { clock, closing, ids, log, records, store } = this.#rooms;
    if (closing) throw new TelephonyError('REFUSED', 'the box is being closed');
    const at = clock.utc(clock.now());
    const until = this.#end(at, end);
    const row: ExceptionRow = {
      ...{ id: ids.next('exception'), kind: KINDS[is], subject: '', detail: null, at },
      ...{ until: until ?? null, by: by ?? null },
    };
    const early = at - clock.now(); // rows and events are written by UTC, from instants of the box
    const batch = records.batch();
    if (this.#said !== undefined) batch.deleteWhere('exception', { id: this.#said.id });
    this.#hold(row);
    const facts = { is, ...(until !== undefined && { until: until - early }), ...(by !== undefined && { by }) };
    log.warn(facts, 'the surge was switched by hand');
    const written = { ...row, at: at - early, until: until === undefined ? null : until - early };
    await store.keep(batch.put('exception', written).event('surge.said', facts, records.now()));
    return this.status;
  }

  /** The thresholds hold again. */
  async unsay(by?: string): Promise<SurgeStatus> {
    const { log, records, store } = this.#rooms;
    const batch = records.batch();
    if (this.#said !== undefined) batch.deleteWhere('exception', { id: this.#said.id });
    this.#said = undefined;
    this.surges.say(undefined);
    const who = by === undefined ? {} : { by };
    log.warn(who, 'the surge goes by its thresholds again');
    await store.keep(batch.event('surge.said', { is: 'byThresholds', ...who }, records.now()));
    return this.status;
  }

  close(): void {
    this.surges.close();
  }

  /** A control whose settings are others begins its hold again: they are given to it only when they are. */
  #plan(): void {
    const { clock, config } = this.#rooms;
    if (config === this.#planned.config && clock.now() < this.#planned.until) return;
    const plan = surgePlan(config, clock.utc(clock.now()));
    const written = JSON.stringify(plan);
    if (written !== this.#planned.plan) this.surges.configure(plan);
    this.#planned = { config, until: clock.now() + PLAN_HOLDS, plan: written };
  }

  #hold(row: ExceptionRow): void {
    const { clock } = this.#rooms;
    const early = clock.utc(clock.now()) - clock.now();
    this.#said = row;
    const is = NAMES[row.kind] ?? 'off';
    this.surges.say({ is, ...(row.until !== null && { until: row.until - early }) });
  }

  #end(at: Instant, { until, within }: { readonly until?: string; readonly within?: Duration }): Instant | undefined {
    if (within !== undefined) return at + within;
    if (until === undefined) return undefined;
    const [written, day, time = '00:00'] = /^(?:(\d{4}-\d{2}-\d{2})T?)?((?:[01]\d|2[0-3]):[0-5]\d)?$/.exec(until) ?? [];
    const end = written ? timeAfter(this.#rooms.config.zone, at, time, day) : undefined;
    if (end === undefined)
      throw new TelephonyError('REFUSED', `until ${until}: 14:00, 2026-10-08 or 2026-10-08T09:00 would be right`);
    if (end <= at) throw new TelephonyError('REFUSED', `until ${until}: that is over`);
    return end;
  }

  /** A number with a control of its own goes by the wait of its queue, a group by the longest of all. */
  #sample(group: string, accessNumber: string | undefined): SurgeSample {
    const { config, lines } = this.#rooms;
    const trunks = lines.utilisation(group);
    if (config.surge.wait === undefined) return trunks;
    const acd = this.#acd();
    const queues =
      accessNumber === undefined ? config.queues.map(({ name }) => name) : [callbackQueue(config, accessNumber)];
    const waits = queues.map((queue) => acd.waitOfNext(queue));
    return { ...trunks, wait: Math.max(0, ...waits) };
  }

  #asked(channel: Channel | undefined, call: Pick<SurgedCall, 'accessNumber' | 'people'>): Asked {
    const { lines } = this.#rooms;
    if (channel !== undefined) return { ...call, group: lines.groupOf(channel) };
    const [fullest] = [...this.surges.list()].sort((a, b) => (isFuller(a, b) ? -1 : 1));
    return { ...call, group: fullest?.group ?? '' };
  }
}

const NAMES: Readonly<Record<string, ManualSurge['is']>> = { surgeOn: 'on', surgeOff: 'off' };
