// SPDX-License-Identifier: GPL-2.0-or-later
// What do backups of tests save? A small shop: configuration, prompts of its own, a database, recordings.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { aCall } from '../store/rows.js';

const CONFIGURATION = `
language: en
prompts: own
surge: { prompt: ./sounds/promise.wav }
board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: ./e1.sock } }] }
accessNumbers: [{ number: '88880001', queue: sales }]
queues: [{ name: sales, music: ./sounds/music/promise.wav }]
`;

/** 2026-01-05 01:00 UTC. */
export const AT = Date.UTC(2026, 0, 5, 1);
export const DAY = 86_400_000;

/** `file`: the configuration. Recordings: `old.wav` two days before `AT`, `new.wav` at `AT`, `open.wav` under way, `gone.wav` without a file. */
export async function shop(t: Test): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = t.testdir({
    'spillway.yaml': CONFIGURATION,
    own: { en: { 'surge.wav': 'one', deeper: { 'two.wav': 'two' } } },
    sounds: { 'promise.wav': 'I promise', music: { 'promise.wav': 'la la la' } },
  });
  const directory = join(folder, 'data');
  const store = await openStore({ directory, clock: new VirtualClock(AT), reserveBytes: 1 << 16 });
  const batch = store.batch();
  const recordings = { old: AT - 2 * DAY, new: AT, open: AT, gone: AT };
  mkdirSync(join(directory, 'recordings/2026'), { recursive: true });
  for (const [name, startedAt] of Object.entries(recordings)) {
    batch.insert('call', aCall(`call-${name}`));
    const state = name === 'open' ? 'recording' : 'complete';
    batch.insert('recording', { id: name, call: `call-${name}`, file: `2026/${name}.wav`, startedAt, state });
    if (name !== 'gone') writeFileSync(join(directory, `recordings/2026/${name}.wav`), `sounds of ${name}`);
  }
  await store.commit(batch);
  await store.close();
  return { folder, file: join(folder, 'spillway.yaml') };
}
