// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent's telephone look to him? His calls, with whom, and which verbs are legal now: what a phone bar is made of.

import type { AgentState } from '../../acd/index.js';
import type { Leg } from '../../call/index.js';
import { refusalOf, type Situation, VERBS, type Verb, type VerbRefusal } from '../../control/index.js';
import type { Area } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { type Instant, inUtc } from '../../kernel/index.js';
import type { ContactNow } from '../records/index.js';
import { queueOf, type Rooms } from '../rooms/index.js';
import { othersOf, type Part } from './parts.js';
import type { StationsDesk } from './station-states.js';

/** Somebody on the other side; `leg`: by which a conference drops him. Personal. */
export interface LineParty {
  readonly who: string;
  readonly leg?: string;
  readonly number?: string;
  readonly name?: string;
}

/** A call that he is in, or that rings at his telephone. */
export interface LineCall {
  readonly call: string;
  readonly contact: string;
  readonly state: 'ringing' | 'calling' | 'active' | 'held' | 'asked' | 'supervised';
  readonly direction: string;
  readonly with: readonly LineParty[];
  readonly customer?: { readonly id: string; readonly name: string; readonly grade: number };
  readonly queue?: string;
  readonly request?: string;
  readonly accessNumber?: string;
  readonly accessName?: string;
  /** Since when it is so. */
  readonly since: Instant;
  readonly masked: boolean;
}

/** The work after a call, and the codes of its queue. */
export interface LineWrapUp {
  readonly call: string;
  readonly queue: string;
  readonly until?: Instant;
  readonly extendable: boolean;
  readonly codes: readonly { readonly name: string; readonly digit?: string }[];
  readonly code?: string;
  readonly required: boolean;
}

/** An agent at his telephone. */
export interface OwnLine {
  readonly agent: string;
  readonly name: string;
  readonly state: AgentState['name'];
  readonly reason?: string;
  readonly since: Instant;
  readonly station?: string;
  readonly situation: Situation;
  readonly calls: readonly LineCall[];
  /** Why a verb is refused now; those that are legal are not in it. */
  readonly refused: Readonly<Partial<Record<Verb, VerbRefusal>>>;
  readonly wrapUp?: LineWrapUp;
  readonly doNotDisturb: boolean;
  readonly forwarded: boolean;
}

type Needs = Pick<Rooms, 'areas' | 'calls' | 'clock' | 'config' | 'records' | 'stations' | 'store' | 'telephones'>;

/** The telephones of all agents, each as its agent sees it. Changes nothing. */
export class OwnLines {
  readonly #rooms: Needs;
  readonly #desk: StationsDesk;
  /** Calls in which somebody keys in what nobody else may hear. */
  readonly #masked = new Set<string>();
  readonly #seen = new Map<string, { readonly state: string; readonly since: Instant }>();

  constructor(rooms: Needs, desk: StationsDesk) {
    this.#rooms = rooms;
    this.#desk = desk;
    rooms.store.decided.on('leg.masked', ({ facts }) => this.#masked.add(facts.call));
    rooms.store.decided.on('leg.unmasked', ({ facts }) => this.#masked.delete(facts.call));
    rooms.store.decided.on('call.ended', ({ facts }) => this.#masked.delete(facts.call));
  }

  /** Throws NOT_FOUND for one whom the file does not have. */
  of(agent: string): OwnLine {
    const { clock, config, stations, telephones } = this.#rooms;
    const entry = config.agents.find(({ id }) => id === agent);
    if (entry === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    const state = this.#desk.agentLines.acd.agent(agent);
    const station = this.#desk.agentLines.dutyOf(agent)?.station;
    const situation = station === undefined ? 'signedOut' : this.#desk.situation(station);
    const wishes = station === undefined ? undefined : telephones.of(station);
    const wrapUp = this.#wrapUp(state);
    return inUtc(
      {
        ...{ agent, name: entry.name, state: state.name, since: state.since, situation },
        ...(state.name === 'notReady' && { reason: state.reason }),
        ...(station !== undefined && { station }),
        calls: station === undefined ? [] : this.#calls(state, station, stations.find(station)?.leg),
        refused: refusals(situation),
        ...(wrapUp !== undefined && { wrapUp }),
        doNotDisturb: wishes?.doNotDisturb ?? false,
        forwarded: Object.keys(wishes?.forward ?? {}).length > 0,
      },
      clock,
    );
  }

  /** What is known of the customer of a call that is up. Personal. */
  contact(call: string): (ContactNow & { readonly area?: Area }) | undefined {
    const now = this.#rooms.records.contactNow(call);
    if (now === undefined) return undefined;
    const area = this.#rooms.areas.of((now.direction === 'inbound' ? now.calling : now.called) ?? undefined);
    return { ...now, ...(area && { area }) };
  }

  #calls(state: AgentState, station: string, leg: Leg | undefined): readonly LineCall[] {
    const { parts, asked } = this.#desk;
    const own = parts.all(station).map((part) => this.#ofPart(part));
    const other = asked(station);
    const consulted = other === undefined ? [] : [this.#ofLeg(station, other, 'asked')];
    const ringing =
      state.name === 'ringing'
        ? [this.#told(station, state.call, 'ringing', [], state.queue)]
        : own.length === 0 && leg !== undefined && this.#rooms.stations.station(station).state === 'ringing'
          ? [this.#ofLeg(station, leg, 'ringing')]
          : [];
    const all = [...own, ...consulted, ...ringing];
    this.#forget(station, all);
    return all;
  }

  #ofPart(part: Part): LineCall {
    const { parts } = this.#desk;
    const { station, record, conversation, queue } = part;
    const active = parts.isActive(part);
    const state = active ? (conversation.talked ? 'active' : 'calling') : 'held';
    const others = othersOf(part).map((leg) => this.#party(leg));
    return this.#told(station, record.id, state, others, queue);
  }

  #ofLeg(station: string, leg: Leg, state: LineCall['state']): LineCall {
    const call = this.#rooms.calls.calls.find(({ legs }) => legs.includes(leg))?.id ?? leg.id;
    const party = state === 'ringing' ? this.#named(leg.calling.digits) : this.#party(leg);
    return this.#told(station, call, state, [party], undefined);
  }

  #told(
    station: string,
    call: string,
    state: LineCall['state'],
    others: readonly LineParty[],
    queue: string | undefined,
  ): LineCall {
    const now = this.#rooms.records.contactNow(call);
    const { customer, accessNumber, accessName } = now ?? {};
    const number = now?.direction === 'inbound' ? now.calling : now?.called;
    const alone = typeof number === 'string' ? [{ who: `number:${number}`, number }] : [];
    const told = others.length > 0 ? others : alone;
    return {
      ...{ call, contact: now?.id ?? call, state, direction: now?.direction ?? 'internal' },
      with: customer === undefined ? told : told.map((one) => (one.number ? { ...one, name: customer.name } : one)),
      ...(customer && { customer: { id: customer.id, name: customer.name, grade: customer.grade } }),
      ...(queue !== undefined && { queue }),
      ...(typeof accessNumber === 'string' && { accessNumber }),
      ...(typeof accessName === 'string' && { accessName }),
      since: this.#since(`${station} ${call}`, state),
      masked: this.#masked.has(call),
    };
  }

  #party(leg: Leg): LineParty {
    const digits = leg.direction === 'incoming' ? leg.calling.digits : leg.called.digits;
    if (leg.kind === 'station') return { ...this.#named(digits), leg: leg.id };
    const shown = ((leg.direction === 'incoming' ? leg.calling : leg.called).presentation ?? 'allowed') === 'allowed';
    return shown && digits !== ''
      ? { who: `number:${digits}`, number: digits, leg: leg.id }
      : { who: 'number:', leg: leg.id };
  }

  #named(digits: string): LineParty {
    const { agentLines } = this.#desk;
    const { config, stations } = this.#rooms;
    const inside = stations.find(digits) !== undefined;
    const id = inside ? agentLines.agentAt(digits) : digits;
    const agent = config.agents.find((entry) => entry.id === id);
    if (agent !== undefined) return { who: `agent:${agent.id}`, name: agent.name };
    return inside ? { who: `station:${digits}` } : { who: `number:${digits}`, number: digits };
  }

  #wrapUp(state: AgentState): LineWrapUp | undefined {
    if (state.name !== 'wrapUp' && state.name !== 'talking') return undefined;
    const { agentLines } = this.#desk;
    const work = agentLines.wrapUps.workOf(state.agent);
    if (work === undefined) return undefined;
    const { wrapUpCodes: codes = [], wrapUpCode } = queueOf(this.#rooms.config, work.queue) ?? {};
    return {
      ...{ call: work.call, queue: work.queue, codes, required: wrapUpCode === 'required' },
      ...(state.name === 'wrapUp' && { until: state.until }),
      extendable: state.name === 'wrapUp' && state.extendable > 0,
      ...(work.code !== undefined && { code: work.code }),
    };
  }

  #since(key: string, state: string): Instant {
    const before = this.#seen.get(key);
    if (before?.state === state) return before.since;
    const since = this.#rooms.clock.now();
    this.#seen.set(key, { state, since });
    return since;
  }

  #forget(station: string, calls: readonly LineCall[]): void {
    if (this.#seen.size < 1_000) return;
    const here = new Set(calls.map(({ call }) => `${station} ${call}`));
    for (const key of this.#seen.keys()) if (key.startsWith(`${station} `) && !here.has(key)) this.#seen.delete(key);
  }
}

function refusals(situation: Situation): OwnLine['refused'] {
  return Object.fromEntries(
    VERBS.flatMap((verb) => {
      const refusal = refusalOf(verb, situation);
      return refusal === undefined ? [] : [[verb, refusal]];
    }),
  );
}
