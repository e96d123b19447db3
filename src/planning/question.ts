// SPDX-License-Identifier: GPL-2.0-or-later
// What does a computer agent's question cost? Each option its words, in seconds of every call, and the callers who find no channel for that; pure.

import type { Duration } from '../kernel/index.js';
import { type Wave, waveOf } from './wave.js';

/** A part of the question: a key and its words, or `wait`, the time in which a key is waited for. */
export interface QuestionPart {
  readonly key: string;
  readonly each: Duration;
}

export interface PartCost extends QuestionPart {
  /** Callers of the wave who find no channel because of it. */
  readonly costs: number;
}

/** The whole question holds each caller's channel for the sum of its parts: nobody is reckoned with who presses a key before he has heard all. */
export function questionCost(wave: Wave, parts: readonly QuestionPart[]): readonly PartCost[] {
  const whole = parts.reduce((sum, { each }) => sum + each, 0);
  const caught = (length: Duration) => waveOf({ ...wave, hold: wave.hold + length }).caught;
  const asked = caught(whole);
  return parts.map((part) => ({ ...part, costs: caught(whole - part.each) - asked }));
}
