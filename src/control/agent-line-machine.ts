// SPDX-License-Identifier: GPL-2.0-or-later
// What does an agent's telephone do? Pure, and without a hook: what rings, who talks there, and what the distribution of calls hears of it.
//
//            ring                answered              joined
//   free ──────────> ringing ──────────────> engaged <────────── (from anywhere)
//    ^ ^               │                      │  │ ^
//    │ └─ stopRinging, ┘ declined             │  │ │ hold, consult, alternate, retrieve: one call active, others held
//    │    atRest                              │  └─┘
//    │                 inUse                  │ the last call has parted
//    ├──────────────────────────> ownUse <────┘ or his leg is gone
//    │           atRest             │
//    └──────────────────────────────┘    barred <──> free: out of service; a call that is up goes on
//
// The distribution hears three things only: free, busy with its call (engaged: it knows from the offer), busy with his own.

import { type Machine, type Step, stay } from '../kernel/index.js';

/** What rings him, by the offer's id. */
export type OfferId = string;

export type AgentLine =
  | { readonly name: 'free' }
  /** His telephone is out of service. */
  | { readonly name: 'barred' }
  /** `own`: not by the distribution; somebody calls him. */
  | { readonly name: 'ringing'; readonly offer: OfferId; readonly call: string; readonly own: boolean }
  /** He uses it for something of his own: a dial code, a lifted handset, busy tone. */
  | { readonly name: 'ownUse' }
  /**
   * He talks. `active`: the call in which he hears and is heard now; nothing between two of them. `held`: the others, the last one first.
   * `consulting`: the active one is to ask a third about the first of those held. `served`: the one that the distribution
   * knows, also when it is over and others are not: it hears of that when he is free of all; nothing: it has no part in any.
   */
  | {
      readonly name: 'engaged';
      readonly active: string | undefined;
      readonly held: readonly string[];
      readonly consulting: boolean;
      readonly served: string | undefined;
    };

/** A line, whether its telephone is in service, and whether it is not to be disturbed: then nothing of the distribution rings there. */
export type AgentLineState = AgentLine & { readonly inService: boolean; readonly quiet: boolean };

export type AgentLineEvent =
  /** An offer of this call; `own`: somebody calls him, and the distribution has no part in it. */
  | { readonly type: 'ring'; readonly offer: OfferId; readonly call: string; readonly own?: boolean }
  | { readonly type: 'stopRinging'; readonly offer: OfferId }
  /** His telephone: he took it, or it did. */
  | { readonly type: 'answered'; readonly offer: OfferId }
  | { readonly type: 'declined'; readonly offer: OfferId; readonly reason: string }
  /** His telephone is used, and not for what rang. */
  | { readonly type: 'inUse' }
  /** The leg to his telephone is over; it cannot ring yet. */
  | { readonly type: 'gone' }
  /** His telephone could ring. */
  | { readonly type: 'atRest' }
  | { readonly type: 'service'; readonly inService: boolean }
  | { readonly type: 'quiet'; readonly quiet: boolean }
  /** He takes part in a call from now on; the one before is held. `own`: as with `ring`. */
  | { readonly type: 'joined'; readonly call: string; readonly own?: boolean }
  /** A call to ask somebody about the active one, which is held. */
  | { readonly type: 'consulted'; readonly call: string }
  | { readonly type: 'held'; readonly call: string }
  | { readonly type: 'retrieved'; readonly call: string }
  /** His part in this call is over. */
  | { readonly type: 'parted'; readonly call: string }
  /** The distribution hears now of the end of the call that it knows, though he talks in others: it is to know another. */
  | { readonly type: 'settled' };

export type AgentLineEffect =
  | { readonly type: 'ring'; readonly offer: OfferId }
  | { readonly type: 'stopRinging'; readonly offer: OfferId }
  | { readonly type: 'accepted'; readonly offer: OfferId }
  | { readonly type: 'refused'; readonly offer: OfferId; readonly reason: string }
  /** For the distribution: whether his telephone can be rung. */
  | { readonly type: 'line'; readonly is: 'free' | 'busy' }
  /** His part in this call is over, and for the one that the distribution knows in all others, too: wrap-up begins. */
  | { readonly type: 'released'; readonly call: string };

type LineStep = Step<AgentLineState, AgentLineEffect>;
type Engaged = Extract<AgentLine, { readonly name: 'engaged' }>;

/** The reason for which an offer to a telephone that cannot ring is refused. */
export const STATION_BUSY = 'stationBusy';

/** How a line begins. */
export function agentLine({
  inService,
  atRest,
  quiet = false,
}: {
  readonly inService: boolean;
  readonly atRest: boolean;
  readonly quiet?: boolean;
}): AgentLineState {
  if (!inService) return { name: 'barred', inService, quiet };
  return { name: atRest ? 'free' : 'ownUse', inService, quiet };
}

/** Whether the distribution can ring it. */
export function canRing({ name, quiet }: AgentLineState): boolean {
  return name === 'free' && !quiet;
}

/** The call that is over, while he talks in another: the distribution has not heard of its end. */
export function owedOf(line: AgentLine | undefined): string | undefined {
  if (line?.name !== 'engaged' || line.served === undefined) return undefined;
  return line.active === line.served || line.held.includes(line.served) ? undefined : line.served;
}

/** Runs one agent's line. */
export const agentLineMachine: Machine<AgentLineState, AgentLineEvent, AgentLineEffect> = {
  expired: { type: 'atRest' },
  deadline: () => undefined,

  transition(state, event) {
    const step = next(state, event);
    const before = offerable(state);
    const after = offerable(step.state);
    if (before === after) return step;
    // First of all: whoever is free by the rest is offered the next call at once.
    return { state: step.state, effects: [{ type: 'line', is: after ? 'free' : 'busy' }, ...step.effects] };
  },
};

/** What rings and who talks is known to the distribution by the offer; its own matter is what else there is. */
function offerable(state: AgentLineState): boolean {
  if (state.name === 'engaged') return state.served !== undefined;
  return canRing(state) || (state.name === 'ringing' && !state.own);
}

function next(state: AgentLineState, event: AgentLineEvent): LineStep {
  switch (event.type) {
    case 'ring':
      if (state.name !== 'free' || (state.quiet && event.own !== true))
        return refused(state, event.offer, STATION_BUSY);
      return to(state, ringing(event), { type: 'ring', offer: event.offer });
    case 'stopRinging':
      if (state.name !== 'ringing' || state.offer !== event.offer) return stay(state);
      return to(state, rested(state), { type: 'stopRinging', offer: event.offer });
    case 'answered':
      if (state.name !== 'ringing' || state.offer !== event.offer) return stay(state);
      return to(state, engaged(state.call, state.own ? undefined : state.call), {
        type: 'accepted',
        offer: event.offer,
      });
    case 'declined':
      if (state.name !== 'ringing' || state.offer !== event.offer) return stay(state);
      return refused({ ...rested(state), ...told(state) }, event.offer, event.reason);
    case 'inUse':
      return state.name === 'free' || state.name === 'barred' ? to(state, { name: 'ownUse' }) : stay(state);
    case 'gone':
      return state.name === 'engaged' ? over(state, { name: 'ownUse' }) : stay(state);
    case 'atRest':
      return state.name === 'free' || state.name === 'barred' ? stay(state) : over(state, rested(state));
    case 'service':
      return service(state, event.inService);
    case 'quiet':
      return stay({ ...state, quiet: event.quiet });
    case 'settled':
      return state.name === 'engaged' ? settled(state, state) : stay(state);
    default:
      return inCalls(state, event);
  }
}

type OfCalls = Extract<AgentLineEvent, { readonly type: 'joined' | 'consulted' | 'held' | 'retrieved' | 'parted' }>;

function inCalls(state: AgentLineState, event: OfCalls): LineStep {
  const now = state.name === 'engaged' ? state : engaged(undefined, undefined);
  const { call } = event;
  switch (event.type) {
    case 'joined': {
      const served = event.own === true ? now.served : call;
      if (now.active === call && now.served === served) return stay(state);
      const owed = served === now.served ? [] : owedBy(now, served);
      return to(state, { ...active(now, call), consulting: false, served }, ...releases(owed));
    }
    case 'consulted':
      return now.active === call ? stay(state) : to(state, { ...active(now, call), consulting: true });
    case 'held':
      return now.active === call ? to(state, { ...now, active: undefined, held: [call, ...now.held] }) : stay(state);
    case 'retrieved':
      return now.held.includes(call) ? to(state, { ...active(now, call), consulting: false }) : stay(state);
    case 'parted':
      return state.name === 'engaged' ? parted(state, state, call) : stay(state);
  }
}

/** This call instead of the active one, which is held. */
function active(now: Engaged, call: string): Engaged {
  const others = now.active === undefined || now.active === call ? now.held : [now.active, ...now.held];
  return { ...now, active: call, held: others.filter((other) => other !== call) };
}

/** The last call of several leaves him engaged with the others: he has to fetch one. */
function parted(state: AgentLineState, now: Engaged, call: string): LineStep {
  if (now.active !== call && !now.held.includes(call)) return stay(state);
  const held = now.held.filter((other) => other !== call);
  const active = now.active === call ? undefined : now.active;
  if (active === undefined && held.length === 0)
    return to(state, { name: 'ownUse' }, ...releases([call, ...owedBy(now)]));
  const rest: Engaged = { ...now, held, consulting: false, active };
  return now.served === call ? to(state, rest) : to(state, rest, { type: 'released', call });
}

/** The end that the distribution hears of only now; of no call that it is to know from now on. */
function owedBy(now: Engaged, known?: string): readonly string[] {
  const owed = owedOf(now);
  return owed === undefined || owed === known ? [] : [owed];
}

function releases(calls: readonly string[]): readonly AgentLineEffect[] {
  return calls.map((call) => ({ type: 'released', call }));
}

function settled(state: AgentLineState, now: Engaged): LineStep {
  const owed = owedBy(now);
  return owed.length === 0 ? stay(state) : to(state, { ...now, served: undefined }, ...releases(owed));
}

/** Whatever he was in is over for him. */
function over(state: AgentLineState, next: AgentLine): LineStep {
  if (state.name !== 'engaged') return to(state, next);
  const calls = state.active === undefined ? state.held : [state.active, ...state.held];
  return to(state, next, ...releases([...calls, ...owedBy(state)]));
}

function service(state: AgentLineState, inService: boolean): LineStep {
  const { quiet } = state;
  if (state.name === 'free' && !inService) return stay({ name: 'barred', inService, quiet });
  if (state.name === 'barred' && inService) return stay({ name: 'free', inService, quiet });
  return stay({ ...state, inService });
}

function rested({ inService }: AgentLineState): AgentLine {
  return { name: inService ? 'free' : 'barred' };
}

function ringing({ offer, call, own = false }: Extract<AgentLineEvent, { readonly type: 'ring' }>): AgentLine {
  return { name: 'ringing', offer, call, own };
}

function engaged(call: string | undefined, served: string | undefined): Engaged {
  return { name: 'engaged', active: call, held: [], consulting: false, served };
}

function refused(state: AgentLineState, offer: OfferId, reason: string): LineStep {
  return { state, effects: [{ type: 'refused', offer, reason }] };
}

function to(state: AgentLineState, line: AgentLine, ...effects: readonly AgentLineEffect[]): LineStep {
  return { state: { ...line, ...told(state) }, effects };
}

/** What holds whatever he does. */
function told({ inService, quiet }: AgentLineState): Pick<AgentLineState, 'inService' | 'quiet'> {
  return { inService, quiet };
}
