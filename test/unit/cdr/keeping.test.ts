// SPDX-License-Identifier: GPL-2.0-or-later
// Is each kind of record kept for its time and no longer, what is held for ever, and does what is kept still balance?

import t, { type Test } from 'tap';
import { balance, type CallFact, closeCall, Keeping, openCall, type Retention } from '../../../src/cdr/index.js';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';
import { openStore, QUARTER, rollUpId } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';
import { aRequest } from '../store/rows.js';

const DAY = 86_400_000;
const RETENTION: Retention = { recordings: 30 * DAY, legs: 60 * DAY, calls: 90 * DAY, events: 120 * DAY };

async function aYear(t: Test, given: Partial<Retention> = {}) {
  const clock = new VirtualClock();
  const store = await openStore({ directory: t.testdir(), clock, reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const keeping = new Keeping({
    store,
    ids: new Ids(clock),
    now: () => Math.round(clock.now()),
    retention: () => ({ ...RETENTION, ...given }),
  });
  /** A call so many days ago, of a caller whose number ends so. */
  const call = async (n: number, daysAgo: number, contact?: string) => {
    const at = clock.now() - daysAgo * DAY;
    const id = `call-${n}`;
    const identity = { id, direction: 'inbound', calling: `+86138000${n}`, ...(contact && { contact }) } as const;
    const facts: CallFact[] = [
      { type: 'offered', at },
      { type: 'legBegan', at, leg: { id: `leg-${n}`, kind: 'trunk', direction: 'inbound' } },
      { type: 'queued', at, queue: 'sales' },
      { type: 'legCleared', at: at + 9_000, leg: `leg-${n}`, cause: 16, by: 'farEnd' },
      { type: 'ended', at: at + 9_000 },
    ];
    const batch = store.batch();
    openCall(batch, { call: identity, facts: facts.slice(0, 2) });
    closeCall(batch, { call: identity, facts });
    await store.commit(batch);
  };
  const reads = readsOf(store);
  const ids = async (table: 'call' | 'leg' | 'contact') =>
    (await reads.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
  const eventsOf = async () =>
    (await reads.selectFrom('event').select('call').where('type', '=', 'call.ended').orderBy('id').execute()).map(
      (row) => row.call,
    );
  return { clock, store, keeping, call, reads, ids, eventsOf };
}

t.test('each kind goes at its age, and what is kept balances', async (t) => {
  const { store, keeping, call, reads, ids, eventsOf } = await aYear(t);
  for (const [n, days] of [130, 100, 70, 10].entries()) await call(n, days);

  t.match(await keeping.over(), { legs: 3, calls: 2, events: 2, held: 0 });
  t.same(await ids('call'), ['call-0', 'call-1', 'call-2', 'call-3'], 'a dry run deletes nothing');
  t.match(await keeping.prune(), { calls: 2, legs: 3, callbacks: 0, events: 2 });

  t.same(await ids('call'), ['call-2', 'call-3']);
  t.same(await ids('contact'), ['call-2', 'call-3']);
  t.same(await ids('leg'), ['leg-3']);
  t.same(await eventsOf(), ['call-1', 'call-2', 'call-3'], 'events live longer than calls');
  const segments = await reads.selectFrom('segment').select('call').execute();
  t.same(segments.map((one) => one.call).sort(), ['call-2', 'call-3']);
  const account = await balance(readsOf(store));
  t.match(account, { balanced: true, calls: { offered: 2, abandoned: 2 }, log: { offered: 2 } });
  const [told] = await reads.selectFrom('event').selectAll().where('type', '=', 'records.pruned').execute();
  t.same(JSON.parse(told?.detail ?? ''), { calls: 2, legs: 3, callbacks: 0, events: 2 });
  t.match(await keeping.prune(), { calls: 0, legs: 0, events: 0 }, 'once');
});

t.test('sums of reports outlive the records: what retention has taken is not summed up again', async (t) => {
  const { clock, store, keeping, call } = await aYear(t);
  for (const [n, days] of [130, 10].entries()) await call(n, days);
  const quarters = [130, 10].map((days) => Math.floor((clock.now() - days * DAY) / QUARTER) * QUARTER);
  const [old = 0, young = 0] = quarters;
  const sums = store.batch();
  for (const at of quarters) sums.put('rollUp', { id: rollUpId(at / QUARTER, 'calls'), facts: '{"offered":1}' });
  await store.commit(sums);
  await keeping.prune();

  const before = clock.now();
  const due = await store.ask('quartersDue', { before, most: 100_000 });
  t.ok(due.includes(young), 'its call has changed since');
  t.notOk(due.some((at) => at < before - 120 * DAY));
  const asked = { stretches: [{ from: old, to: old + QUARTER, group: 0 }] };
  t.match(await store.ask('rolledUp', asked), { missing: [], groups: [{ calls: { offered: 1 } }] });
  await t.rejects(keeping.sumAgain({ from: old, to: before }), { code: 'REFUSED', message: /retention/ });
  await keeping.sumAgain({ from: young, to: before });
});

t.test('what is held stays with its legs, segments and events, until it is released', async (t) => {
  const { keeping, call, reads, ids, eventsOf } = await aYear(t);
  for (const [n, days] of [150, 149, 148, 147].entries()) await call(n, days, n === 3 ? 'call-2' : undefined);
  const hold = (kind: 'call' | 'number' | 'contact', subject: string) =>
    keeping.hold({ kind, subject, reason: 'case 17', by: 'Li' });
  await hold('call', 'call-0');
  const number = await hold('number', '+861380001');
  await hold('contact', 'call-2');

  t.match(await keeping.over(), { legs: 0, calls: 0, events: 0, held: 4 });
  t.match(await keeping.prune(), { calls: 0, events: 0 });
  t.same(await ids('call'), ['call-0', 'call-1', 'call-2', 'call-3']);
  t.same(await ids('leg'), ['leg-0', 'leg-1', 'leg-2', 'leg-3']);
  t.same(await eventsOf(), ['call-0', 'call-1', 'call-2', 'call-3']);

  await keeping.release(number, 'Wang');
  t.match(await keeping.holds(), [{ kind: 'contact', by: 'Li', releasedAt: null }, { kind: 'call' }]);
  t.match(
    (await keeping.holds({ all: true })).find(({ id }) => id === number),
    { releasedBy: 'Wang' },
  );
  await keeping.prune();
  t.same(await ids('call'), ['call-0', 'call-2', 'call-3']);
  t.same(await eventsOf(), ['call-0', 'call-2', 'call-3']);
  const log = await reads.selectFrom('event').selectAll().where('type', 'like', 'records.%').orderBy('id').execute();
  t.same(
    log.map(({ type }) => type),
    ['records.held', 'records.held', 'records.held', 'records.released', 'records.pruned'],
  );
  t.match(JSON.parse(log[0]?.detail ?? ''), { kind: 'call', subject: 'call-0', reason: 'case 17', by: 'Li' });
});

t.test('a recording keeps its call, and a hold the recording', async (t) => {
  const { clock, store, keeping, call, ids } = await aYear(t);
  await call(0, 150);
  await call(1, 150);
  for (const n of [0, 1]) {
    const row = {
      id: `recording-${n}`,
      call: `call-${n}`,
      file: `${n}.wav`,
      startedAt: clock.now() - 150 * DAY,
    } as const;
    await store.commit(store.batch().insert('recording', { ...row, state: 'complete', endedAt: clock.now() }));
  }
  await keeping.hold({ kind: 'call', subject: 'call-1', reason: 'case 17', by: 'Li' });
  t.match(await keeping.over(), { recordings: 1, calls: 1, held: 1 });
  const old = async () =>
    (await (await store.list('oldRecordings', { before: clock.now() })).rows()).map(({ id }) => id);
  t.same(await old(), ['recording-0']);
  await keeping.prune();
  t.same(await ids('call'), ['call-0', 'call-1'], 'its recording is there');
  await store.commit(store.batch().delete('recording', 'recording-0'));
  await keeping.prune();
  t.same(await ids('call'), ['call-1']);
});

t.test('a contact goes with the last of its calls, a capture and an attempt do not stand in the way', async (t) => {
  const { clock, store, keeping, call, reads, ids } = await aYear(t);
  await call(0, 95);
  await call(1, 80, 'call-0');
  const at = clock.now() - 95 * DAY;
  const batch = store.batch().insert('callbackRequest', aRequest('request-1', '+861380000'));
  batch.insert('capture', {
    call: 'call-0',
    request: 'request-1',
    number: '+861380000',
    arrivedAt: at,
    capturedAt: at,
    source: 'callingNumber',
    promised: true,
  });
  batch.insert('callbackAttempt', {
    id: 'attempt-1',
    request: 'request-1',
    number: '+861380000',
    order: 'customerFirst',
    startedAt: at,
    endedAt: at,
    call: 'call-0',
  });
  await store.commit(batch);
  await keeping.prune();
  t.same([await ids('call'), await ids('contact')], [['call-1'], ['call-0']]);
  t.same(await reads.selectFrom('capture').selectAll().execute(), []);
  t.match(await reads.selectFrom('callbackAttempt').selectAll().execute(), [{ id: 'attempt-1', call: null }]);
  clock.advance(20 * DAY);
  await keeping.prune();
  t.same([await ids('call'), await ids('contact')], [[], []]);
});

t.test('calls in progress stay, whatever their age', async (t) => {
  const { clock, store, keeping, ids } = await aYear(t);
  const facts: CallFact[] = [{ type: 'offered', at: clock.now() - 400 * DAY }];
  const batch = store.batch();
  openCall(batch, { call: { id: 'call-up', direction: 'inbound' }, facts });
  await store.commit(batch);
  await keeping.prune();
  t.same(await ids('call'), ['call-up']);
});

t.test('thousands go some at a time, and their names with them', async (t) => {
  const { store, keeping, call, reads } = await aYear(t);
  for (let n = 0; n < 1_100; n++) await call(n, 300);
  const committed: unknown[] = [];
  store.committed.on((one) => committed.push(one));
  t.match(await keeping.prune(), { calls: 1_100, legs: 1_100, events: 2_200 });
  t.ok(committed.length >= 9, `${committed.length} commits`);
  t.same(await reads.selectFrom('event').select('type').execute(), [{ type: 'records.pruned' }]);
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(`${store.directory}/spillway.db`, { readonly: true });
  const names = database.prepare("select count(*) from name where name like 'call-%'").pluck().get();
  database.close();
  t.equal(names, 0);
});

t.test('a hold says what, why and by whom', async (t) => {
  const { keeping } = await aYear(t);
  const right = { kind: 'call', subject: 'call-1', reason: 'case 17', by: 'Li' } as const;
  for (const wrong of [{ kind: 'agent' as 'call' }, { subject: '' }, { reason: ' ' }, { by: '' }])
    await t.rejects(keeping.hold({ ...right, ...wrong }), { code: 'REFUSED' });
  await t.rejects(keeping.release('hold-none', 'Li'), { code: 'NOT_FOUND' });
});

t.test(
  'how a callback was promised can be told for 30 days at least, however short the file keeps records',
  async (t) => {
    const shortest = 30 * DAY; // the file is refused with less
    const { clock, store, keeping, call } = await aYear(t, {
      ...{ recordings: shortest, legs: shortest, calls: shortest, events: shortest },
    });
    await call(0, 29);
    const at = clock.now() - 29 * DAY;
    const batch = store.batch();
    batch.put('callbackRequest', aRequest('kept', '+861', { createdAt: at, closedAt: at, state: 'completed' }));
    const times = { arrivedAt: at, capturedAt: at };
    const said = { accessNumber: '88880001', prompt: 'surge', promised: true, source: 'callingNumber' } as const;
    batch.insert('capture', { call: 'call-0', request: 'kept', number: '+861', ...times, ...said });
    await store.commit(batch);
    const evidence = async () => (await store.list('callbackEvidence', {})).rows();

    await keeping.prune();
    t.match(await evidence(), [
      { number: '+861', accessNumber: '88880001', capturedAt: at, prompt: 'surge', promised: 1 },
    ]);

    clock.advance(2 * DAY);
    await keeping.prune();
    t.same(await evidence(), []);
  },
);

t.test(
  'closed callback requests go with the age of calls, when no call names them; open ones and held numbers stay',
  async (t) => {
    const { clock, store, keeping, reads } = await aYear(t);
    const closed = (id: string, daysAgo: number, number: string) => {
      const at = clock.now() - daysAgo * DAY;
      return aRequest(id, number, { createdAt: at, closedAt: at, state: 'completed' });
    };
    const batch = store.batch();
    batch.put('callbackRequest', closed('old', 100, '+861'));
    batch.put('callbackRequest', closed('young', 10, '+862'));
    batch.put('callbackRequest', closed('held', 100, '+863'));
    batch.put('callbackRequest', aRequest('open', '+864'));
    const attempt = { request: 'old', number: '+861', order: 'customerFirst', startedAt: 0, endedAt: 1 } as const;
    const none = { agent: null, call: null, dialled: null, rangAt: null, reachedAt: null, confirmedAt: null };
    batch.put('callbackAttempt', {
      id: 'attempt-1',
      ...attempt,
      ...none,
      outcome: 'connected',
      cause: null,
      detail: null,
    });
    await store.commit(batch);
    await keeping.hold({ kind: 'number', subject: '+863', reason: 'court', by: 'ada' });

    t.match(await keeping.over(), { callbacks: 1 });
    t.match(await keeping.prune(), { callbacks: 1 });
    const left = await reads.selectFrom('callbackRequest').select('id').orderBy('id').execute();
    t.same(
      left.map(({ id }) => id),
      ['held', 'open', 'young'],
    );
    t.same(await reads.selectFrom('callbackAttempt').select('id').execute(), []);
  },
);
