// SPDX-License-Identifier: GPL-2.0-or-later
// What is an agent doing, and may he be offered a call? His state over all his queues.

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import {
  type AgentEffect,
  type AgentEvent,
  type AgentOffer,
  type AgentState,
  type Intention,
  RING_NO_ANSWER,
  type WrapUp,
} from './agent-state.js';
import { alive, become, intentionOf, ready, who } from './agent-steps.js';
import { CONSEQUENCES, type OfferEnd } from './offer-outcome.js';

type AgentStep = Step<AgentState, AgentEffect>;

/** Whoever was found busy is tried again after so long, where his line tells nothing. */
const BUSY_FOR: Duration = 30_000;

/** Runs an agent's working day. */
export const agentMachine: Machine<AgentState, AgentEvent, AgentEffect> = {
  expired: { type: 'expired' },

  deadline: (state) => ('until' in state ? state.until : undefined),

  transition(state, event, at) {
    const step = next(state, event, at);
    if (step.state === state) return step;
    // What his line tells while he does something else changes nothing that anybody sees.
    const isSeen = step.state.name !== state.name || step.state.line === state.line;
    const told: AgentEffect = isSeen ? { type: 'changed', state: step.state } : { type: 'lineChanged' };
    return { state: step.state, effects: [...step.effects, told] };
  },
};

function next(state: AgentState, event: AgentEvent, at: Instant): AgentStep {
  switch (event.type) {
    case 'signIn':
      return signedIn(state, event, at);
    case 'signOut':
      return wished(state, { name: 'signedOut' }, at);
    case 'ready':
      return state.name === 'signedOut' ? stay(state) : wished(alive(state), { name: 'ready' }, at);
    case 'notReady':
      return state.name === 'signedOut' ? stay(state) : wished(state, { name: 'notReady', reason: event.reason }, at);
    case 'reserved':
    case 'unreserved':
    case 'engaged':
      return stay(aside(state, event, at));
    case 'offered':
      return offered(state, event, at);
    case 'rangLate':
      if (state.name !== 'ringing' || state.offer !== event.offer) return stay(state);
      return stay({ ...state, until: state.until + event.late });
    case 'answered':
    case 'declined':
    case 'withdrawn':
      return state.name === 'ringing' && state.offer === event.offer ? settled(state, event, at) : stay(state);
    case 'released':
      return state.name === 'talking' && state.call === event.call ? stay(wrapUp(state, event, at)) : stay(state);
    case 'lineBusy':
    case 'lineFree':
      return stay(lineOf(state, event.type === 'lineFree' ? 'free' : 'busy', at));
    case 'wrapUpDone':
      if (state.name === 'reserved') return stay(wrappedUp(state));
      return state.name === 'wrapUp' ? stay(become(state, state.then, at)) : stay(state);
    case 'wrapUpExtended':
      return stay(state.name === 'wrapUp' ? extended(state, event.by) : state);
    case 'expired':
      return expired(state, at);
  }
}

type Ringing = Extract<AgentState, { readonly name: 'ringing' }>;
type Busy = Extract<AgentState, { readonly name: 'busy' }>;

/** What his line tells changes what he does only between ready and busy. */
function lineOf(state: AgentState, line: AgentState['line'], at: Instant): AgentState {
  if (state.name === 'signedOut' || state.line === line) return state;
  const told = { ...state, line };
  if (told.name === 'busy') return ready(told, told.idleSince, at);
  return told.name === 'ready' ? ready(told, told.since, at) : told;
}

/** Busy as long as his line tells so; who was only found busy is tried again. */
function tried(state: Busy, at: Instant): AgentState {
  return state.line === 'busy' ? state : ready(state, state.idleSince, at);
}

function offerOf({ offer, call, queue, kind }: AgentOffer): AgentOffer {
  return { offer, call, queue, kind };
}

/** Who signs in while he is still to be signed out after his call stays. */
function signedIn(state: AgentState, event: Extract<AgentEvent, { type: 'signIn' }>, at: Instant): AgentStep {
  const { handled, line = 'free' } = event;
  if (state.name === 'signedOut') return stay(ready({ ...alive(state), handled, line }, at, at));
  const then: Intention = { name: 'ready' };
  return 'then' in state && state.then.name === 'signedOut' ? stay({ ...state, then }) : stay(state);
}

/** A command of the agent: at once when he is free, after the call when he talks; what rings is declined by leaving. */
function wished(state: AgentState, then: Intention, at: Instant): AgentStep {
  switch (state.name) {
    case 'talking':
      return stay({ ...state, then });
    case 'reserved':
      return stay({ ...wrappedUp(state), then });
    case 'ringing': {
      if (then.name === 'ready') return stay(state);
      return { state: become(state, then, at), effects: dropped(state, 'declined') };
    }
    case 'ready':
      return then.name === 'ready' ? stay(state) : stay(become(state, then, at));
    case 'busy':
      return stay(then.name === 'ready' ? tried(state, at) : become(state, then, at));
    case 'signedOut':
      return stay(state);
    default:
      return stay(become(state, then, at));
  }
}

function offered(state: AgentState, event: Extract<AgentEvent, { type: 'offered' }>, at: Instant): AgentStep {
  if (state.name !== 'ready' && state.name !== 'reserved') {
    return { state, effects: [{ type: 'returned', offer: event.offer, call: event.call, queue: event.queue }] };
  }
  const idleSince = state.name === 'ready' ? state.since : state.idleSince;
  // Written out: when many sign in at once, to spread these objects is a tenth of what it costs.
  const { agent, handled, misses, line } = state;
  const { offer, call, queue, kind, misses: mayMiss = 1, declined = 'notReady' } = event;
  const [name, since, until] = ['ringing', at, at + event.ringTimeout] as const;
  const what = { offer, call, queue, kind };
  const next: AgentState = { agent, handled, misses, line, name, since, idleSince, until, mayMiss, declined, ...what };
  return { state: next, effects: [{ type: 'ring', offer, call, queue, kind }] };
}

function settled(
  state: Ringing,
  event: Extract<AgentEvent, { type: 'answered' | 'declined' | 'withdrawn' }>,
  at: Instant,
): AgentStep {
  switch (event.type) {
    case 'answered': {
      // Written out, as in `offered`: every call comes by here.
      const { agent, handled, line, call, queue, offer, kind } = state;
      const then: Intention = { name: 'ready' };
      const always = { agent, handled: handled + 1, misses: 0, line };
      const talking: AgentState = { ...always, name: 'talking', since: at, call, queue, then };
      return { state: talking, effects: [{ type: 'accepted', offer, call, queue, kind }] };
    }
    case 'declined':
      return ended(state, event.how ?? 'declined', event.how === 'timedOut' ? RING_NO_ANSWER : event.reason, at);
    case 'withdrawn':
      return ended(state, event.why ?? 'withdrawn', '', at);
  }
}

/** The offer came to nothing, and the table says what that means for him. */
function ended(state: Ringing, how: OfferEnd, reason: string, at: Instant): AgentStep {
  return { state: afterOffer(state, how, reason, at), effects: dropped(state, how) };
}

function afterOffer(state: Ringing, how: OfferEnd, reason: string, at: Instant): AgentState {
  // A queue may say that to refuse is no more than to let it ring.
  const { agent, counts, keepsIdle } =
    CONSEQUENCES[how === 'declined' && state.declined === 'missed' ? 'timedOut' : how];
  const after = counts ? { ...state, misses: state.misses + 1 } : state;
  const notReady = () => become(alive(state), { name: 'notReady', reason }, at);
  switch (agent) {
    case 'missed':
      return after.misses < state.mayMiss ? ready(after, at, at) : notReady();
    case 'notReady':
      return notReady();
    case 'busy':
      return foundBusy(state, at);
    case 'outOfService':
      return state.line === 'busy' ? ready(state, state.idleSince, at) : notReady();
    case 'asBefore':
      return ready(state, keepsIdle ? state.idleSince : at, at);
  }
}

/** His line tells when it is free; one that tells nothing is tried again. */
function foundBusy(state: Ringing, at: Instant): Busy {
  const { idleSince, line } = state;
  const busy: Busy = { ...who(state), name: 'busy', since: at, idleSince };
  return line === 'busy' ? busy : { ...busy, until: at + BUSY_FOR };
}

function dropped(state: Ringing, why: OfferEnd): AgentEffect[] {
  const { offer, queue } = state;
  return [
    { type: 'stopRinging', why, ...offerOf(state) },
    { type: 'returned', offer, call: state.call, queue },
  ];
}

function aside(
  state: AgentState,
  event: Extract<AgentEvent, { type: 'reserved' | 'unreserved' | 'engaged' }>,
  at: Instant,
): AgentState {
  if (event.type === 'unreserved') {
    return state.name === 'reserved' && state.token === event.token ? unreserved(state, at) : state;
  }
  if (state.name === 'signedOut' || state.name === 'ringing' || state.name === 'talking') return state;
  const then = intentionOf(state);
  if (event.type === 'engaged') {
    const queue = event.queue === undefined ? {} : { queue: event.queue };
    return {
      ...who(alive(state)),
      handled: state.handled + 1,
      name: 'talking',
      since: at,
      call: event.call,
      then,
      ...queue,
    };
  }
  if (state.name === 'reserved') return state;
  const idleSince = state.name === 'ready' ? state.since : state.name === 'busy' ? state.idleSince : at;
  return {
    ...who(state),
    name: 'reserved',
    since: at,
    until: at + event.forAtMost,
    token: event.token,
    then,
    idleSince,
    ...(state.name === 'wrapUp' && { wrapUp: workOf(state) }),
  };
}

type Reserved = Extract<AgentState, { readonly name: 'reserved' }>;

/** Nothing of the wrap-up is left for afterwards. */
function wrappedUp(state: Reserved): Reserved {
  if (state.wrapUp === undefined) return state;
  const { wrapUp: _, ...rest } = state;
  return rest;
}

function unreserved(state: Reserved, at: Instant): AgentState {
  const { wrapUp: pause, then } = state;
  if (pause !== undefined && at < pause.until) return { ...who(state), name: 'wrapUp', since: at, then, ...pause };
  return state.then.name === 'ready' ? ready(state, state.idleSince, at) : become(state, state.then, at);
}

function wrapUp(
  state: Extract<AgentState, { readonly name: 'talking' }>,
  { wrapUp: pause, extendable = 0 }: Extract<AgentEvent, { readonly type: 'released' }>,
  at: Instant,
): AgentState {
  const { agent, handled, misses, line, call, then } = state;
  if (pause === 0 || then.name === 'signedOut') return become(state, then, at);
  const [name, since, until] = ['wrapUp', at, at + pause] as const;
  return { agent, handled, misses, line, name, since, until, call, extendable, then };
}

function workOf({ until, call, extendable }: WrapUp): WrapUp {
  return { until, call, extendable };
}

function extended<S extends AgentState & WrapUp>(state: S, wished: Duration): S {
  const by = Math.min(wished, state.extendable);
  return by <= 0 ? state : { ...state, until: state.until + by, extendable: state.extendable - by };
}

function expired(state: AgentState, at: Instant): AgentStep {
  if (!('until' in state) || state.until === undefined || at < state.until) return stay(state);
  switch (state.name) {
    case 'ringing':
      return ended(state, 'timedOut', RING_NO_ANSWER, at);
    case 'busy':
      return stay(tried(state, at));
    case 'wrapUp':
      return stay(become(state, state.then, at));
    case 'reserved':
      return stay(unreserved(state, at));
  }
}
