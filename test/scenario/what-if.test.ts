// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-14
// What does `spillway simulate` say on each level, of a wave out of the box's own records, and when it is to advise?
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { SystemClock } from '../../src/kernel/index.js';
import { openStore } from '../../src/store/index.js';
import { command } from '../support/command.js';
import { aCall } from '../unit/store/rows.js';

const CONFIG = 'examples/tv-shopping.yaml';
const folder = t.testdir();
const wave = join(folder, 'wave.yaml');
writeFileSync(
  wave,
  "length: 40s\nbegins: '2026-03-02 15:00'\nchannels: 30\narrivals: [{ at: 0s, perMinute: 90 }]\nagents: [{ count: 4 }]\n",
);

/** The same shop, whose surge begins earlier. */
const EARLIER = join(folder, 'earlier.yaml');
writeFileSync(EARLIER, readFileSync(CONFIG, 'utf8').replace('on: 0.8', 'on: 0.5').replace('off: 0.6', 'off: 0.3'));

t.test('each level tells the same kind of result, for people and for programs', async (t) => {
  for (const level of ['rooms', 'paper', 'stepped']) {
    const { code, text, complaint } = await command('simulate', wave, '--config', CONFIG, '--level', level, '--json');
    t.equal(code, 0, complaint);
    const [{ runs }] = JSON.parse(text);
    t.ok(runs[0].callers > 30 && runs[0].promised + runs[0].talked > 10, `${level}: ${JSON.stringify(runs[0].ended)}`);
    t.ok(runs[0].curve.length > 10, level);
  }
});

t.test('policies side by side and a picture on the paper board, in both languages', async (t) => {
  const given = ['simulate', wave, '--level', 'paper', '--seeds', '2'];
  const compared = await command(...given, '--compare', CONFIG, EARLIER);
  t.match(compared.text, /difference/);
  t.match((await command(...given, '--compare', CONFIG, EARLIER, { language: 'zh-CN', columns: 200 })).text, /差值/);
  t.match((await command('simulate', wave, '--level', 'paper', '--config', CONFIG, '--svg')).text, /^<svg/);
});

t.test('it advises: what it tried, how certain it is, and the settings that are best', async (t) => {
  const given = ['simulate', wave, '--config', CONFIG, '--advise', '--tries', '12', '--seeds', '2'];
  const { code, text, complaint } = await command(...given, '--json');
  t.equal(code, 0, complaint);
  const { tried, best, cutShort } = JSON.parse(text);
  t.ok(tried.length >= 2 && tried.length <= 12, `${tried.length} tried`);
  t.ok(cutShort);
  const lost = tried.map((one: { figures: { lost: { mean: number } } }) => one.figures.lost.mean);
  t.ok(best.figures.lost.mean <= lost[0], 'never worse than the own policy but for spared agents');
  const { text: page } = await command(...given, { language: 'en', columns: 200 });
  t.match(page, /surge: \{ on: [\d.]+, off: /);
  const rows = page.split('\n').filter((line) => /^[\d.]+\/[\d.]+ /.test(line));
  t.equal(rows.length, tried.length, 'a row for each policy that was tried');
  t.match(page, new RegExp(`${tried.length} policies by the same callers of 2 seeds`));
  t.match((await command(...given, { language: 'zh-CN' })).text, /与现行相比|现行策略/);
});

t.test('a recorded wave is lived again from the records, and what they do not know is said', async (t) => {
  const data = join(folder, 'data');
  mkdirSync(data);
  const file = join(folder, 'spillway.yaml');
  writeFileSync(
    file,
    `data: data\nboard: { type: virtual, spans: [{ name: e1-1, kind: e1, carrier: { type: listen, path: ./e1-1.sock } }] }\nqueues: [{ name: orders }]\naccessNumbers: [{ number: '88880001', queue: orders }]\nagents: [{ id: '8001', name: A, queues: [orders] }]\n`,
  );
  const from = Date.parse('2026-03-02T12:00:00Z');
  const store = await openStore({ directory: data, clock: new SystemClock(), reserveBytes: 1 << 16 });
  for (let nth = 0; nth < 30; nth++) {
    const id = `call-${nth}`;
    const offeredAt = from + nth * 10_000;
    const ends = {
      offeredAt,
      endedAt: offeredAt + 20_000,
      disposition: nth % 3 === 0 ? 'answered' : 'abandoned',
    } as const;
    const row = { ...aCall(id), ...ends, calling: `+86139000000${10 + nth}`, accessNumber: '88880001' };
    await store.commit(store.batch().insert('call', row));
  }
  await store.close();
  const given = ['simulate', '--from-log', '--config', file, '--from', '2026-03-02 20:00', '--to', '2026-03-02 20:10'];
  const { code, text, complaint } = await command(...given);
  t.equal(code, 0, complaint);
  t.match(text, /Recorded: 30 calls of 30 callers/);
  t.match(text, /Not in the log/);
  const [{ known, runs }] = JSON.parse((await command(...given, '--json')).text);
  t.equal(known.calls, 30);
  t.equal(runs[0].callers, 30);
  const other = join(folder, 'other.yaml');
  writeFileSync(
    other,
    `${readFileSync(file, 'utf8')}surge: { on: 0.03, off: 0.01, ratio: { min: 1 }, human: { min: 0 } }\n`,
  );
  const both = await command(...given, '--compare', file, other, '--json');
  t.equal(both.code, 0, both.complaint);
  const [own, surged] = JSON.parse(both.text);
  t.same([own.runs[0].callers, surged.runs[0].callers], [30, 30], 'the same callers under another policy');
  t.ok(surged.runs[0].promised > own.runs[0].promised, `${surged.runs[0].promised} promised, ${own.runs[0].promised}`);
  const nothing = await command(
    'simulate',
    '--from-log',
    '--config',
    file,
    '--from',
    '2026-01-02 20:00',
    '--to',
    '2026-01-02 21:00',
  );
  t.not(nothing.code, 0);
  t.match(nothing.complaint, /no call came/);
  t.not((await command('simulate', '--config', file)).code, 0, 'neither a wave nor a log');
});
