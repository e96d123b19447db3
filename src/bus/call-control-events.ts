// SPDX-License-Identifier: GPL-2.0-or-later
// What have people done with a call? The events of the verbs.

import type { Instant } from '../kernel/index.js';
import type { FlowEvents } from './flow-events.js';
import type { MessageEvents } from './message-events.js';
import type { RoutingEvents } from './routing-events.js';

/** Facts of the verbs of call control, by type. */
export interface CallControlEvents extends FlowEvents, MessageEvents, RoutingEvents {
  /** An agent has put a call on hold, or fetched it back. */
  'call.held': { readonly call: string; readonly agent: string };
  'call.retrieved': { readonly call: string; readonly agent: string };
  /** An agent asks somebody while the call is held. `to`: an agent, a station or a number. */
  'call.consulted': { readonly call: string; readonly agent: string; readonly to: string };
  /**
   * The telephone of a colleague rings because somebody of the house calls, asks, or brings him a call; what is attached to it is there already.
   * `calling`: what the telephone shows, a station or the customer's number, and whose it is. Personal.
   */
  'call.rings': {
    readonly call: string;
    readonly agent: string;
    readonly station: string;
    readonly calling?: string;
    readonly name?: string;
  };
  /** The call goes elsewhere: `how` is the verb. */
  'call.transferred': { readonly call: string; readonly agent: string; readonly to: string; readonly how: string };
  /** Three or more talk. */
  'call.conferenced': { readonly call: string; readonly agent: string; readonly with: string };
  'call.parked': { readonly call: string; readonly agent: string; readonly place: string };
  'call.unparked': { readonly call: string; readonly agent: string; readonly place: string };
  /** A ringing call was taken at another telephone than the one that rang. */
  'call.pickedUp': { readonly call: string; readonly agent: string; readonly from: string };
  /** Somebody listens in, whispers to the agent, talks with both, or has taken the call over. */
  'call.supervised': {
    readonly call: string;
    readonly agent: string;
    readonly supervisor: string;
    readonly mode: string;
  };
  /** Somebody has led a waiting caller elsewhere, to the front, or to an agent's telephone. `to`: a queue, a flow, another destination. */
  'call.moved': { readonly call: string; readonly queue: string; readonly to: string };
  /** A waiting caller has pressed a key of his queue and goes there. */
  'call.keyed': { readonly call: string; readonly queue: string; readonly digit: string; readonly to: string };
  /** He has rung again soon after he gave up in `before`, and has the place of that call. */
  'call.resumed': { readonly call: string; readonly queue: string; readonly before: string };
  'call.promoted': { readonly call: string; readonly queue: string };
  'call.picked': { readonly call: string; readonly agent: string; readonly queue: string };
  /** A call that was for a station is sent on. `why`: `always`, `busy`, `noAnswer`, `deflect`; `loop`: it has been too often, and ends. */
  'call.forwarded': { readonly call: string; readonly station: string; readonly to: string; readonly why: string };
  /** Somebody who talks hears by a tone that another one calls; he has taken that call, too. */
  'call.waits': { readonly call: string; readonly station: string };
  'call.waitingTaken': { readonly call: string; readonly station: string };
  /** What somebody wants of a telephone from now on. */
  'telephone.changed': {
    readonly station: string;
    readonly doNotDisturb: boolean;
    readonly callWaiting: boolean;
    readonly forward: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  /** Somebody wants to be rung when a station is free; that is over: `connected`, `cancelled`, `expired`, `noAnswer`. */
  'campOn.set': { readonly station: string; readonly to: string };
  'campOn.ended': { readonly station: string; readonly to: string; readonly why: string };
  /** An agent's call is to be made later; made (his telephone rings), not made within the tolerance, or cancelled. */
  'later.set': { readonly later: string; readonly agent: string; readonly due: Instant };
  'later.ended': {
    readonly later: string;
    readonly agent: string;
    readonly how: 'made' | 'missed' | 'cancelled';
    /** Of one that was missed: `late`, or the code by which it was refused. */
    readonly reason?: string;
  };
  /** What is attached to the contact has changed; the keys that were given, their values stand in the contact. */
  'call.dataAttached': { readonly call: string; readonly keys: readonly string[] };
}
