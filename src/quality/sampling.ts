// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls are to be judged? By the shop's rules; what chance decides it decides once for each call, and the same everywhere.

import { createHash } from 'node:crypto';
import type { Duration, Instant } from '../kernel/index.js';

export interface Rule {
  readonly name: string;
  readonly form: string;
  /** 0 to 1. */
  readonly share: number;
  readonly newAgents?: Duration | undefined;
  readonly scoreBelow?: number | undefined;
}

/** A recorded talk that nobody has judged. */
export interface Candidate {
  readonly recording: string;
  readonly agent: string;
  readonly startedAt: Instant;
  /** When the agent was first recorded. */
  readonly agentSince: Instant;
  /** What the caller gave in a survey. */
  readonly surveyed: number | null;
}

const HEX = 16;
const DIGITS = 8;

/** The first rule that wants it; undefined: none does. `meets`: whether its condition holds. */
export function ruleFor<R extends Rule>(
  candidate: Candidate,
  rules: readonly R[],
  meets: (rule: R) => boolean,
): R | undefined {
  return rules.find(
    (rule) =>
      isNew(candidate, rule) &&
      isLow(candidate, rule) &&
      drawOf(candidate.recording, rule.name) < rule.share &&
      meets(rule),
  );
}

function isNew({ startedAt, agentSince }: Candidate, { newAgents }: Rule): boolean {
  return newAgents === undefined || startedAt - agentSince <= newAgents;
}

function isLow({ surveyed }: Candidate, { scoreBelow }: Rule): boolean {
  return scoreBelow === undefined || (surveyed !== null && surveyed < scoreBelow);
}

/** 0 to 1, of a recording and a rule always the same: nobody draws again until he likes it. */
export function drawOf(recording: string, rule: string): number {
  const hash = createHash('sha256').update(`${rule}\n${recording}`).digest('hex');
  return Number.parseInt(hash.slice(0, DIGITS), HEX) / HEX ** DIGITS;
}
