// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a caller in a flow, and what is done for him? The words in which the machine and those who run it speak.

import type { Destination, FlowConfig, Piece, WayKey } from '../config/index.js';
import type { Language } from '../kernel/index.js';
import type { ServedStep } from './flow-steps/served.js';
import type { Question } from './question-machine.js';

export type Flows = Readonly<Record<string, FlowConfig>>;

/** What is known of the caller, by name. */
export type Values = Readonly<Record<string, string>>;

/** How a step can come out: well, or as one of its keys is called. `talked`, `overflowed`: of a queue. */
export type StepOutcome = 'done' | 'match' | Exclude<WayKey, 'next' | 'else'>;

/** What came of a step: its outcome, the keys or the one thing that it gave, and what is known more by it. */
export interface Came {
  readonly outcome: StepOutcome;
  readonly value?: string;
  readonly values?: Values;
}

export type FlowEvent =
  | { readonly type: 'begin'; readonly flow: string; readonly values: Values }
  | ({ readonly type: 'outcome' } & Came)
  /** He hears something while he waits for what is done for him. */
  | { readonly type: 'heard' }
  /** He has heard nothing for so long, or been in it for so long, that something must be wrong. */
  | { readonly type: 'expired' };

/** What is asked, before its words are in a language. */
export type AskedQuestion = Omit<Question, 'prompt'> & { readonly prompt: readonly Piece[] };

/** Of these `say`, `ask`, `queue` and `serve` are answered by an outcome; after `lead` and `hangUp` the flow is over. */
export type FlowEffect =
  | { readonly type: 'say'; readonly what: readonly Piece[]; readonly values: Values; readonly bargeIn: boolean }
  | { readonly type: 'ask'; readonly question: AskedQuestion; readonly values: Values; readonly mask?: string }
  | { readonly type: 'queue'; readonly queue: string; readonly comesBack: readonly ('talked' | 'overflowed')[] }
  /** The box or a program does this step; see `FlowServices.serve`. */
  | { readonly type: 'serve'; readonly step: ServedStep; readonly values: Values }
  | { readonly type: 'attach'; readonly data: Values }
  | { readonly type: 'speak'; readonly language: Language }
  | { readonly type: 'lead'; readonly to: Destination }
  | { readonly type: 'hangUp' }
  /** For the trace: where he is now. */
  | { readonly type: 'entered'; readonly flow: string; readonly step: string };

/** An effect that is answered by an outcome. */
export type AnsweredEffect = Extract<FlowEffect, { readonly type: 'say' | 'ask' | 'queue' | 'serve' }>;
