// SPDX-License-Identifier: GPL-2.0-or-later
// How does a customer wait, and who wants to hear what became of it?

/** What a flow that sent him to a queue wants to hear of: then he comes back to it, else the queue's own rules hold. */
export interface ComesBack {
  readonly flow: string;
  /** When he has waited as long as the queue lets him. */
  readonly overflowed: boolean;
  /** When his agent has gone. */
  readonly talked: boolean;
}

/** What became of him in the queue. */
export type QueueOutcome =
  | { readonly outcome: 'overflowed'; readonly queue: string }
  | { readonly outcome: 'talked'; readonly queue: string | undefined; readonly agent: string };

/** Where he waits, or waited: to go back there at his old place. */
export interface Wait {
  readonly queue: string;
  readonly back?: ComesBack;
  /** The flow to which he comes when the agent who served him has gone, and no flow wants him back. */
  readonly survey?: string;
}

/** The wait as such, of a state that has more. */
export function waitOf({ queue, back }: Wait): Wait {
  return { queue, ...(back !== undefined && { back }) };
}
