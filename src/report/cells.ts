// SPDX-License-Identifier: GPL-2.0-or-later
// How do headings, lengths and shares stand in a table that goes to a file?

import type { Bilingual, Duration } from '../kernel/index.js';

export const heading = (en: string, zh: string): Bilingual => ({ en, zh });

/** Whole seconds: people count with them. */
export const seconds = (length: Duration): number => Math.round(length / 1000);

/** 0 to 1, to four places. */
export const share = (value: number): number => Math.round(value * 10_000) / 10_000;
