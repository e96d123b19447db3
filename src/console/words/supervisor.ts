// SPDX-License-Identifier: GPL-2.0-or-later
import type { Pairs } from './pair.js';

export const supervisor = {
  none: ['无', 'None'],
} as const satisfies Pairs;
