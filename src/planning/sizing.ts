// SPDX-License-Identifier: GPL-2.0-or-later
// How large must a centre be? By the linear rule of proposals, and by Erlang's formulas beside it: what each asks for, and what callers find then; pure.

import type { Duration } from '../kernel/index.js';
import { agentsFor, channelsFor, erlangB, type Waiting, waitingForEver, waitingWithPatience } from './erlang.js';

const HOUR: Duration = 3_600_000;
const BEARERS = 30; // of an E1 with a D-channel

/** Customers, and how often they call: where the calls of the busy hour come from when nobody has counted them. */
export interface Population {
  readonly users: number;
  /** Calls of each in a month, and the days on which they come. */
  readonly callsEach: number;
  readonly days: number;
  /** The busiest day, as so many average days. */
  readonly busyDay: number;
  /** Its busiest hour, as a share of it. */
  readonly busyHour: number;
  /** Who wants a person, of all. */
  readonly toPeople: number;
}

/** From customers to calls, step by step, as a proposal shows it. */
export interface Demand {
  readonly averageDay: number;
  readonly busyDay: number;
  readonly busyHour: number;
  /** Of the busy hour, those that agents take. */
  readonly toPeople: number;
}

export interface Sizing {
  /** Calls in the busy hour, and how many of them want a person. */
  readonly calls: number;
  readonly toPeople: number;
  readonly talk: Duration;
  readonly wrapUp: Duration;
  /** Before the queue, on a channel: greeting and menus; and for those who need nobody, the whole call. */
  readonly flow: Duration;
  readonly selfService: Duration;
  /** Share of callers to be answered, and how soon. */
  readonly level: number;
  readonly within: Duration;
  /** Mean patience; undefined: nobody gives up. */
  readonly patience?: Duration | undefined;
  /** Share of calls that may find no channel. */
  readonly blocking: number;
  /** Paid time in which nobody can be called: breaks, training, illness. */
  readonly shrinkage: number;
  /** The linear rule's load of an agent, and Erlangs of a line. */
  readonly agentLoad: number;
  readonly lineLoad: number;
}

/** So many agents and channels, and what callers find. */
export interface Staffing extends Waiting {
  /** Before it is rounded up; of Erlang's the same as `agents`. */
  readonly exactAgents: number;
  readonly agents: number;
  /** With those who are away. */
  readonly rostered: number;
  /** For conversations alone, which is all that the rule looks at. */
  readonly exactTalkChannels: number;
  readonly talkChannels: number;
  /** For all that holds one. Of the rule the same: it knows no more. */
  readonly channels: number;
  readonly e1s: number;
  /** Erlangs on the channels: flow, self-service, waiting and talking. */
  readonly onLines: number;
  /** Calls that find no channel, of all, where all of that is on them. */
  readonly blocked: number;
}

export interface Plan {
  /** Erlangs of work for agents, wrap-up with it. */
  readonly work: number;
  readonly rule: Staffing;
  readonly erlang: Staffing;
}

/** The factors that the rule's source lost are inputs: the busiest day, its busiest hour. */
export function demandOf({ users, callsEach, days, busyDay, busyHour, toPeople }: Population): Demand {
  const averageDay = (users * callsEach) / days;
  const busiest = averageDay * busyDay;
  return { averageDay, busyDay: busiest, busyHour: busiest * busyHour, toPeople: busiest * busyHour * toPeople };
}

/** Both ways side by side. Numbers must be positive; shares between 0 and 1. */
export function planOf(sizing: Sizing): Plan {
  const handling = sizing.talk + sizing.wrapUp;
  const work = (sizing.toPeople * handling) / HOUR;
  const byRule = work / sizing.agentLoad;
  const byLine = byRule / sizing.lineLoad;
  const agents = agentsFor({ traffic: work, handling }, sizing);
  const channels = channelsFor(onLines(sizing, waitingOf(sizing, agents)), sizing.blocking);
  return {
    work,
    rule: staffed(sizing, { agents: byRule, talkChannels: byLine, channels: whole(byLine) }),
    erlang: staffed(sizing, { agents, talkChannels: channelsFor(work, sizing.blocking), channels }),
  };
}

/** Erlang B says nothing of callers who wait: what they wait is on the channels, so it is in the traffic. */
function onLines({ calls, toPeople, flow, selfService, talk }: Sizing, waiting: Waiting): number {
  const { abandoned, answeredAfter } = waiting;
  const person = answeredAfter + talk * (1 - abandoned);
  return (calls * flow + (calls - toPeople) * selfService + toPeople * person) / HOUR;
}

function waitingOf({ toPeople, talk, wrapUp, within, patience }: Sizing, agents: number): Waiting {
  const handling = talk + wrapUp;
  const offered = { traffic: (toPeople * handling) / HOUR, handling };
  return patience === undefined
    ? waitingForEver(offered, { agents, within })
    : waitingWithPatience(offered, { agents, within, patience });
}

interface Exactly {
  readonly agents: number;
  readonly talkChannels: number;
  readonly channels: number;
}

function staffed(sizing: Sizing, exact: Exactly): Staffing {
  const agents = whole(exact.agents);
  const { channels } = exact;
  const waiting = waitingOf(sizing, agents);
  const traffic = onLines(sizing, waiting);
  return {
    ...waiting,
    exactAgents: exact.agents,
    agents,
    rostered: whole(agents / (1 - sizing.shrinkage)),
    exactTalkChannels: exact.talkChannels,
    talkChannels: whole(exact.talkChannels),
    channels,
    e1s: Math.ceil(channels / BEARERS),
    onLines: traffic,
    blocked: Number.isFinite(traffic) ? erlangB(traffic, channels) : 1,
  };
}

const ROUNDING = 1e-9; // 0.1 + 0.2 is no person more

function whole(exact: number): number {
  return Math.ceil(exact - ROUNDING);
}
