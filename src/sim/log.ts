// SPDX-License-Identifier: GPL-2.0-or-later
// What did the exchange see and hear? One entry a call, from the wire and from received audio alone.

/** A call as the exchange knows it. Times are UTC milliseconds by the exchange's clock. */
export interface ExchangeCall {
  /** `in`: towards the box (a caller); `out`: from the box (a customer called back, or an outgoing call). */
  readonly direction: 'in' | 'out';
  /** The outside person's number. */
  readonly number: string;
  readonly withheld: boolean;
  /** The number that was dialled. */
  readonly called: string;
  readonly span: string;
  readonly slot: number;
  readonly startedAt: number;
  answeredAt?: number;
  /** First sample of the promise that was heard. */
  promisedAt?: number;
  /** First sample of the menu that was heard. */
  menuHeardAt?: number;
  /** First sample of an agent's voice that was heard. */
  agentHeardAt?: number;
  endedAt?: number;
  /** Q.850 cause of the clearing; `byBox`: the box cleared first. */
  cause?: number;
  byBox?: boolean;
}

/** Totals and entries of a run. */
export interface ExchangeLog {
  /** SETUPs sent to the box. */
  offered: number;
  /** Callers who found no free channel: the box has never seen them. */
  blocked: number;
  /** Agents at telephones heard a caller's voice so many times. */
  conversations: number;
  readonly calls: ExchangeCall[];
}

export function emptyLog(): ExchangeLog {
  return { offered: 0, blocked: 0, conversations: 0, calls: [] };
}
