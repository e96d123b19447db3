// SPDX-License-Identifier: GPL-2.0-or-later
// Step `set`: values are given.

import type { StepTaking } from './taken.js';

export const set: StepTaking<'set'> = { take: ({ next: to, set: values }) => ({ to, values }) };
