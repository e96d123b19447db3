// SPDX-License-Identifier: GPL-2.0-or-later
// The head of a column, in both languages.

import type { Bilingual } from '../kernel/index.js';

export const heading = (en: string, zh: string): Bilingual => ({ en, zh });
