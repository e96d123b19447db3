// SPDX-License-Identifier: GPL-2.0-or-later
// Why did a call go where it went? The events of routing and matching, with what was asked and found.

/** What was asked, and the answer. */
export type AskedAndFound = readonly [asked: string, found: string];

export interface RoutingEvents {
  /** Where an offered call goes, what was asked on the way there, and every rule that held. */
  'call.routed': {
    readonly call: string;
    readonly queue?: string;
    /** `queue`, `flow`, `ring`, `announce`, `computerAgent`, `captureOnly`, `refuse`. */
    readonly to: string;
    readonly reason: string;
    /** The rule that decided, or the last that held. */
    readonly rule?: string;
    readonly rules?: readonly string[];
    readonly priority?: number;
    readonly trace: readonly AskedAndFound[];
  };
  /** The call is offered to this agent: what was compared of him and of the next five, times in whole milliseconds. */
  'call.matched': {
    /** Of a callback whose agent is rung first there is none yet: then the key by which the queues know it. */
    readonly call: string;
    /** Of a callback whose customer is on the line: the key by which the queues know it. */
    readonly attempt?: string;
    readonly queue: string;
    readonly agent: string;
    readonly offer: string;
    readonly strategy: string;
    /** The names of what was compared, in the order of the figures; nothing: it was for him alone. */
    readonly compared?: readonly string[];
    /** His own. */
    readonly figures?: readonly number[];
    /** The agents who would have been next, each before his figures. */
    readonly next?: readonly (readonly [agent: string, ...figures: number[]])[];
    /** How many more could have been asked; nothing: none. */
    readonly further?: number;
    /** How many could not, by reason; nothing: none. */
    readonly others?: Readonly<Record<string, number>>;
  };
}

/** An offer of a call to an agent. */
export interface OfferFacts {
  readonly offer: string;
  /** Of a callback whose agent is rung first there is none yet: then the key by which the queues know it. */
  readonly call: string;
  /** Of a callback whose customer is on the line: the key by which the queues know it. */
  readonly attempt?: string;
  readonly agent: string;
  readonly queue?: string;
  readonly request?: string;
  /** Of `offer.made`: whose number it is. Personal. */
  readonly customer?: { readonly id: string; readonly name: string; readonly grade: number };
}
