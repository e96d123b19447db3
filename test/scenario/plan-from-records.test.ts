// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-84
// Does the first week in the records predict the second, the first month the second, and are agents and channels planned by them? With
// the command, from a database on disk, in both languages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import t from 'tap';
import { SystemClock } from '../../src/kernel/index.js';
import { openStore } from '../../src/store/index.js';
import { command } from '../support/command.js';
import { aCall } from '../unit/store/rows.js';

const ZONE = 'Asia/Shanghai';
/** Sockets lie in it: a checkout with a long path has no room for theirs. */
const folder = mkdtempSync(join(tmpdir(), 'spillway-plan-'));
t.teardown(() => rmSync(folder, { recursive: true }));
const data = join(folder, 'data');
const file = join(folder, 'spillway.yaml');
mkdirSync(data);
writeFileSync(
  file,
  `zone: ${ZONE}\ndata: data\nboard: { type: virtual, spans: [{ name: e1-1, kind: e1, carrier: { type: listen, path: ./e1-1.sock } }] }\nqueues: [{ name: orders }]\naccessNumbers: [{ number: '88880001', queue: orders }]\nagents: [{ id: '8001', name: A, queues: [orders] }]\n`,
);

/** Four weeks to yesterday, closed on Sundays: ten calls at 10:00, twenty at 15:30, each week a call more in each. */
const today = DateTime.fromMillis(new SystemClock().now(), { zone: ZONE }).startOf('day');
const first = today.minus({ days: 28 });
const calls: number[] = [];
for (let day = 0; day < 28; day++) {
  const date = first.plus({ days: day });
  if (date.weekday === 7) continue;
  const more = Math.floor(day / 7);
  for (let n = 0; n < 10 + more; n++) calls.push(date.plus({ hours: 10, seconds: n * 30 }).toMillis());
  for (let n = 0; n < 20 + more; n++) calls.push(date.plus({ hours: 15, minutes: 30, seconds: n * 30 }).toMillis());
}

const store = await openStore({ directory: data, clock: new SystemClock(), reserveBytes: 1 << 16 });
for (const [nth, offeredAt] of calls.entries()) {
  const id = `call-${nth}`;
  const talk = {
    contact: id,
    call: id,
    n: 1,
    leg: id,
    kind: 'talking',
    fromAt: offeredAt,
    toAt: offeredAt + 120_000,
  } as const;
  const end = { startedAt: offeredAt, endedAt: offeredAt + 120_000, disposition: 'answered' } as const;
  const batch = store.batch().insert('call', aCall(id, { offeredAt }));
  batch.insert('contact', { id, direction: 'inbound', ...end });
  batch.segment({ ...talk, role: 'agent', agent: '8001' });
  await store.commit(batch);
}
const unwanted = {
  startedAt: first.toMillis(),
  endedAt: first.toMillis(),
  disposition: 'refused',
  reason: 'blacklist',
} as const;
await store.commit(
  store
    .batch()
    .insert('call', aCall('unwanted', { offeredAt: first.toMillis() }))
    .insert('contact', { id: 'unwanted', direction: 'inbound', ...unwanted })
    .insert('agent', { id: '8001', name: 'A', state: 'signedOut' }),
);
await store.close();

interface Planned {
  readonly handling: number;
  readonly days: readonly {
    readonly date: string;
    readonly calls: number;
    readonly quarters: readonly { readonly at: string; readonly calls: number; readonly agents: number }[];
  }[];
  readonly error?: { readonly calls: number; readonly byDay: number };
}

const ask = async <T>(...words: readonly string[]): Promise<T> => {
  const { code, text, complaint } = await command(...words, '--json', '--config', file);
  t.equal(code, 0, complaint);
  return JSON.parse(text) as T;
};

t.test('the weeks in the records predict the next one, by quarter of an hour, with the agents for it', async (t) => {
  const { days, handling, error } = await ask<Planned>('plan', 'forecast', '--wrap-up', '30s');

  t.equal(days.length, 7);
  t.equal(days[0]?.date, today.toFormat('yyyy-MM-dd'));
  t.equal(handling, 150_000, 'two minutes as the records say, and half a minute of wrap-up');
  const open = days.filter(({ calls: expected }) => expected > 0);
  t.equal(open.length, 6, 'closed on Sundays');
  for (const { quarters } of open) {
    const busy = quarters.filter((quarter) => quarter.calls > 0);
    t.same(
      busy.map(({ at }) => at),
      ['10:00', '15:30'],
    );
    const [morning, afternoon] = busy;
    t.ok(morning && morning.calls > 12 && morning.calls < 13, 'between the last two weeks, nearer to the last');
    t.ok(afternoon && afternoon.calls > 22 && afternoon.calls < 23);
    t.ok(morning && afternoon && morning.agents < afternoon.agents);
  }
  t.equal(error?.calls, 36 * 6, 'held against the last week');
  t.ok((error?.byDay ?? 1) < 0.1);
});

t.test('the first week predicts the second', async (t) => {
  const to = first.plus({ days: 6 }).toFormat('yyyy-MM-dd');
  const { days } = await ask<Planned>('plan', 'forecast', '--to', to);
  t.equal(days[0]?.date, first.plus({ days: 7 }).toFormat('yyyy-MM-dd'));
  t.same(new Set(days.map(({ calls: expected }) => expected)), new Set([30, 0]));
});

t.test('the month before predicts the next month', async (t) => {
  const { days } = await ask<Planned>('plan', 'forecast', '--by', 'month');
  t.match(days[0]?.date, /-01$/);
  t.ok(days.length >= 28);
  t.ok(days.every(({ date, calls: expected }) => (DateTime.fromISO(date).weekday === 7) === (expected === 0)));
});

t.test('for people: a line a day, in both languages; as CSV and as a picture', async (t) => {
  const en = await command('plan', 'forecast', '--config', file);
  t.match(en.text, /Learned from 24 days with calls/);
  t.match(en.text, /off by \d+\.\d% by day/);
  const zh = await command({ language: 'zh-CN' }, 'plan', 'forecast', '--config', file);
  t.match(zh.text, /有来电的 24 天/);
  const csv = await command('plan', 'forecast', '--csv', '--config', file);
  t.match(csv.text.split('\n')[1], /^\d{4}-\d\d-\d\d 10:00,12\.\d+,/);
  const svg = await command('plan', 'forecast', '--svg', '--config', file);
  t.match(svg.text, /^<svg [^>]+>[\s\S]*<path d="M[\s\S]*<\/svg>$/);
});

t.test('agents, channels and disk by the busiest hour of the records', async (t) => {
  const plan = await ask<{
    sizing: { calls: number; talk: number };
    source: string;
    rule: object;
    erlang: { agents: number };
  }>('plan');
  t.match(plan, { source: 'records', sizing: { calls: 23, talk: 120_000 } });
  t.ok(plan.erlang.agents >= 2);
  const { text } = await command('plan', '--config', file);
  t.match(text, /Busiest hour of the records: 23 calls/);
});

t.test('with no records and no figures it says what to give', async (t) => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const before = process.cwd();
  process.chdir(empty); // neither a box nor a file of its name is there
  const { code, complaint } = await command('plan');
  process.chdir(before);
  t.equal(code, 1);
  t.match(complaint, /give --calls or --users, or --history/);
});
