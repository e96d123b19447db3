// SPDX-License-Identifier: GPL-2.0-or-later
// Step `language`: another one is spoken.

import type { StepTaking } from './taken.js';

export const language: StepTaking<'language'> = {
  take: ({ next: to, language: spoken }) => ({ to, effect: { type: 'speak', language: spoken } }),
};
