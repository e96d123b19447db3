// SPDX-License-Identifier: GPL-2.0-or-later
// Are promises kept on paper in each way in which a box makes callbacks?
import t from 'tap';
import { type Config, loadConfig } from '../../../src/config/index.js';
import {
  accessNumbersOf,
  callersOf,
  type Outcome,
  outcomeOf,
  Performer,
  readWave,
  shopOf,
} from '../../../src/simulation/index.js';

const read = loadConfig('examples/tv-shopping.yaml');
if (!('config' in read)) throw new Error('examples/tv-shopping.yaml');
const shop = read.config;

type Kept = Config['queues'][number]['callback'];

const made = (kept: Partial<Kept>): Config => ({
  ...shop,
  queues: shop.queues.map((queue) => ({ ...queue, callback: { ...queue.callback, ...kept } })),
});

async function lived(config: Config): Promise<Outcome> {
  const wave = readWave(WAVE, 'wave.yaml');
  const callers = callersOf(wave, accessNumbersOf(config, wave), 1);
  return outcomeOf(await new Performer(shopOf(config, wave, 1), callers, 1).live());
}

const WAVE = `
length: 12min
after: 2h
channels: 60
begins: '2026-03-02 15:00'
arrivals: [{ at: 0min, perMinute: 0 }, { at: 1min, perMinute: 200 }, { at: 6min, perMinute: 200 }, { at: 8min, perMinute: 0 }]
agents: [{ count: 12 }]
`;

t.test('the customer first, the agent first, ahead of agents who stand by: every way keeps promises', async (t) => {
  const ways: readonly Partial<Kept>[] = [
    { mode: 'push', order: 'customerFirst' },
    { mode: 'push', order: 'agentFirst' },
    { mode: 'progressive' },
    { mode: 'predictive' },
  ];
  for (const way of ways) {
    const outcome = await lived(made(way));
    const name = JSON.stringify(way);
    t.ok(outcome.connected > 100, `${name}: ${outcome.connected} of ${outcome.promised}`);
    t.ok(outcome.occupancy > 0 && outcome.occupancy <= 1, name);
    t.equal(outcome.talked + outcome.promised + outcome.lost, outcome.callers, name);
  }
});

t.test('nobody asks for the next callback by himself: where agents must, none is made', async (t) => {
  t.equal((await lived(made({ mode: 'pull' }))).connected, 0);
});

t.test('the same seed is the same run, dialled ahead too', async (t) => {
  t.same(await lived(made({ mode: 'predictive' })), await lived(made({ mode: 'predictive' })));
});
