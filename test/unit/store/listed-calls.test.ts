// SPDX-License-Identifier: GPL-2.0-or-later
// Are calls found that are rare among many, each once and in their order, however the pages are cut? And recordings?
import t from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { aCall } from './rows.js';

const MANY = 10_400; // more than a page looks at
const RARE = new Set([0, 1, 5_000, 10_300, 10_399]);

t.test('rare ones among ten thousand', { timeout: 120_000 }, async (t) => {
  const store = await openStore({ directory: t.testdir(), clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const id = (n: number) => `call-${String(n).padStart(5, '0')}`;
  const batch = store.batch();
  for (let n = 0; n < MANY; n++) {
    const ended = {
      disposition: RARE.has(n) ? ('abandoned' as const) : ('answered' as const),
      endedAt: n + 5,
      reason: null,
    };
    batch.insert('call', {
      ...aCall(id(n)),
      ...ended,
      ...(RARE.has(n) && { queue: 'rare' }),
      calling: RARE.has(n) ? '+8613900000001' : '+8613900000002',
      offeredAt: n >> 1,
    });
    if (!RARE.has(n)) continue;
    const recording = { id: `recording-${n}`, call: id(n), file: `${n}.wav`, startedAt: n, agent: `${1000 + (n % 2)}` };
    batch.insert('recording', { ...recording, state: 'complete' });
  }
  await store.commit(batch);
  const right = [...RARE].reverse().map(id);

  const number = { canonical: '+8613900000001', digits: '13900000001' };
  const ended = { as: ['abandoned'] as const, notFor: [] };
  const found = async (asked: object, most?: number) =>
    (await (await store.list('listedCalls', { ...asked, now: 0 }, most === undefined ? {} : { most })).rows()).map(
      (row) => row.id,
    );
  t.same(await found({ number }), right);
  t.same(await found({ ended }), right);
  for (const most of [1, 2, 4, 5, 6]) t.same(await found({ number, ended }, most), right.slice(0, most), `${most}`);
  t.same(await found({ number, since: 1, until: 5_150 }), right.slice(2, 3));
  t.same(await found({ number: { canonical: '+86139', digits: '139' } }), []);
  t.equal((await found({})).length, MANY, 'all of them');
  const pages: number[] = [];
  for await (const page of (await store.list('listedCalls', { number, now: 0 })).pages()) pages.push(page.length);
  t.same(pages, [3, 2], 'a page looks at so many and no more');

  const detailed = async (asked: object) => {
    const of = { direction: 'inbound', from: 0, to: MANY, now: 0 } as const;
    return (await (await store.list('detailedCalls', { ...of, ...asked })).rows()).map((row) => row.id);
  };
  t.same(await detailed({ queue: 'rare' }), [...RARE].map(id), 'rare ones of a detail report');
  const all = await detailed({});
  t.equal(all.length, MANY);
  t.same(all, [...all].sort(), 'each once, in their order');
  t.same(await detailed({ direction: 'outbound' }), []);

  const recordings = async (asked: object) =>
    (await (await store.list('listedRecordings', asked)).rows()).map((row) => [row.call, row.number]);
  t.same(
    await recordings({}),
    right.map((call) => [call, '+8613900000001']),
  );
  t.equal((await recordings({ agent: '1001' })).length, 2);
  t.equal((await recordings({ number, since: 5_000 })).length, 3);
  t.equal((await recordings({ call: id(1) })).length, 1);
  t.equal((await recordings({ id: '10399' })).length, 1);

  t.same(await store.ask('callsNamed', { id: id(7) }), [id(7)]);
  t.same(await store.ask('callsNamed', { id: '10399' }), [id(10_399)]);
  t.same(await store.ask('callsNamed', { id: '0399' }), [id(10_399), id(399)].sort().reverse(), 'two are too many');
  t.same(await store.ask('callsNamed', { id: '399' }), [], 'too short to mean one');
  t.equal(await store.ask('timeline', { call: 'nothing' }), null);
});

t.test(
  'a recording is found by its id on the first page, however many came after it',
  { timeout: 120_000 },
  async (t) => {
    const store = await openStore({ directory: t.testdir(), clock: new VirtualClock(), reserveBytes: 1 << 16 });
    t.teardown(() => store.close());
    const batch = store
      .batch()
      .insert('call', { ...aCall('call-1'), disposition: 'answered', endedAt: 5, offeredAt: 0 });
    for (let n = 0; n < MANY; n++) {
      const row = { id: `recording-${n}`, call: 'call-1', file: `${n}.wav`, startedAt: n, agent: '1001' };
      batch.insert('recording', { ...row, state: 'complete' });
    }
    await store.commit(batch);
    const reach = { agents: ['1001'], queues: [] };
    const pages = (await store.list('listedRecordings', { id: 'recording-7', reach })).pages();
    t.match(await pages.next(), { value: [{ id: 'recording-7' }] });
    const others = await store.list('listedRecordings', { id: 'recording-7', reach: { agents: [], queues: ['x'] } });
    t.same(await others.rows(), []);
  },
);
