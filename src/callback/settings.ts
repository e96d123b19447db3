// SPDX-License-Identifier: GPL-2.0-or-later
// How are promises kept? Names and figures of callbacks; times in milliseconds.

import type { Calendar } from '../dialling/index.js';
import type { Duration } from '../kernel/index.js';
import type { AttemptOutcome } from './rows.js';

/** An outcome that leaves the promise unkept. */
export type Failure = Exclude<AttemptOutcome, 'connected'>;

/** Who is dialled first. `agentFirst`: the agent hears the customer's telephone ring, so nobody is asked to press 1. */
export type CallbackOrder = 'customerFirst' | 'agentFirst';

/** `progressive`: a line for each agent who stands by on the line; `predictive`: more, as far as the limit of abandoned calls allows. */
export type CallbackPace = 'progressive' | 'predictive';

/** How a queue's callbacks come about. */
export interface QueueCallbacks {
  readonly order: CallbackOrder;
  /** Whether the system makes them by itself in a trough; agents may ask for the next one in any case. */
  readonly push: boolean;
  /** For agents who stand by: whoever answers is joined to one of them at once and asked nothing. */
  readonly pace?: CallbackPace;
}

/** What puts a request before its place among those that may be called, for each step or point of it. */
export interface CallbackPriority {
  /** Of the customer's grade. */
  readonly grade: Duration;
  /** Of the priority of the call that it comes from. */
  readonly point: Duration;
  /** For each call after the first. */
  readonly again: Duration;
}

/** How many lines may be dialled ahead of agents. */
export interface PacingSettings {
  /** Abandoned calls among those that were answered, in `window`: never more than this share; 0: no line is dialled ahead. */
  readonly limit: number;
  /** The share that is aimed at. */
  readonly aim: number;
  readonly window: Duration;
  /** Who has answered is with an agent within this, or his call is abandoned. */
  readonly within: Duration;
  /** With fewer agents standing by or talking no line is dialled ahead. */
  readonly leastAgents: number;
}

/** No number gets more SETUPs than `calls` in any stretch of time as long as `within`. */
export interface NumberLimit {
  readonly calls: number;
  /** At most `LONGEST_WINDOW`. */
  readonly within: Duration;
}

/** How far back a limit may look; the configuration's `within` ends here. */
export const LONGEST_WINDOW: Duration = 7 * 24 * 3_600_000;

/** The settings of callbacks. */
export interface CallbackSettings {
  /** Attempts that a promise is worth. What rang always counts; what came to nothing before that, by its outcome. */
  readonly attempts: number;
  /** SETUPs that a request is worth, whatever became of them and however often its customer called again. */
  readonly setups: number;
  /** How long the customer's telephone rings. */
  readonly ring: Duration;
  /**
   * The customer presses `key` within `wait`, asked again `repeats` times; `decline` closes his request, `optOut` stops all callbacks to him.
   */
  readonly confirm: {
    readonly key: string;
    readonly decline: string;
    readonly optOut: string;
    readonly wait: Duration;
    readonly repeats: number;
  };
  /** How long a customer who has confirmed waits for an agent. */
  readonly connectWithin: Duration;
  /** How long an agent or the system may hold a request without dialling. */
  readonly lease: Duration;
  /** A promise that was not kept by then is given up. */
  readonly expiry: Duration;
  /** Time to the next attempt by outcome, where it is not the usual one of the retry policy. */
  readonly spacing: Readonly<Partial<Record<Failure, Duration | undefined>>>;
  /** Limits of each number, over all its requests and whatever the outcome; all of them hold. */
  readonly perNumber: readonly NumberLimit[];
  readonly window: Calendar;
  /** Promises of the same day may be kept until then (`21:00`), after the window has closed. */
  readonly promisedTodayUntil?: string;
  /** Channels that the system's callbacks may use at once, and channels that they leave free. */
  readonly maxTrunks: number;
  readonly reserve: number;
  /** By queue; others have `standard`. */
  readonly queues: Readonly<Record<string, QueueCallbacks>>;
  readonly standard: QueueCallbacks;
  readonly trough: TroughSettings;
  readonly priority: CallbackPriority;
  /** No request is due sooner after its call than this. */
  readonly delay: Duration;
  /** A request for a named agent waits for him for so long after it is due; then it is anyone's of its queue. */
  readonly ownAgentFor: Duration;
  /** Whether the system calls those, too, who hung up or of whom nothing but the number was taken; else agents must ask for them. */
  readonly unpromised: 'push' | 'pull';
  readonly pacing: PacingSettings;
}

/** When a trough begins. */
export interface TroughSettings {
  /** No more than this share of the in-service channels is busy. */
  readonly utilisation: number;
  /** The queue has been empty and an agent ready for so long. */
  readonly hold: Duration;
}

const SECOND: Duration = 1_000;
const MINUTE: Duration = 60 * SECOND;
const HOUR: Duration = 60 * MINUTE;

/** What a box does whose file says nothing about callbacks. */
export const CALLBACK_DEFAULTS: CallbackSettings = {
  attempts: 3,
  setups: 10,
  ring: 30 * SECOND,
  confirm: { key: '1', decline: '2', optOut: '9', wait: 10 * SECOND, repeats: 1 },
  connectWithin: 30 * SECOND,
  lease: MINUTE,
  expiry: 24 * HOUR,
  spacing: {},
  perNumber: [
    { calls: 1, within: 5 * MINUTE },
    { calls: 3, within: 24 * HOUR },
  ],
  window: {
    zone: 'Asia/Shanghai',
    hours: [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '20:00' },
    ],
    holidays: [],
  },
  promisedTodayUntil: '21:00',
  maxTrunks: 10,
  reserve: 2,
  queues: {},
  standard: { order: 'customerFirst', push: true },
  trough: { utilisation: 0.4, hold: 30 * SECOND },
  priority: { grade: 30 * MINUTE, point: 10 * MINUTE, again: 5 * MINUTE },
  delay: 0,
  ownAgentFor: 2 * HOUR,
  unpromised: 'pull',
  pacing: { limit: 0.03, aim: 0.0175, window: 30 * 24 * HOUR, within: 2 * SECOND, leastAgents: 3 },
};

/** The callback settings of a queue. */
export function queueCallbacks(settings: CallbackSettings, queue: string): QueueCallbacks {
  return settings.queues[queue] ?? settings.standard;
}
