// SPDX-License-Identifier: GPL-2.0-or-later
// Step `run`: another flow, with values of its own.

import type { Values } from '../flow-effects.js';
import type { StepTaking } from './taken.js';

export const run: StepTaking<'run'> = {
  take: ({ run: enters, with: wanted }, values) => ({ enters, values: given(wanted, values) }),
};

/** `$order` is the caller's order; everything else is itself. */
function given(wanted: Values, values: Values): Values {
  const meant = (text: string) => (text.startsWith('$') ? (values[text.slice(1)] ?? '') : text);
  return Object.fromEntries(Object.entries(wanted).map(([key, text]) => [key, meant(text)]));
}
