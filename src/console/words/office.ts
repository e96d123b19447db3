// SPDX-License-Identifier: GPL-2.0-or-later
import type { Pairs } from './pair.js';

export const office = {
  none: ['无', 'None'],
} as const satisfies Pairs;
