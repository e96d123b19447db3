// SPDX-License-Identifier: GPL-2.0-or-later
// What do many measurements say? Median, 50th and 99th percentile, and how a row of the tables is made of them.

/**
 * One line of a table, and of `--json`.
 * @typedef {object} Row
 * @property {string} what is measured
 * @property {string} method in a word
 * @property {string} figure for people
 * @property {Readonly<Record<string, number | string | boolean>>} values the same for programs; units are in the names
 * @property {string} [toReach] the target
 * @property {boolean} [reached] nothing: there is no target, or it cannot be judged here
 * @property {string} [bound] what physics allows, from the same run
 */

/**
 * What a benchmark is given.
 * @typedef {object} Run
 * @property {number} seconds how long each measurement may take
 * @property {(text: string) => void} say what it does now
 */

/**
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export const median = (values) => percentile(values, 0.5);

/** @param {readonly number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Milliseconds of many, as a row's `figure` and `values`.
 * @param {readonly number[]} values
 */
export function delays(values) {
  const [p50, p99, max] = [percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)];
  return {
    figure: `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, n ${values.length}`,
    values: { p50Ms: rounded(p50), p99Ms: rounded(p99), maxMs: rounded(max), n: values.length },
  };
}

/**
 * @param {number} share 0 to 1
 * @param {number} [digits]
 */
export const percent = (share, digits = 1) => `${(share * 100).toFixed(digits)} %`;

/** Three decimals are more than any of this is worth. @param {number} value */
export const rounded = (value) => Math.round(value * 1000) / 1000;
