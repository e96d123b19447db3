// SPDX-License-Identifier: GPL-2.0-or-later
// How does a person read the figures? One table a benchmark, with the load while it ran above it.
import Table from 'cli-table3';

const columns = ['what', 'method', 'figure', 'bound', 'to reach', 'reached'];
const widths = [40, 26, 34, 26, 20, 9];

/** @param {boolean | undefined} reached */
const verdict = (reached) => (reached === undefined ? '' : reached ? 'yes' : 'no');

/**
 * What one benchmark found.
 * @typedef {object} Result
 * @property {string} name
 * @property {string} about
 * @property {{ readonly before: number, readonly after: number }} load
 * @property {readonly import('./figures.mjs').Row[]} rows
 */

/** @param {import('./figures.mjs').Row} row */
const cells = ({ what, method, figure, bound = '', toReach = '', reached }) => [
  what,
  method,
  figure,
  bound,
  toReach,
  verdict(reached),
];

/** For a terminal. @param {Result} result */
export function tableOf({ name, about, load, rows }) {
  const table = new Table({ head: columns, colWidths: widths, wordWrap: true, style: { head: [], border: [] } });
  for (const row of rows) table.push(cells(row));
  return `${name}: ${about} (load ${load.before} before, ${load.after} after)\n${table}`;
}

/** For docs/performance.md. @param {Result} result */
export function markdownOf({ name, about, load, rows }) {
  const line = (/** @type {readonly string[]} */ texts) => `| ${texts.join(' | ')} |`;
  const head = [line(columns), line(columns.map(() => '---'))];
  const title = `**${name}**: ${about} (load ${load.before} before, ${load.after} after)`;
  return [title, '', ...head, ...rows.map((row) => line(cells(row)))].join('\n');
}
