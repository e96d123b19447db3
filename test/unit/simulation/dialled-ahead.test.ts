// SPDX-License-Identifier: GPL-2.0-or-later
// What does `spillway simulate` say of predictive dialling? Abandoned calls within their limit at every connect rate, and agents who are busier for it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Config, loadConfig } from '../../../src/config/index.js';
import { live, type Outcome, outcomeOf, readWave } from '../../../src/simulation/index.js';
import { command } from '../../support/command.js';

const EXAMPLE = 'examples/tv-shopping.yaml';
const read = loadConfig(EXAMPLE);
if (!('config' in read)) throw new Error(EXAMPLE);
const shop = read.config;

/** A burst at two in the afternoon of which nearly all are promised a callback; 20 agents come when it is over, for two hours. */
const wave = (answered: number) => `
begins: '2026-03-02 14:00'
length: 10min
after: 2h
channels: 240
arrivals: [{ at: 0s, perMinute: 330 }, { at: 9min, perMinute: 330 }, { at: 10min, perMinute: 0 }]
redial: { share: 0 }
agents: [{ count: 20, from: 10min }]
callbacks: { answered: ${answered}, busy: 0.1, lifts: 8s, confirmed: 1 }
`;

const policy = (mode: 'progressive' | 'predictive'): Config => ({
  ...shop,
  surge: { ...shop.surge, on: 0.3, off: 0.2, ratio: { ...shop.surge.ratio, min: 1 }, human: { min: 0 } },
  callback: { ...shop.callback, maxTrunks: 120, trough: { ...shop.callback.trough, utilisation: 0.9 } },
  queues: shop.queues.map((queue) => ({ ...queue, wrapUp: 10_000, callback: { ...queue.callback, mode } })),
});

const lived = async (mode: 'progressive' | 'predictive', answered: number): Promise<Outcome> =>
  outcomeOf(await live('rooms', { wave: readWave(wave(answered), 'wave.yaml'), config: policy(mode), seed: 1 }));

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

t.test('at connect rates of 20 to 70 % the share of abandoned calls is never over its limit', async (t) => {
  for (const rate of [0.2, 0.3, 0.5, 0.7]) {
    const { ahead, connected, occupancy, callbacks } = await lived('predictive', rate);
    const worst = percent(ahead.worst);
    t.comment(`${rate}: ${connected} of ${callbacks} kept, occupied ${percent(occupancy)}, abandoned at most ${worst}`);
    t.ok(ahead.connectedAhead > 300, `${rate}: ${ahead.connectedAhead} connected`);
    t.ok(ahead.worst <= shop.callback.pacing.limit, `${rate}: ${worst}`);
    if (rate === 0.3) await isBusier(t, occupancy);
  }
});

async function isBusier(t: Test, occupancy: number): Promise<void> {
  const one = await lived('progressive', 0.3);
  t.comment(`a line for each of 20 agents ${percent(one.occupancy)}, ahead ${percent(occupancy)}`);
  t.ok(occupancy >= one.occupancy + 0.1, 'at least 10 points busier than with a line for each');
  t.equal(one.ahead.connectedAhead + one.ahead.abandonedAhead, 0, 'nobody is dialled ahead there');
}

t.test('by the profile that allows no abandoned call there is none, and callbacks are made all the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'none-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'shop.yaml');
  writeFileSync(
    file,
    readFileSync(EXAMPLE, 'utf8').replace(/^callback:.*$/m, '$&\n  pacing: { profile: none, limit: 0.03 }'),
  );
  const none = loadConfig(file);
  if (!('config' in none)) throw new Error(JSON.stringify(none));
  const { pacing } = none.config.callback;
  t.equal(pacing.limit, 0, 'a higher limit of the file changes nothing');

  const predictive = policy('predictive');
  const config = { ...predictive, callback: { ...predictive.callback, pacing } };
  const outcome = outcomeOf(await live('rooms', { wave: readWave(wave(0.3), 'wave.yaml'), config, seed: 1 }));
  t.ok(outcome.connected > 300, `${outcome.connected} kept`);
  t.match(outcome.ahead, { abandonedAhead: 0, worst: 0 });
});

t.test('agents who go while it rings for them cost the limit nothing: lines are taken back', async (t) => {
  const own = policy('predictive');
  // The callbacks' own channels begin a surge, again and again: agents put down, and stand by again.
  const config = { ...own, surge: { ...own.surge, on: 0.1, off: 0.05 } };
  const { ahead } = outcomeOf(await live('rooms', { wave: readWave(wave(0.3), 'wave.yaml'), config, seed: 1 }));
  t.comment(`${ahead.connectedAhead} connected, ${ahead.abandonedAhead} abandoned, at most ${percent(ahead.worst)}`);
  t.ok(ahead.connectedAhead > 300 && ahead.worst <= own.callback.pacing.limit, percent(ahead.worst));
});

t.test('the command tells both of them, in both languages', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'ahead-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'wave.yaml');
  writeFileSync(file, wave(0.3).replace('after: 2h', 'after: 20min'));
  const shopFile = join(folder, 'shop.yaml');
  writeFileSync(
    shopFile,
    readFileSync(EXAMPLE, 'utf8').replace('order: customerFirst, mode: push', 'mode: predictive'),
  );
  const told = await command('simulate', file, '--config', shopFile);
  t.equal(told.code, 0, told.complaint);
  t.match(told.text, /Dialled ahead of agents: \d+ answered/);
  t.match(told.text, /no other callback was begun because: .*callback\.maxTrunks/);
  const zh = await command('simulate', file, '--config', shopFile, { language: 'zh-CN', columns: 200 });
  t.match(zh.text, /预测外呼：/);
});
