// SPDX-License-Identifier: GPL-2.0-or-later
// What happens in a busy shop on a day that is made up? Contacts with their segments, legs, agents' states and promises, row by row,
// and the sums of its quarters.
import { seededChance } from '../../dist/kernel/index.js';
import { dayOf, QuarterFold } from '../../dist/report/index.js';
import {
  agents,
  channels,
  codes,
  customer,
  customers,
  day,
  firstCall,
  idOf,
  legOf,
  quarter,
  queues,
  stations,
  yearBegins,
  zone,
} from './year-facts.mjs';
import { YearTables } from './year-tables.mjs';

/** Days one after the other, written into a database of today. */
export class MadeUpDays {
  #chance = seededChance(12_345); // the same days each time
  #count = 0;
  /** Until when each agent is engaged, and since when he has been idle. @type {Map<string, number>} */
  #idle = new Map();
  #perDay;
  #tables;

  /**
   * @param {import('better-sqlite3').Database} database
   * @param {number} perDay
   */
  constructor(database, perDay) {
    this.#perDay = perDay;
    this.#tables = new YearTables(database);
  }

  /** @param {number} nth */
  day(nth) {
    const from = yearBegins + nth * day;
    const fold = new QuarterFold({
      period: { from, to: from + 2 * day },
      now: from + 2 * day,
      channels,
      steps: [],
      promisedBy: ({ createdAt }) => dayOf(createdAt, zone).to,
    });
    this.#tables.step(from);
    const times = Array.from({ length: this.#perDay }, () => from + 8 * 3_600_000 + this.#below(13 * 3_600_000)).sort(
      (a, b) => a - b,
    );
    for (const agent of agents) this.#idle.set(agent, from + 8 * 3_600_000);
    for (const at of times) this.#contact(fold, at);
    for (const agent of agents) this.#state(fold, agent, 'ready', this.#idle.get(agent) ?? from, from + 22 * 3_600_000);
    for (const [at, sums] of fold.quarters) {
      if (at >= from + day) break;
      for (const [part, name] of /** @type {const} */ (['calls', 'promises', 'agents']).entries()) {
        const facts = JSON.stringify(sums[name]);
        if (part === 0 || facts !== '{}') this.#tables.put.rollUp((at / quarter) * 4 + part, facts);
      }
    }
  }

  /**
   * @param {QuarterFold} fold
   * @param {number} at
   */
  #contact(fold, at) {
    const n = this.#count++;
    const id = idOf('call', n);
    const number = customer(this.#below(customers));
    const station = stations[this.#below(stations.length)] ?? { number: '', name: '' };
    const queue = queues[this.#below(queues.length)] ?? '';
    const wait = 1_000 + Math.floor(-Math.log(1 - this.#share()) * 15_000);
    const answeredAt = at + wait;
    const free = wait < 60_000 ? this.#free(answeredAt) : undefined;
    const gaveUp = free === undefined && this.#share() < 0.5;
    const talk = 30_000 + this.#below(240_000);
    const endedAt = free === undefined ? answeredAt : answeredAt + talk;
    const disposition = free !== undefined ? 'answered' : gaveUp ? 'abandoned' : 'captured';
    const put = this.#tables.put;
    const me = firstCall + n;
    put.name(me, id);
    const request =
      disposition === 'captured'
        ? this.#promise(fold, n, { number, queue, at: answeredAt, station: station.number })
        : null;
    put.call(
      id,
      'inbound',
      number,
      station.number,
      station.name,
      queue,
      disposition,
      16,
      at,
      free === undefined ? null : answeredAt,
      endedAt,
      request,
      free ?? null,
    );
    put.contact(
      me,
      this.#tables.number('inbound'),
      this.#tables.number(station.number),
      this.#tables.number(disposition),
      number,
      at,
      endedAt,
      16,
    );
    const [leg, own] = [legOf(me), legOf(me, 'a')];
    const ends = { answered: 'answered', abandoned: 'abandoned', captured: 'captured' }[disposition];
    const segments = [
      { leg, kind: 'waiting', fromAt: at, toAt: answeredAt, queue, agent: null, role: 'customer', endReason: ends },
    ];
    if (free !== undefined)
      segments.push(
        {
          leg: own,
          kind: 'ringing',
          fromAt: answeredAt - 900,
          toAt: answeredAt,
          queue,
          agent: /** @type {any} */ (free),
          role: 'agent',
          endReason: 'answered',
        },
        {
          leg,
          kind: 'talking',
          fromAt: answeredAt,
          toAt: endedAt,
          queue,
          agent: null,
          role: 'customer',
          endReason: 'hungUp',
        },
        {
          leg: own,
          kind: 'talking',
          fromAt: answeredAt,
          toAt: endedAt,
          queue,
          agent: /** @type {any} */ (free),
          role: 'agent',
          endReason: 'otherLeft',
        },
      );
    for (const [place, s] of segments.entries())
      put.stay(
        me,
        me,
        place + 1,
        s.leg,
        this.#tables.number(s.kind),
        s.fromAt,
        s.toAt,
        this.#tables.number(s.queue),
        s.agent === null ? null : this.#tables.number(s.agent),
        this.#tables.number(s.role),
        this.#tables.number(s.endReason),
      );
    put.leg(
      me,
      leg,
      this.#tables.number('trunk'),
      this.#tables.number('inbound'),
      this.#tables.number('e1-1'),
      (n % 30) + 1,
      null,
      null,
      number,
      at,
      900,
      endedAt,
      16,
      this.#tables.number('farEnd'),
    );
    if (free !== undefined) {
      put.leg(
        me,
        own,
        this.#tables.number('station'),
        this.#tables.number('outbound'),
        null,
        null,
        this.#tables.number(`8${free}`),
        this.#tables.number(free),
        null,
        answeredAt - 900,
        900,
        endedAt,
        16,
        this.#tables.number('box'),
      );
      this.#work(fold, free, { answeredAt, endedAt, queue, call: me });
    }
    fold.call({
      offeredAt: at,
      queue,
      accessNumber: station.number,
      accessName: station.name,
      contact: { direction: 'inbound', startedAt: at, disposition, reason: null },
      capture: request === null ? null : { at: answeredAt, merged: false, way: 'spoken', unconfirmed: false },
      segments: /** @type {any} */ (segments),
      seizures: [{ from: at, to: endedAt }],
    });
    fold.ended({ at: endedAt, direction: 'inbound', cause: 16 });
  }

  /** From 0 up to 1. */
  #share() {
    return this.#chance() / 2 ** 32;
  }

  /** @param {number} most */
  #below(most) {
    return Math.floor(this.#share() * most);
  }

  /** @param {number} at */
  #free(at) {
    const first = this.#below(agents.length);
    for (let n = 0; n < agents.length; n++) {
      const agent = agents[(first + n) % agents.length] ?? '';
      if ((this.#idle.get(agent) ?? 0) < at - 1_000) return agent;
    }
    return undefined;
  }

  /**
   * @param {QuarterFold} fold
   * @param {string} agent
   * @param {{ answeredAt: number, endedAt: number, queue: string, call: number }} talk
   */
  #work(fold, agent, { answeredAt, endedAt, queue, call }) {
    this.#state(fold, agent, 'ready', this.#idle.get(agent) ?? answeredAt, answeredAt);
    this.#state(fold, agent, 'talking', answeredAt, endedAt, queue);
    this.#state(fold, agent, 'wrapUp', endedAt, endedAt + 15_000, queue);
    this.#idle.set(agent, endedAt + 15_000);
    const code = codes[this.#below(codes.length)] ?? '';
    const at = endedAt + 5_000;
    this.#tables.code(at, call, this.#tables.number(agent), this.#tables.number(queue), code);
    fold.coded({ queue, agent, code, at, by: 1 });
  }

  /**
   * @param {QuarterFold} fold
   * @param {string} agent
   * @param {string} state
   * @param {number} from
   * @param {number} to
   * @param {string} [queue]
   */
  #state(fold, agent, state, from, to, queue) {
    if (to <= from) return;
    this.#tables.put.state(
      this.#tables.number(agent),
      from,
      0,
      this.#tables.number(state),
      null,
      this.#tables.number(`8${agent}`),
      queue === undefined ? null : this.#tables.number(queue),
      to - from,
      null,
    );
    fold.state({ agent, state, reason: null, startedAt: from, endedAt: to });
  }

  /**
   * @param {QuarterFold} fold
   * @param {number} n
   * @param {{ number: string, queue: string, at: number, station: string }} of
   */
  #promise(fold, n, { number, queue, at, station }) {
    const id = idOf('callback', n);
    const kept = this.#share() < 0.8;
    const [began, closedAt] = [at + 1_800_000, at + 1_900_000];
    const [state, outcome] = kept ? ['completed', 'connected'] : ['givenUp', 'noAnswer'];
    const put = this.#tables.put;
    put.request(id, number, queue, 1, at, at, began, at + day, 1, 1, outcome, state, closedAt, station);
    put.capture(idOf('call', n), id, number, station, at - 1_000, at, 'callingNumber', 1);
    put.attempt(
      idOf('attempt', n),
      id,
      number,
      'customerFirst',
      began,
      '1001',
      number,
      kept ? began + 20_000 : null,
      closedAt,
      outcome,
      kept ? 16 : 19,
    );
    fold.promised({ createdAt: at, closedAt, state, reason: null, captures: 1, accessNumber: station });
    fold.attempted({
      startedAt: began,
      reachedAt: kept ? began + 20_000 : null,
      confirmedAt: null,
      outcome,
      direct: 0,
    });
    return id;
  }
}
