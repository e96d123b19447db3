// SPDX-License-Identifier: GPL-2.0-or-later
// Do the levels of the simulator live the same wave: the rooms, and the whole box over a board on paper?
import t from 'tap';
import { loadConfig } from '../../../src/config/index.js';
import { type Level, live, outcomeOf, readWave, type Told } from '../../../src/simulation/index.js';

const read = loadConfig('examples/tv-shopping.yaml');
if (!('config' in read)) throw new Error('examples/tv-shopping.yaml');
const { config } = read;

const WAVE = `
length: 2min
channels: 30
begins: '2026-03-02 15:00'
arrivals: [{ at: 0s, perMinute: 120 }]
agents: [{ count: 8 }]
`;

const lived = (level: Level, text = WAVE, seed = 1): Promise<Told> =>
  live(level, { wave: readWave(text, 'wave.yaml'), config, seed });

t.test('on the paper board every caller is accounted for, and no channel is used twice', async (t) => {
  const told = await lived('paper');
  const outcome = outcomeOf(told);
  t.equal(outcome.talked + outcome.promised + outcome.lost, outcome.callers);
  t.ok(outcome.talked > 5 && outcome.promised > 50, JSON.stringify(outcome.ended));
  t.ok(told.moments.every(({ utilisation, talking }) => utilisation <= 1 && talking <= 8));
  t.equal(told.requests.length, new Set(told.requests.map(({ number }) => number)).size, 'one request a number');
});

t.test('the same seed is the same run on the paper board, another seed another', async (t) => {
  const [a, b, other] = [await lived('paper'), await lived('paper'), await lived('paper', WAVE, 2)];
  t.same(a, b);
  t.not(JSON.stringify(a.calls), JSON.stringify(other.calls));
});

t.test('rooms and paper board say about the same of the same callers', async (t) => {
  const [rooms, paper] = [outcomeOf(await lived('rooms')), outcomeOf(await lived('paper'))];
  t.equal(rooms.callers, paper.callers);
  t.ok(Math.abs(rooms.kept - paper.kept) < 0.06, `a short wave: ${rooms.kept} and ${paper.kept}`);
  t.ok(Math.abs(rooms.talked - paper.talked) <= 4, `${rooms.talked} and ${paper.talked}`);
});

t.test('promises are kept by the whole box too: customers are dialled, asked and joined', async (t) => {
  const text = `${WAVE.replace('length: 2min', 'length: 1min')}after: 15min\n`;
  const [rooms, paper] = [outcomeOf(await lived('rooms', text)), outcomeOf(await lived('paper', text))];
  t.ok(paper.connected > 5, `${paper.connected} of ${paper.promised}`);
  t.ok(Math.abs(rooms.connected - paper.connected) <= 6, `${rooms.connected} and ${paper.connected}`);
});

t.test('an E1 can be used in part on paper, never on the stepped engine', async (t) => {
  const text = WAVE.replace('channels: 30', 'channels: 12').replace('length: 2min', 'length: 20s');
  t.ok(outcomeOf(await lived('paper', text)).offered > 0);
  await t.rejects(lived('stepped', text), /multiple of 30/);
});
