// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a customer, from SETUP or our dialling to the end? Pure; one machine for those who call and those who are called.
//
//               flow                     queue                agent              talked
//   arriving ─────────> inFlow ────────────────────> waiting ───────> talking ─────────> talking (talked)
//     │ │ ^                ^ ^                        │  ^  ^           │ │ ^               │
//     │ │ │ flow           │ └── overflowed, to flow ─┘  │  └─ givenBack┘ │ └── retrieved   │ givenBack
//     │ │ ^ overflowed      │                          │  │                v                 v
//     │ │                  │                          │  │          held, parked    the flow that sent him, survey,
//     │ └── computerAgent ─> withComputerAgent ───────┘  │                                or leaving
//     │                          └────────── queue ──────┘
//     │ refused, failed: leaving from everywhere                    gone: over from everywhere
//     └──────────────────────────────────────────────────> leaving ──────────────────────────> over

import type { Destination } from '../config/index.js';
import { type Machine, type Step, stay } from '../kernel/index.js';
import { type ComesBack, type QueueOutcome, type Wait, waitOf } from './wait.js';

export type ContactState =
  /** It is not decided yet where he goes, or no more; one whom we call has not answered. */
  | { readonly name: 'arriving' }
  | { readonly name: 'inFlow'; readonly flow: string }
  /** `withComputerAgent`: it takes his number, or asks whom we called to confirm. */
  | { readonly name: 'withComputerAgent' }
  | ({ readonly name: 'waiting' } & Wait)
  /** `talked`: he and the agent have heard each other. `wait`: how he came here. */
  | { readonly name: 'talking'; readonly agent: string; readonly talked: boolean; readonly wait: Wait | undefined }
  /** On hold, or parked at a place for anybody to fetch him. */
  | { readonly name: 'held' | 'parked'; readonly agent: string; readonly wait: Wait | undefined }
  /** His agent has gone; a flow asks what he thought of it. */
  | { readonly name: 'surveyed'; readonly flow: string; readonly agent: string; readonly queue: string | undefined }
  /** He hears a last word, or is being cleared: nothing that comes now leads him elsewhere. */
  | { readonly name: 'leaving' }
  | { readonly name: 'over' };

/** Where somebody who was served goes on. */
type TransferredTo = { readonly queue: string } | { readonly flow: string } | { readonly message: string };

export type ContactEvent =
  | { readonly type: 'flow'; readonly flow: string }
  /** The flow has come to its end with him in it. */
  | { readonly type: 'flowEnded' }
  | { readonly type: 'queue'; readonly queue: string; readonly back?: ComesBack }
  | { readonly type: 'computerAgent' }
  /** An agent is there for him. */
  | { readonly type: 'agent'; readonly agent: string; readonly survey?: string | undefined }
  /** They have heard each other. */
  | { readonly type: 'talked' }
  | { readonly type: 'held' }
  | { readonly type: 'parked' }
  | { readonly type: 'retrieved'; readonly agent: string }
  /** Another agent is in the place of the one who served him. */
  | { readonly type: 'handed'; readonly agent: string }
  /** Whoever served him, or was offered him, sends him to a queue or a flow. */
  | { readonly type: 'transferred'; readonly to: TransferredTo }
  /** While he waits, somebody sends him elsewhere. */
  | { readonly type: 'moved'; readonly to: Destination }
  /** While he waits, he presses a key that leads elsewhere. */
  | { readonly type: 'keyed'; readonly to: Destination }
  /** Nobody is there for him any more: back to his queue, at his old place; who came from none is done. */
  | { readonly type: 'requeued' }
  /** He is alone: whom he was with is gone. */
  | { readonly type: 'givenBack' }
  /** He has waited as long as the queue lets him, or it sends him there. */
  | { readonly type: 'overflowed'; readonly to?: Destination }
  /** What was tried for him comes to nothing: a last word, and the end. */
  | { readonly type: 'dismissed' }
  | { readonly type: 'refused'; readonly cause: number; readonly reason: string }
  /** Something went wrong on our side: he is not left on the line with nobody there. Who is with an agent is not disturbed by it. */
  | { readonly type: 'failed' }
  /** His leg is over; `byBox` and answered: we had done with him. */
  | { readonly type: 'gone'; readonly byBox: boolean; readonly answered: boolean };

export type ContactEffect =
  /** He waits in this queue: at the place that the time of his call gives him. `again`: he did before, and the music goes on. */
  | { readonly type: 'wait'; readonly queue: string; readonly again: boolean }
  /** Nothing more is played to him. */
  | { readonly type: 'endTreatment' }
  /** He is in no queue any more. `abandoned`: by his own will. */
  | { readonly type: 'leaveQueue'; readonly abandoned: boolean }
  | { readonly type: 'beginFlow'; readonly flow: string }
  /** The flow that sent him goes on. */
  | { readonly type: 'resumeFlow'; readonly flow: string; readonly result: QueueOutcome }
  /** For the record: he was served by a flow, and by nobody else. */
  | { readonly type: 'selfServed' }
  /** Send him there, or where the queue sends those who have waited too long. */
  | { readonly type: 'overflow'; readonly queue: string; readonly to?: Destination }
  /** Send him there: he is in no queue any more. `otherwise`: he waits there again when it cannot be. */
  | { readonly type: 'sendTo'; readonly to: Destination; readonly otherwise?: Wait }
  | { readonly type: 'refuse'; readonly reason: string; readonly cause: number }
  | { readonly type: 'clear' }
  /** He is gone from whatever he was in. */
  | { readonly type: 'end'; readonly from: ContactState };

type ContactStep = Step<ContactState, ContactEffect>;

const TEMPORARY_FAILURE = 41;

/** Runs one contact. Its limits of time are the queue's and the flow's. */
export const contactMachine: Machine<ContactState, ContactEvent, ContactEffect> = {
  expired: { type: 'failed' },
  deadline: () => undefined,

  transition(state, event) {
    if (state.name === 'over') return stay(state);
    switch (event.type) {
      case 'gone':
        return gone(state, event);
      case 'refused':
        return state.name === 'leaving'
          ? stay(state)
          : leave(state, { type: 'refuse', reason: event.reason, cause: event.cause });
      case 'failed':
        if ('agent' in state && state.name !== 'surveyed') return stay(state);
        return leave(state, { type: 'refuse', reason: 'fault', cause: TEMPORARY_FAILURE });
      case 'dismissed':
        return state.name === 'leaving' ? stay(state) : leave(state);
      default:
        return state.name === 'leaving' ? stay(state) : onward(state, event);
    }
  },
};

type Onward = Exclude<ContactEvent, { readonly type: 'gone' | 'refused' | 'failed' | 'dismissed' }>;

/** Which event leads on from where; what is not named here changes nothing. */
function onward(state: ContactState, event: Onward): ContactStep {
  switch (event.type) {
    case 'flow':
      return isUndecided(state)
        ? go(state, { name: 'inFlow', flow: event.flow }, { type: 'beginFlow', flow: event.flow })
        : stay(state);
    case 'flowEnded':
      return state.name === 'inFlow' || state.name === 'surveyed'
        ? { state, effects: [{ type: 'clear' }] }
        : stay(state);
    case 'queue':
      return queued(state, event);
    case 'computerAgent':
      return isUndecided(state) || state.name === 'waiting' ? go(state, { name: 'withComputerAgent' }) : stay(state);
    case 'agent':
      return agentCame(state, event);
    case 'talked':
      return state.name === 'talking' ? stay({ ...state, talked: true }) : stay(state);
    case 'held':
    case 'parked':
      return aside(state, event.type);
    case 'retrieved':
      return state.name === 'held' || state.name === 'parked'
        ? stay({ name: 'talking', agent: event.agent, talked: true, wait: state.wait })
        : stay(state);
    case 'handed':
      return isServed(state)
        ? stay({ name: 'talking', agent: event.agent, talked: true, wait: state.wait })
        : stay(state);
    case 'transferred':
      if (state.name === 'waiting') return moved(state, destinationOf(event.to));
      return isServed(state) ? transferred(event.to) : stay(state);
    case 'moved':
      return state.name === 'waiting' ? moved(state, event.to) : stay(state);
    case 'keyed':
      return state.name === 'waiting' ? moved(state, event.to, waitOf(state)) : stay(state);
    case 'requeued':
      return isServed(state) ? requeued(state) : stay(state);
    case 'givenBack':
      return givenBack(state);
    case 'overflowed':
      return overflowed(state, event.to);
  }
}

/** A flow or a computer agent may still lead him anywhere. */
function isUndecided({ name }: ContactState): boolean {
  return name === 'arriving' || name === 'inFlow' || name === 'withComputerAgent';
}

function queued(state: ContactState, { queue, back }: Extract<ContactEvent, { readonly type: 'queue' }>): ContactStep {
  if (!isUndecided(state)) return stay(state);
  const wait: Wait = { queue, ...(back !== undefined && { back }) };
  return go(state, { name: 'waiting', ...wait }, { type: 'wait', queue, again: false });
}

function agentCame(
  state: ContactState,
  { agent, survey }: Extract<ContactEvent, { readonly type: 'agent' }>,
): ContactStep {
  if (state.name === 'talking' || state.name === 'surveyed') return stay(state);
  const wait = state.name === 'waiting' ? { ...waitOf(state), ...(survey !== undefined && { survey }) } : undefined;
  return {
    state: { name: 'talking', agent, talked: false, wait },
    effects: state.name === 'waiting' ? [{ type: 'endTreatment' }] : [],
  };
}

type Served = Extract<ContactState, { readonly name: 'talking' | 'held' | 'parked' }>;

function isServed(state: ContactState): state is Served {
  return state.name === 'talking' || state.name === 'held' || state.name === 'parked';
}

function transferred(to: TransferredTo): ContactStep {
  if ('message' in to)
    return { state: { name: 'arriving' }, effects: [{ type: 'sendTo', to: { kind: 'message', box: to.message } }] };
  if ('flow' in to)
    return { state: { name: 'inFlow', flow: to.flow }, effects: [{ type: 'beginFlow', flow: to.flow }] };
  const { queue } = to;
  return { state: { name: 'waiting', queue }, effects: [{ type: 'wait', queue, again: false }] };
}

function destinationOf(to: TransferredTo): Destination {
  if ('message' in to) return { kind: 'message', box: to.message };
  return 'flow' in to ? { kind: 'flow', flow: to.flow } : { kind: 'queue', queue: to.queue };
}

/** To another queue what his flow wants of him goes with him. */
function moved(
  state: Extract<ContactState, { readonly name: 'waiting' }>,
  to: Destination,
  otherwise?: Wait,
): ContactStep {
  if (to.kind === 'queue') {
    const wait = { ...waitOf(state), queue: to.queue };
    return go(state, { name: 'waiting', ...wait }, { type: 'wait', queue: to.queue, again: false });
  }
  if (to.kind === 'flow') return go(state, { name: 'inFlow', flow: to.flow }, { type: 'beginFlow', flow: to.flow });
  return go(state, { name: 'arriving' }, { type: 'sendTo', to, ...(otherwise !== undefined && { otherwise }) });
}

function requeued({ wait }: Served): ContactStep {
  if (wait === undefined) return leave({ name: 'arriving' }, { type: 'clear' });
  return { state: { name: 'waiting', ...wait }, effects: [{ type: 'wait', queue: wait.queue, again: true }] };
}

function aside(state: ContactState, name: 'held' | 'parked'): ContactStep {
  if (state.name === 'talking' && state.talked) return stay({ name, agent: state.agent, wait: state.wait });
  return state.name === 'held' && name === 'parked' ? stay({ ...state, name }) : stay(state);
}

/** Before they heard each other he has lost nothing: back to his old place. After it his flow goes on with him, or he is done. */
function givenBack(state: ContactState): ContactStep {
  if (!isServed(state)) return stay(state);
  const { wait, agent } = state;
  const served = state.name !== 'talking' || state.talked;
  if (!served) {
    if (wait === undefined) return go(state, { name: 'withComputerAgent' });
    return { state: { name: 'waiting', ...wait }, effects: [{ type: 'wait', queue: wait.queue, again: true }] };
  }
  if (wait?.back?.talked !== true) {
    const flow = wait?.survey;
    return flow === undefined
      ? leave(state, { type: 'clear' })
      : go(state, { name: 'surveyed', flow, agent, queue: wait?.queue }, { type: 'beginFlow', flow });
  }
  return backToFlow(wait.back, { outcome: 'talked', queue: wait.queue, agent });
}

function overflowed(state: ContactState, to?: Destination): ContactStep {
  if (state.name !== 'waiting') return stay(state);
  const { queue, back } = state;
  const quiet: ContactEffect = { type: 'endTreatment' };
  if (back?.overflowed === true) {
    const step = backToFlow(back, { outcome: 'overflowed', queue });
    return { state: step.state, effects: [quiet, ...step.effects] };
  }
  return {
    state: { name: 'arriving' },
    effects: [quiet, { type: 'overflow', queue, ...(to !== undefined && { to }) }],
  };
}

function backToFlow({ flow }: ComesBack, result: QueueOutcome): ContactStep {
  return { state: { name: 'inFlow', flow }, effects: [{ type: 'resumeFlow', flow, result }] };
}

/** To somewhere else, out of the queue if he was in one. */
function go(state: ContactState, next: ContactState, ...effects: readonly ContactEffect[]): ContactStep {
  return { state: next, effects: [...outOf(state, false), ...effects] };
}

function leave(state: ContactState, ...effects: readonly ContactEffect[]): ContactStep {
  return go(state, { name: 'leaving' }, ...effects);
}

function gone(state: ContactState, { byBox, answered }: Extract<ContactEvent, { readonly type: 'gone' }>): ContactStep {
  const served = state.name === 'inFlow' && byBox && answered;
  return {
    state: { name: 'over' },
    effects: [
      ...outOf(state, true),
      ...(served ? [{ type: 'selfServed' } as const] : []),
      { type: 'end', from: state },
    ],
  };
}

function outOf({ name }: ContactState, abandoned: boolean): ContactEffect[] {
  return name === 'waiting' ? [{ type: 'endTreatment' }, { type: 'leaveQueue', abandoned }] : [];
}
