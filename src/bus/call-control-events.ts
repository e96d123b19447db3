// SPDX-License-Identifier: GPL-2.0-or-later
// What have people done with a call? The events of the verbs.

/** Facts of the verbs of call control, by type. */
export interface CallControlEvents {
  /** An agent has put a call on hold, or fetched it back. */
  'call.held': { readonly call: string; readonly agent: string };
  'call.retrieved': { readonly call: string; readonly agent: string };
  /** An agent asks somebody while the call is held. `to`: an agent, a station or a number. */
  'call.consulted': { readonly call: string; readonly agent: string; readonly to: string };
  /** The telephone of a colleague rings for a call that somebody brings him; what is attached to it is there already. */
  'call.rings': { readonly call: string; readonly agent: string; readonly station: string };
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
  'call.promoted': { readonly call: string; readonly queue: string };
  'call.picked': { readonly call: string; readonly agent: string; readonly queue: string };
  /** What is attached to the contact has changed; the keys that were given, their values stand in the contact. */
  'call.dataAttached': { readonly call: string; readonly keys: readonly string[] };
}
