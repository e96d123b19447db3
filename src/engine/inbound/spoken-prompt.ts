// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompt is spoken as the promise? That of the slot which is on, of the time and number that fit, or the usual one; pure.

import type { Config } from '../../config/index.js';
import { isOpen, slotAt } from '../../dialling/index.js';
import type { Instant } from '../../kernel/index.js';

/** The promise for callers of an access number at an instant of calendars. */
export function spokenPrompt(
  { surge, zone }: Pick<Config, 'surge' | 'zone'>,
  accessNumber: string,
  at: Instant,
): string {
  const isFor = (numbers: readonly string[] | undefined) => numbers === undefined || numbers.includes(accessNumber);
  const slot = surge.slots.find(
    (one) => one.prompt !== undefined && isFor(one.accessNumbers) && slotAt(one, zone, at, one.before) !== undefined,
  );
  const timed = surge.prompts.find(
    ({ accessNumbers, hours }) =>
      isFor(accessNumbers) && (hours === undefined || isOpen({ zone, hours, holidays: [] }, at)),
  );
  return slot?.prompt ?? timed?.prompt ?? surge.prompt;
}
