// SPDX-License-Identifier: GPL-2.0-or-later
// How fast is a promise durable? Captures committed one after the other, and as many at once as a wave brings.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SystemClock } from '../../dist/kernel/index.js';
import { openStore } from '../../dist/store/index.js';
import { figures } from './figures.mjs';

const alone = 300;
const together = 100;
const waves = 20;

/** Prints the time of a commit to the disk of the temporary folder (set TMPDIR to try another disk). */
export async function benchStore() {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const clock = new SystemClock();
  const store = await openStore({ directory: folder, clock });
  let calls = 0;
  const commitCall = async () => {
    const id = `call-${++calls}`;
    const at = clock.now();
    const batch = store
      .batch()
      .insert('call', { id, direction: 'inbound', calling: `+86138${calls}`, accessNumber: '4008', offeredAt: at });
    batch.event('call.offered', { call: id, direction: 'inbound', slot: 1 }, at);
    const begun = performance.now();
    await store.commit(batch);
    return performance.now() - begun;
  };
  try {
    const single = [];
    for (let i = 0; i < alone; i++) single.push(await commitCall());
    console.log(`store, one commit at a time: ${figures(single, 'ms')}`);
    const crowd = [];
    for (let i = 0; i < waves; i++) crowd.push(...(await Promise.all(Array.from({ length: together }, commitCall))));
    console.log(`store, ${together} commits at once: ${figures(crowd, 'ms')}`);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
