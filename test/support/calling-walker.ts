// SPDX-License-Identifier: GPL-2.0-or-later
// A thread that walks: a test runner follows every promise in its own thread, and would take longer for that than the walks do.
import { parentPort, workerData } from 'node:worker_threads';
import { seededChance } from '../../src/kernel/index.js';
import { stationNumber } from './box.js';
import { Coverage } from './calling-coverage.js';
import { CallingWalk } from './calling-walk.js';
import { DIRECT_NUMBERS } from './direct-numbers.js';
import { PaperBooks } from './paper-books.js';
import { openHouse } from './paper-house.js';

/** Which walks, by their seeds. */
export interface WalksAsked {
  readonly from: number;
  readonly to: number;
  readonly agents: number;
}

/** What came of them: the first that went wrong ends them. */
export interface WalksDone {
  readonly wrong?: { readonly seed: number; readonly what: string; readonly walked: readonly string[] };
  readonly cells: ReadonlyMap<string, number>;
}

async function walkAll({ from, to, agents }: WalksAsked): Promise<WalksDone> {
  const coverage = new Coverage();
  const books = new PaperBooks();
  const house = await openHouse({
    agents,
    written: books.written,
    config: { accessNumbers: DIRECT_NUMBERS, stations: stationsOf(agents), dialling: { limits: LIMITS } },
  });
  for (let seed = from; seed < to; seed++) {
    const words = seededChance(seed);
    const walk = new CallingWalk(house, books, agents, () => words() / 2 ** 32);
    const what = await walk.run();
    coverage.add(walk.coverage.cells);
    if (what !== undefined) return { wrong: { seed, what, walked: walk.walked }, cells: coverage.cells };
  }
  await house.close();
  return { cells: coverage.cells };
}

/** What a person may use up on a day: what one walk does is no matter of those before it. */
const ANY = { calls: 1_000_000, minutes: 1_000_000 };
const LIMITS = { forward: ANY, outsideStation: ANY, callBack: ANY };

/** One telephone is told who calls: to make the sound of that takes longer than the call does on paper. */
function stationsOf(agents: number) {
  const stations = Array.from({ length: agents }, (_, at) => ({
    number: stationNumber(at + 1),
    span: 'stations',
    port: at + 1,
  }));
  return stations.map((station, at) => (at === 0 ? station : { ...station, callerId: 'off' as const }));
}

const port = parentPort;
if (port !== null) port.postMessage(await walkAll(workerData as WalksAsked));
process.exit(0); // a walk that went wrong leaves its house open
