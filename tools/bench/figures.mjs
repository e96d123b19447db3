// SPDX-License-Identifier: GPL-2.0-or-later
// What do many measurements say in one line?

/**
 * Mean, median, 99th percentile and maximum.
 * @param {readonly number[]} values
 * @param {string} unit
 */
export function figures(values, unit) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const shown = { mean, median: at(0.5), p99: at(0.99), max: at(1) };
  return Object.entries(shown)
    .map(([name, value]) => `${name} ${value.toFixed(2)} ${unit}`)
    .join(', ');
}
