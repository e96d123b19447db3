// SPDX-License-Identifier: GPL-2.0-or-later
// Does each event of a batch name the attempt that it is about, however many requests are in the batch?
import t from 'tap';
import type { AttemptRow, CallbackChange, RequestRow } from '../../../src/callback/index.js';
import { putCallbackChanges } from '../../../src/engine/records/callback-rows.js';
import { Batch } from '../../../src/store/index.js';

const request = (id: string): RequestRow => ({
  ...{ id, number: `+86${id}`, queue: 'sales', promised: true, state: 'open' },
  ...{ createdAt: 0, enqueuedAt: 0, due: 0, expiresAt: 9, captures: 1, attempts: 0, setups: 1 },
  ...{ origin: 'surge', grade: 0 },
});
const attempt = (id: string, of: string, agent?: string): AttemptRow => ({
  ...{ id, request: of, number: `+86${of}`, order: 'customerFirst', startedAt: 0 },
  ...(agent === undefined ? {} : { agent }),
});

const told = (changes: readonly CallbackChange[]) =>
  putCallbackChanges(new Batch(), changes, 0).events.map(({ type, facts }) => {
    const { request, attempt, agent } = facts as { request?: string; attempt?: string | null; agent?: string | null };
    return [type, request, attempt, agent];
  });

t.test('two requests in one batch: each with its own attempt', async (t) => {
  const events = told([
    { type: 'request', fact: 'attempted', row: request('a') },
    { type: 'attempt', row: attempt('a1', 'a', '1001') },
    { type: 'request', fact: 'failed', row: request('b') },
    { type: 'attempt', row: attempt('b1', 'b', '1002') },
  ]);
  t.strictSame(events, [
    ['callback.attempted', 'a', 'a1', '1001'],
    ['callback.failed', 'b', 'b1', '1002'],
  ]);
});

t.test('a request without an attempt has none of another', async (t) => {
  const events = told([
    { type: 'attempt', row: attempt('a1', 'a') },
    { type: 'request', fact: 'leased', row: request('b') },
    { type: 'request', fact: 'failed', row: request('c') },
    { type: 'attempt', row: attempt('c1', 'c') },
  ]);
  t.strictSame(events, [
    ['callback.leased', 'b', null, null],
    ['callback.failed', 'c', 'c1', null],
  ]);
});

t.test('an older attempt of the same request, refused before, is not that of its newest fact', async (t) => {
  const events = told([
    { type: 'attempt', row: attempt('a1', 'a') },
    { type: 'request', fact: 'attempted', row: request('a') },
    { type: 'attempt', row: attempt('a2', 'a') },
  ]);
  t.strictSame(events, [['callback.attempted', 'a', 'a2', null]]);
});
