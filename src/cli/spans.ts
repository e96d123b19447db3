// SPDX-License-Identifier: GPL-2.0-or-later
// How do lengths and shares read in a table?

import type { Duration } from '../kernel/index.js';

/** `0:05`, `12:30`, `1:02:05`. */
export function lengthText(length: Duration): string {
  const seconds = Math.round(length / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `83%`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Whole seconds, for programs and spreadsheets. */
export function seconds(length: Duration): number {
  return Math.round(length / 1000);
}
