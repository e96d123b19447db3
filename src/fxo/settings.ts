// SPDX-License-Identifier: GPL-2.0-or-later
// What does the exchange at an FXO line do, and how is it dialled?

import type { Duration } from '../kernel/index.js';

/** Of one line. */
export interface LineSettings {
  /** The number that people dial to reach it: what comes on it is for this access number. */
  readonly number: string;
  /** The exchange says who calls: a call waits for that, up to its second ring. */
  readonly callerId: boolean;
  readonly dialBy: 'dtmf' | 'pulse';
  /** How it is told that the party has answered: the exchange reverses the line, or it must be heard. */
  readonly answerBy: 'reversal' | 'tones';
  /** Digits by DTMF: how long one sounds, and the pause behind it. */
  readonly digitOn: Duration;
  readonly digitOff: Duration;
  /** The exchange's dial tone is waited for so long. */
  readonly dialToneWithin: Duration;
}

/** As most lines in China are. */
export const USUAL_LINE: LineSettings = {
  number: '',
  callerId: true,
  dialBy: 'dtmf',
  answerBy: 'tones',
  digitOn: 80,
  digitOff: 80,
  dialToneWithin: 5_000,
};

/** Ringing voltage that is shorter is a click on the line. */
export const LEAST_RING: Duration = 150;
/** The exchange pauses 4 s; with less luck the first burst of a false ring comes alone. */
export const RING_OVER: Duration = 6_000;
/** What was said about a caller before the first ring is good for so long. */
export const CALLER_KEPT: Duration = 10_000;
/** A line's voltage is gone: an exchange that hangs up gives it back within a second. */
export const BREAK_LEAST: Duration = 150;
export const BREAK_MOST: Duration = 1_500;
/** From our hanging up until the exchange has taken notice. */
export const GUARD: Duration = 1_000;
/** From when ringback is missed (it would have come again) to when somebody has lifted, and says nothing. */
export const RINGBACK_OVER: Duration = 2_000;
/** After a line gave no dial tone: so long nobody tries it, twice as long each time, and at most so long. */
export const REST_FIRST: Duration = 30_000;
export const REST_MOST: Duration = 600_000;
/** A line is under test for so long at most. */
export const PROBED_MOST: Duration = 180_000;
/** Pulses of a dial: line open, line closed, and the pause between digits (ITU-T E.161, GB/T 15279). */
export const PULSE = { open: 60, closed: 40, between: 700 } as const;
