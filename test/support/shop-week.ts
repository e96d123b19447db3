// SPDX-License-Identifier: GPL-2.0-or-later
// How does a week go in a shop? Five days with shifts, meals, breaks, somebody ill, advertisements and the night between; the box is stopped,
// killed, and its clock set. Callers and agents are on paper; the box and its database are real. The people keep a ledger of their own.

import type { ConfigInput } from '../../src/config/index.js';
import { Random } from '../../src/sim/index.js';
import { ACCESS_NUMBER, agentId, stationNumber } from './box.js';
import { openHouse, type PaperHouse } from './paper-house.js';
import { ShopCallers } from './shop-callers.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AGENTS = 8;
/** Monday, 08:00 in Shanghai. */
const BEGIN = Date.parse('2026-03-02T00:00:00Z');
const MOST_TURNS = 50;

/** Queues and who serves them: two agents serve both. */
export const QUEUES = ['orders', 'service'] as const;
export const SERVICE_NUMBER = '88880002';

const queuesOf = (agent: number) => [...(agent <= 5 ? ['orders'] : []), ...(agent >= 4 ? ['service'] : [])];

/** What happens when: hours since the week began. */
const RESTARTS = [26.05, 79.04]; // in the middle of a wave
const KILLS = [50.06];
const STEPS = [{ at: 30.7, by: 47 * SECOND }];
/** Agent by day who does not come. */
const ILL: Readonly<Record<number, number>> = { 1: 3, 3: 6 };

export class ShopWeek {
  readonly ledger = new ShopCallers(new Random(7), (agent) => this.#houseNow.port(agent));
  readonly #data: string;
  readonly #random = new Random(11);
  #house: PaperHouse | undefined;
  #now = BEGIN;
  /** What is to be done when, in order. */
  readonly #plan: { readonly at: number; readonly act: () => Promise<void> | void }[] = [];
  readonly #trouble: string[] = [];

  constructor(data: string) {
    this.#data = data;
  }

  /** The shop is closed for good: when, and what its box complained of. */
  async end(): Promise<{ readonly now: number; readonly trouble: readonly string[] }> {
    const house = this.#houseNow;
    const trouble = [...this.#trouble, ...house.takeTrouble()];
    await house.close();
    return { now: house.clock.utc(house.clock.now()), trouble };
  }

  get #houseNow(): PaperHouse {
    if (this.#house === undefined) throw new TypeError('it is closed');
    return this.#house;
  }

  /** Lives so many days. */
  async live(days: number): Promise<void> {
    for (let day = 0; day < days; day++) this.#planDay(day);
    for (const at of RESTARTS) this.#at(BEGIN + at * HOUR, () => this.#restart('stopped'));
    for (const at of KILLS) this.#at(BEGIN + at * HOUR, () => this.#restart('killed'));
    for (const { at, by } of STEPS) this.#at(BEGIN + at * HOUR, () => this.#houseNow.clock.step(by));
    this.#plan.sort((a, b) => a.at - b.at);
    await this.#open();
    const end = BEGIN + days * DAY;
    while (this.#now < end) await this.#next(end);
    await this.#settle();
  }

  #planDay(day: number): void {
    const morning = BEGIN + day * DAY;
    for (let agent = 1; agent <= AGENTS; agent++) if (ILL[day] !== agent) this.#planShift(agent, morning);
    for (let hour = 0.5; hour < 11; hour += 0.25 + this.#random.exponential(0.1)) {
      const at = morning + hour * HOUR;
      this.#at(at, () =>
        this.ledger.come(this.#houseNow.engine, at, this.#random.chance(0.6) ? ACCESS_NUMBER : SERVICE_NUMBER),
      );
    }
    for (const hour of [2, 7]) this.#planWave(morning + hour * HOUR);
  }

  /** An advertisement: sixty calls in four minutes. */
  #planWave(from: number): void {
    for (let nth = 0; nth < 60; nth++) {
      const at = from + Math.round(this.#random.between(0, 4 * MINUTE));
      this.#at(at, () => this.ledger.come(this.#houseNow.engine, at, ACCESS_NUMBER));
    }
  }

  #planShift(agent: number, morning: number): void {
    const from = morning + this.#random.integer(0, 20 * MINUTE);
    const to = morning + 11 * HOUR + this.#random.integer(0, 30 * MINUTE);
    const id = agentId(agent);
    const desk = () => this.#houseNow.box.agents;
    this.#at(from, () => desk().signIn(id, stationNumber(agent)));
    this.#at(to, () => desk().signOut(id));
    for (const [after, reason, length] of [
      [2.5, 'break', 10],
      [4 + agent / 4, 'meal', 30],
      [8, 'break', 12],
    ] as const) {
      const at = from + Math.round((after + this.#random.between(0, 0.5)) * HOUR);
      this.#at(at, () => desk().notReady(id, reason));
      this.#at(at + length * MINUTE + this.#random.integer(0, MINUTE), () => desk().ready(id));
    }
    // Who has let a telephone ring out notices after a while.
    for (let at = from + 5 * MINUTE; at < to; at += 5 * MINUTE) this.#at(at, () => this.#wake(id));
  }

  #wake(id: string): void {
    const { box } = this.#houseNow;
    const state = box.status().agents.find((agent) => agent.id === id);
    if (state?.state === 'notReady' && state.reason === 'ringNoAnswer') box.agents.ready(id);
  }

  #at(at: number, act: () => Promise<void> | void): void {
    this.#plan.push({ at: Math.round(at), act });
  }

  /** On to the next thing that somebody does, a second at most while there is a call up. */
  async #next(end: number): Promise<void> {
    const own = this.ledger.next();
    const planned = this.#plan[0]?.at ?? end;
    const quiet = this.#houseNow.engine.outside.size === 0;
    const to = Math.min(own, planned, end, this.#now + (quiet ? 30 * SECOND : SECOND));
    if (to > this.#now) this.#houseNow.clock.advance(to - this.#now);
    this.#now = Math.max(this.#now, to);
    await this.#settle();
    for (let first = this.#plan[0]; first !== undefined && first.at <= this.#now; first = this.#plan[0]) {
      this.#plan.shift();
      await first.act();
      await this.#settle();
    }
    this.ledger.act(this.#houseNow.engine, this.#now);
    await this.#settle();
    this.ledger.look(this.#houseNow.engine, this.#now);
  }

  /** All that was decided is known, and on the disk. */
  async #settle(): Promise<void> {
    const { engine, box } = this.#houseNow;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      let told = engine.answerAll();
      await box.settled();
      for (let promises = 0; promises < 12; promises++) await Promise.resolve();
      told = engine.answerAll() || told;
      if (!told) return;
    }
    throw new Error('the engine and the box answer each other for ever');
  }

  async #open(): Promise<void> {
    this.#house = await openHouse({ agents: AGENTS, config: CONFIG, data: this.#data, at: this.#now });
  }

  async #restart(how: 'stopped' | 'killed'): Promise<void> {
    const house = this.#houseNow;
    this.ledger.cut(house.engine, this.#now, how);
    this.#trouble.push(...house.takeTrouble());
    if (how === 'stopped') await house.close();
    else await house.kill();
    const ended = house.clock.utc(house.clock.now());
    // The new one goes by the system's clock, and so does the plan from now on.
    const later = ended + 20 * SECOND - this.#now;
    this.#now += later;
    for (const [nth, { at, act }] of this.#plan.entries()) this.#plan[nth] = { at: Math.max(at, this.#now), act };
    await this.#open();
    this.ledger.begin();
  }
}

const CONFIG: Partial<ConfigInput> = {
  accessNumbers: [
    { number: ACCESS_NUMBER, name: 'tv', queue: 'orders' },
    { number: SERVICE_NUMBER, name: 'service', queue: 'service' },
  ],
  queues: [
    { name: 'orders', wrapUp: '20s', maxWait: '3min' },
    { name: 'service', wrapUp: '0s', maxWait: '2min', overflow: 'refuse' },
  ],
  agents: Array.from({ length: AGENTS }, (_, index) => ({
    id: agentId(index + 1),
    name: `Agent ${index + 1}`,
    pin: '4711',
    queues: queuesOf(index + 1),
  })),
};
