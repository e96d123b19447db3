// SPDX-License-Identifier: GPL-2.0-or-later
// A box to be killed: takes in a file of customers after the other, and says which are acknowledged. node customer-child.js DIRECTORY ROUND

import { writeSync } from 'node:fs';
import { SYSTEM } from '../../../src/bus/index.js';
import { PLAN_DEFAULTS } from '../../../src/dialling/index.js';
import { CustomerDesk } from '../../../src/engine/customers/index.js';
import { storedDirectory } from '../../../src/engine/rooms/index.js';
import { SystemClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';

const [, , directory = '', round = '0'] = process.argv;
const CUSTOMERS = 3_000;

const clock = new SystemClock();
const store = await openStore({ directory, clock });
const staff = { agents: [], queues: [] };
const parts = { store, clock, directory: await storedDirectory(store), plan: () => PLAN_DEFAULTS, staff: () => staff };
const desk = new CustomerDesk(parts);
for (let file = 1; ; file++) {
  const name = String(1_000 * (Number(round) + 1) + file);
  const rows = Array.from({ length: CUSTOMERS }, (_, i) => ({
    line: i + 2,
    text: { id: `c${i}`, numbers: `139${String(i).padStart(8, '0')}`, name },
  }));
  await desk.import({ at: 0, of: CUSTOMERS, rows, replace: true }, SYSTEM);
  writeSync(1, `${name}\n`);
}
