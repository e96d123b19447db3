// SPDX-License-Identifier: GPL-2.0-or-later
// Who moves the time of a box that runs in lock-step with its far ends? Steps, as fast as the speed that was asked for.

import { SystemClock } from '../../kernel/index.js';
import { runInLockStep } from '../../native/index.js';
import type { BoxParts } from './parts.js';

/** Steps until the signal aborts; a box by the machine's time needs none. `settled`: all is on the disk that was decided. */
export async function runTicks(
  { lockStep, media }: Pick<BoxParts, 'lockStep' | 'media'>,
  signal: AbortSignal,
  settled: () => Promise<void>,
): Promise<void> {
  if (lockStep === undefined) return;
  const pace = lockStep.speed > 0 ? { pace: { clock: new SystemClock(), speed: lockStep.speed } } : {};
  await runInLockStep({ media, clock: lockStep.clock, signal, ...pace, settled });
}
