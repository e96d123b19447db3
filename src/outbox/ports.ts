// SPDX-License-Identifier: GPL-2.0-or-later
// What does the outbox need of others? Somebody who sends.

import type { Instant } from '../kernel/index.js';
import type { Answer, Letter, Target } from './message.js';

/** Sends a letter to a target and gives what came back; never rejects. `at`: now, in UTC. */
export interface Sender {
  send(target: Target, letter: Letter, at: Instant): Promise<Answer>;
  /** Breaks off what is under way. */
  close(): void;
}
