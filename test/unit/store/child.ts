// SPDX-License-Identifier: GPL-2.0-or-later
// A box to be killed or starved: commits calls one after another and says which are durable.
// node child.js DIRECTORY [fill]: with `fill`, until the disk is full; then it finishes one call and says how that went.

import { writeSync } from 'node:fs';
import { SystemClock } from '../../../src/kernel/index.js';
import { openStore, type Store } from '../../../src/store/index.js';
import { aCall } from './rows.js';

const [, , directory = '', mode = 'commit'] = process.argv;

/** At once: the next moment may be our last. A parent that is busy does not empty the pipe; then again. */
function say(line: string): void {
  while (!said(line)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

function said(line: string): boolean {
  try {
    return writeSync(1, `${line}\n`) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return false;
    throw error;
  }
}

async function commitForEver(store: Store): Promise<void> {
  for (let i = 0; ; i++) {
    const ids = [0, 1, 2, 3].map((part) => `call-${process.pid}-${i}-${part}`);
    const commits = ids.map((id) => store.commit(store.batch().insert('call', aCall(id))).then(() => say(id)));
    await Promise.all(commits);
  }
}

async function fill(store: Store): Promise<void> {
  store.onSpace(({ enough }) => say(enough ? 'enough' : 'short'));
  const ballast = 'x'.repeat(50_000);
  const filled = async () => {
    for (let i = 0; ; i++) {
      await store.commit(store.batch().insert('call', aCall(`call-${i}`, { detail: { ballast } })));
      say(`call-${i}`);
    }
  };
  await filled().catch((error) => say(`refused ${error.code}`));
  const end = store.batch().update('call', 'call-0', { endedAt: 5, disposition: 'captured', detail: { ballast } });
  await store.commit(end, { finishing: true }).then(
    () => say('finished'),
    (error) => say(`not finished ${error.code}`),
  );
  const more = store.commit(store.batch().insert('call', aCall('call-new')));
  await more.catch((error) => say(`still refused ${error.code}`));
  await store.close();
}

const store = await openStore({ directory, clock: new SystemClock(), reserveBytes: 1 << 20 });
say('open');
if (mode === 'commit') await commitForEver(store);
if (mode === 'fill') await fill(store);
