// SPDX-License-Identifier: GPL-2.0-or-later
// How fast is it on this machine? `npm run bench [-- tick | store]` runs the benchmarks and prints their figures.
import { availableParallelism, cpus } from 'node:os';
import { benchStore } from './store.mjs';
import { benchTick } from './tick.mjs';

/** @type {Readonly<Record<string, () => Promise<void> | void>>} */
const benches = { tick: benchTick, store: benchStore };

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = asked.find((name) => benches[name] === undefined);
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there are ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}
console.log(`${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
for (const name of asked) await benches[name]?.();
