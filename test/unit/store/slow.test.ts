// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk finishes a promise after its caller was told that there is none? It is taken back, right behind it.

import t from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aCall, aRequest } from './rows.js';

const NUMBER = '+8613800138000';
const capture = { number: NUMBER, arrivedAt: 1, capturedAt: 2, source: 'callingNumber', promised: true } as const;

t.test('taken back before anything that was decided later is written', async (t) => {
  const clock = new VirtualClock();
  const store = await openStore({ directory: t.testdir(), clock, reserveBytes: 1 << 16, flushDelayMs: 60 });
  t.teardown(() => store.close());
  const told: string[] = [];
  store.decided.onAny(({ type }) => told.push(type));
  await store.commit(store.batch().insert('call', aCall('call-1')).insert('callbackRequest', aRequest('r', NUMBER)));
  const taken = () =>
    store
      .batch()
      .insert('capture', { ...capture, call: 'call-1', request: 'r' })
      .event(
        'capture.taken',
        { call: 'call-1', request: 'r', number: NUMBER, source: 'callingNumber', promised: true, merged: true },
        3,
      );
  const undo = () =>
    store
      .batch()
      .delete('capture', 'call-1')
      .event('capture.takenBack', { call: 'call-1', request: 'r', merged: true }, 4);

  const late = store.commit(taken(), { within: 3_000, undo });
  await new Promise((resolve) => setTimeout(resolve, 20)); // real time: the disk works on it
  clock.advance(3_000);
  await t.rejects(late, { code: 'STORE_LATE' });
  const again = store.commit(taken(), { within: 3_000, undo });
  await store.settled();
  await again;

  const rows = await readsOf(store).selectFrom('event').select('type').orderBy('id').execute();
  t.same(
    rows.map(({ type }) => type),
    ['capture.taken', 'capture.takenBack', 'capture.taken'],
  );
  t.same(told, ['capture.taken', 'capture.takenBack', 'capture.taken']);
  t.equal((await readsOf(store).selectFrom('capture').selectAll().execute()).length, 1);
});
