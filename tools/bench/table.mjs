// SPDX-License-Identifier: GPL-2.0-or-later
// How does a person read the figures? One table a benchmark, with the load while it ran above it.
import Table from 'cli-table3';

const columns = ['what', 'method', 'figure', 'bound', 'to reach', 'reached'];
const widths = [40, 26, 34, 26, 20, 9];

/** @param {boolean | undefined} reached */
const verdict = (reached) => (reached === undefined ? '' : reached ? 'yes' : 'no');

/**
 * @param {{ readonly name: string, readonly about: string, readonly load: { readonly before: number, readonly after: number }, readonly rows: readonly import('./figures.mjs').Row[] }} result
 */
export function tableOf({ name, about, load, rows }) {
  const table = new Table({ head: columns, colWidths: widths, wordWrap: true, style: { head: [], border: [] } });
  for (const { what, method, figure, bound = '', toReach = '', reached } of rows)
    table.push([what, method, figure, bound, toReach, verdict(reached)]);
  return `${name}: ${about} (load ${load.before} before, ${load.after} after)\n${table}`;
}
