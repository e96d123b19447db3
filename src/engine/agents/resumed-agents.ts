// SPDX-License-Identifier: GPL-2.0-or-later
// Who was signed in when the box stopped, and is he still at work? After a short stop he goes on as he was; after a night he has gone home.

import type { Duration, Instant } from '../../kernel/index.js';
import type { LeftAgent } from '../../store/index.js';

const SAME_SHIFT: Duration = 12 * 3_600_000;

/** Whether he goes on working at `now`. */
export function goesOn({ stoppedAt }: LeftAgent, now: Instant): boolean {
  return now - stoppedAt <= SAME_SHIFT;
}
