// SPDX-License-Identifier: GPL-2.0-or-later
// How fast is a decision durable? Commits one after the other, and as many at once as a wave brings.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SystemClock } from '../../../dist/kernel/index.js';
import { openStore } from '../../../dist/store/index.js';
import { delays } from '../figures.mjs';

export const about = 'a commit to the disk of the temporary folder (TMPDIR)';

const together = 100;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds }) {
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
  const until = (/** @type {number} */ share) => performance.now() + (seconds * 1000 * share) / 6;
  try {
    const single = [];
    for (const end = until(1); performance.now() < end; ) single.push(await commitCall());
    const crowd = [];
    for (const end = until(1); performance.now() < end; )
      crowd.push(...(await Promise.all(Array.from({ length: together }, commitCall))));
    return [
      { what: 'one commit at a time', method: 'insert and event, fsync', ...delays(single) },
      { what: `${together} commits at once`, method: 'the same, grouped', ...delays(crowd) },
    ];
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
