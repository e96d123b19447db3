// SPDX-License-Identifier: GPL-2.0-or-later
// How can a script say, ask and record? What each of these takes, and its defaults.

import type { Duration } from '../kernel/index.js';
import type { Utterance } from './utterance.js';

/** How something is said. */
export interface SayOptions {
  /** A key stops it (and stays for the next question). Default true. */
  readonly bargeIn?: boolean;
}

/** How keys are offered. */
export interface MenuOptions {
  /** The keys that choose. */
  readonly choices: string;
  /** How often the menu is offered; default 3. */
  readonly attempts?: number;
  /** Waiting for the key after the prompt; default 5 s. */
  readonly timeout?: Duration;
  /** What may be said in place of each key: `{ '1': ['an order', 'to order'] }`. Keys work beside it. */
  readonly speech?: Readonly<Record<string, readonly string[]>>;
}

/** How digits are asked for. */
export interface KeyInOptions {
  /** What to say first. */
  readonly prompt?: Utterance;
  /** Fewer digits are not understood; default 1. */
  readonly min?: number;
  /** With so many it is over, without the terminator. */
  readonly max: number;
  /** Waiting for the first and each further digit; default 5 s. */
  readonly timeout?: Duration;
  /** The key that ends the digits; default `#`. */
  readonly terminator?: string;
  /** How often it is asked; default 3. */
  readonly attempts?: number;
  /** Whether he may say the digits; default false. Who is masked may not. */
  readonly speech?: boolean;
  /**
   * Why others and recordings must not hear what is keyed in: `card`, `PIN`. The party is masked from before the prompt to
   * the end of the last key. Never more digits than `max` are masked: leave no key to press behind them.
   */
  readonly mask?: string;
}

/** How a message is recorded. */
export interface RecordOptions {
  /** Default true. */
  readonly beep?: boolean;
  /** Keys that end it; default `#`. */
  readonly terminator?: string;
  /** Default 3 minutes. */
  readonly longest?: Duration;
}
