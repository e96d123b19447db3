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
import type { Duration, Instant } from '../../kernel/index.js';
import type { Channel } from '../../line/index.js';
import { callbackQueue, type Memory, type Rooms, surgePlan } from '../rooms/index.js';
import { type SaidAbout, type SaidByHand, SurgeByHand } from './by-hand.js';
import { HeardEarly } from './heard-early.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'closing' | 'config' | 'ids' | 'lines' | 'log' | 'records' | 'store'>;

/** The surge controls as people see them. */
export interface SurgeStatus {
  readonly controls: readonly SurgeView[];
  /** What somebody has said of all of them, and until when (UTC); and what of single access numbers. */
  readonly manual?: SaidByHand;
  readonly manualOf?: readonly (SaidByHand & { readonly accessNumber: string })[];
}

/** A call as the controls are asked about it. */
type Asked = Pick<SurgedCall, 'accessNumber' | 'people'> & { readonly group: string };

const PLAN_HOLDS: Duration = 1_000; // slots begin and end to the minute

/** A plan without slots is of its file alone. */
const heldUntil = ({ surge }: Rooms['config'], now: Instant): Instant =>
  surge.slots.length === 0 ? Number.POSITIVE_INFINITY : now + PLAN_HOLDS;

/** The surge controls of a box. What is said by hand holds over a restart, until its end. */
export class SurgeDesk {
  readonly surges: Surges;
  /** In which trunk groups callers hear us before the answer. */
  readonly heardEarly: HeardEarly;
  readonly #rooms: Needs;
  readonly #acd: () => Acd;
  readonly #byHand: SurgeByHand;
  #planned: { readonly config: Rooms['config']; readonly until: Instant; readonly plan: string };

  constructor(rooms: Needs, acd: () => Acd, left: Pick<Memory, 'exceptions' | 'heardEarly'>) {
    const { clock, config, lines } = rooms;
    this.#rooms = rooms;
    this.#acd = acd;
    const now = clock.utc(clock.now());
    const groups = lines.trunkGroups.map(({ name }) => name);
    const all = lines.trunks.some((channel) => lines.groupOf(channel) === '') ? [...groups, ''] : groups;
    const plan = surgePlan(config, now);
    this.#planned = { config, until: heldUntil(config, clock.now()), plan: JSON.stringify(plan) };
    this.surges = new Surges(clock, all, plan);
    this.#byHand = new SurgeByHand(rooms, left.exceptions);
    for (const { accessNumber = '', ...said } of this.#byHand.standing()) this.surges.say(said, accessNumber);
    this.heardEarly = new HeardEarly(rooms, left.heardEarly);
  }

  /** To be called once a second, and when channels or the configuration have changed. */
  look(): void {
    this.#plan();
    this.heardEarly.look();
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
    const controls = this.surges.list();
    const standing = this.#byHand.standing('utc');
    const ofAll = standing.find(({ accessNumber }) => accessNumber === undefined);
    const manualOf = standing.flatMap(({ accessNumber, ...said }) =>
      accessNumber === undefined ? [] : [{ ...said, accessNumber }],
    );
    return { controls, ...(ofAll && { manual: ofAll }), ...(manualOf.length > 0 && { manualOf }) };
  }

  /**
   * Switches them on or off by hand, for one access number or for all, until an instant or a time of day (`14:00`, `2026-10-08T09:00`), or
   * for so long. Rejects with REFUSED when that is over, and NOT_FOUND for a number that there is not.
   */
  async say(is: ManualSurge['is'], about: SaidAbout = {}, by?: string): Promise<SurgeStatus> {
    const { said, written } = this.#byHand.say(is, about, by);
    this.surges.say(said, about.accessNumber);
    await written;
    return this.status;
  }

  /** The thresholds hold again: of one access number, or of all. What is said of others stays. */
  async unsay({ accessNumber = '' }: Pick<SaidAbout, 'accessNumber'> = {}, by?: string): Promise<SurgeStatus> {
    const written = this.#byHand.unsay(accessNumber, by);
    this.surges.say(undefined, accessNumber);
    await written;
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
    this.#planned = { config, until: heldUntil(config, clock.now()), plan: written };
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
