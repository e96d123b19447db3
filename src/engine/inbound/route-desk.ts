// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a call go? Reception is asked with what the box knows at this moment: for a call that has come, or one that might.

import type { SurgeDecision } from '../../callback/index.js';
import { listKey, normalise } from '../../dialling/index.js';
import type { Facts } from '../../expression/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Channel } from '../../line/index.js';
import {
  askBeforeQueue,
  askWhereHeWaits,
  type Finding,
  type OfferedCall,
  type Reached,
  type Route,
  type RouteReason,
  type Ruled,
  receive,
  type SurgeVerdict,
} from '../../reception/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import { factsAt, noteRoute, RoutingRules } from '../routing/index.js';
import { type SurgeDesk, surgeFindings } from '../surge/index.js';
import { knownBy } from './known.js';
import { receptionSnapshot } from './reception-snapshot.js';

/** What is needed of the box. */
export type RouteNeeds = Pick<
  Rooms,
  | 'areas'
  | 'blocked'
  | 'clock'
  | 'closing'
  | 'customers'
  | 'config'
  | 'hours'
  | 'lines'
  | 'log'
  | 'plan'
  | 'records'
  | 'store'
>;

/** Who is asked besides. */
interface Others {
  readonly surge: SurgeDesk;
  readonly agentLines: AgentLines;
  /** Callers who are with people, or on their way there. */
  readonly people: () => number;
}

/** A call that might come. */
export interface TryAsked {
  /** Empty: withheld. */
  readonly from?: string;
  readonly to: string;
  /** Whom he called before he was forwarded to it. */
  readonly redirecting?: string;
  /** UTC; default: now. Rules, hours and calendars go by it, all else is as it is now. */
  readonly at?: Instant;
  readonly data?: Readonly<Record<string, string>>;
}

/** Where it would go, and why. */
export interface TriedRoute {
  readonly to: Reached;
  readonly reason: RouteReason;
  readonly rules: readonly string[];
  readonly priority: number;
  readonly needs: Route['claims']['needs'];
  readonly trace: readonly Finding[];
}

/** The routes of a box. */
export class RouteDesk {
  readonly #rooms: RouteNeeds;
  readonly #others: Others;
  readonly #rules: RoutingRules;

  constructor(rooms: RouteNeeds, others: Others) {
    this.#rooms = rooms;
    this.#others = others;
    this.#rules = new RoutingRules(rooms);
  }

  /** Of a call that has just been offered over a channel; the surge control hears of it. */
  decide(call: OfferedCall, channel: Channel): Route {
    const { clock, lines } = this.#rooms;
    const { surge, people } = this.#others;
    const { busy, inService } = lines.utilisation();
    // It is decided by what the call finds: its own channel is not counted yet.
    const trunks = { busy: Math.max(0, busy - 1), inService };
    const { accessNumber } = call;
    const asked = { accessNumber, people: people() };
    const decision = surge.decide(channel, asked);
    const verdict = this.#verdict(decision, surgeFindings(decision, surge.grounds(channel, asked)), channel);
    const route = this.#ask(call, verdict, { trunks, utc: clock.utc(clock.now()) });
    if (route.surgeFollowed) surge.took(channel, accessNumber, decision);
    this.#rules.skipped(route.skipped);
    return route;
  }

  /** The same, written with the call itself; one that cannot be decided is written all the same. */
  written(
    call: OfferedCall,
    { id, channel }: { readonly id: string; readonly channel: Channel },
    write: ReturnType<Rooms['records']['open']>['write'],
  ): Route {
    let more: Parameters<typeof write>[0];
    try {
      const route = this.decide(call, channel);
      more = (batch) => noteRoute(batch, id, route, this.#rooms.records.now());
      return route;
    } finally {
      write(more);
    }
  }

  /** Of a caller whom a dialogue leads to a queue; `held`: rules that have held for him before. Undefined: no rule is concerned. */
  beforeQueue(call: OfferedCall, queue: string, held: readonly string[]): Ruled | undefined {
    const ruled = askBeforeQueue(this.#rules.now, (of) => this.factsOf(call, of), queue, held);
    this.#rules.skipped(ruled?.skipped ?? []);
    return ruled;
  }

  /** Of a caller whom a dialogue has led to a queue: where a rule of those who wait there sends him. Undefined: nowhere else. */
  whereHeWaits(call: OfferedCall, queue: string, held: readonly string[]): ReturnType<typeof askWhereHeWaits> {
    return askWhereHeWaits(this.#rules.now, (of) => this.factsOf(call, of), queue, held);
  }

  /** What conditions go by now, of a caller in a flow. */
  factsOf(call: OfferedCall, queue: string): Facts {
    const { clock, lines } = this.#rooms;
    const moment = { utc: clock.utc(clock.now()), trunks: lines.utilisation() };
    return factsAt(this.#rooms, this.#others.agentLines.acd, moment)(call, queue);
  }

  /** Why a call went where it went: what was asked and found, and who was compared for it; empty of one that nobody knows. */
  explain(call: string): ReturnType<typeof explainedBy> {
    return explainedBy(this.#rooms.store, call);
  }

  /** Where a call would go that has not happened; nothing is changed by it. */
  try({ from = '', to, redirecting, at, data }: TryAsked): TriedRoute {
    const { clock, lines, plan } = this.#rooms;
    const { surge, people } = this.#others;
    const number = normalise(from, plan)?.number;
    const call: OfferedCall = {
      accessNumber: to,
      calling: listKey(from, plan),
      ...(number === undefined ? { withheld: from === '' } : knownBy(this.#rooms, number)),
      ...(redirecting !== undefined && { redirecting }),
      ...(data !== undefined && { data }),
    };
    const utc = at ?? clock.utc(clock.now());
    const asked = { accessNumber: to, people: people() };
    const decision = surge.consider(asked);
    const verdict = this.#verdict(decision, surgeFindings(decision, surge.grounds(undefined, asked)));
    const route = this.#ask(call, verdict, { trunks: lines.utilisation(), utc });
    const { reason, surgeFollowed: _, trace, claims, rules, skipped: __, ...reached } = route;
    return { to: reached, reason, rules, ...claims, trace };
  }

  /** Sound before the answer only where the trunk group has been found to let it be heard. */
  #verdict(decision: SurgeDecision, findings: readonly string[], channel?: Channel): SurgeVerdict {
    const { config, lines } = this.#rooms;
    const groups = channel === undefined ? config.trunkGroups.map(({ name }) => name) : [lines.groupOf(channel)];
    const isHeard = groups.some((group) => this.#others.surge.heardEarly.mayUse(group));
    const isRefused = decision.taker === 'computerAgent' && decision.way === 'earlyMedia' && !isHeard;
    return { ...decision, ...(isRefused && { way: 'spoken' }), findings };
  }

  #ask(
    call: OfferedCall,
    surge: SurgeVerdict,
    moment: { readonly trunks: { readonly busy: number; readonly inService: number }; readonly utc: Instant },
  ): Route {
    const { agentLines } = this.#others;
    const asked = { ...moment, surge, rules: this.#rules.now, accessNumber: call.accessNumber };
    return receive(call, receptionSnapshot(this.#rooms, agentLines.acd, asked), this.#rooms.clock.now());
  }
}

function explainedBy(store: Rooms['store'], call: string) {
  return store.ask('explained', { call });
}
