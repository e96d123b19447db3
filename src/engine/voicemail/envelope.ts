// SPDX-License-Identifier: GPL-2.0-or-later
// What is said of a message before it is heard? When it was left, and from which number; pure.

import { DateTime } from 'luxon';
import type { Speech } from '../../ivr/index.js';
import type { Instant } from '../../kernel/index.js';
import type { BoxMessage } from '../../voicemail/index.js';

/** Prompts one after the other; a number that is withheld is left out. */
export function envelope(
  { number }: Pick<BoxMessage, 'number'>,
  speech: Speech,
  { at, zone }: { readonly at: Instant; readonly zone: string },
): readonly string[] {
  const { month, day, hour, minute } = DateTime.fromMillis(at, { zone });
  return [...speech.date({ month, day }), ...speech.time(hour, minute), ...speech.digits(number ?? '')];
}
