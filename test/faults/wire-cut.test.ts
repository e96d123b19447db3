// SPDX-License-Identifier: GPL-2.0-or-later
// A wire is cut under recorded conversations, the audio, the frames or both, and is whole again after two seconds: what is left?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import { sleep } from '../../src/kernel/index.js';
import { cutSocket } from '../support/cut-socket.js';
import { ACCESS_NUMBER, type FaultTown, faultTown } from '../support/fault-town.js';
import { wavChannels, writeVoice } from '../support/wav.js';

const LIMIT = { timeout: 90_000 };
const CUT = 2_000;
const CHANNELS = [0, 1];

async function talkingTown(t: Test): Promise<FaultTown> {
  const town = await faultTown(t, { config: { callback: { trough: { hold: '1h' } } } });
  town.agentsLift();
  for (const channel of CHANNELS) await town.exchange.call(channel, ACCESS_NUMBER, `1390000000${channel}`);
  await town.until(({ recordings }) => recordings.underWay === CHANNELS.length);
  return town;
}

/** Cuts again whatever is whole again, for so long: the box tries every second, at once when it was well until then. */
async function cutFor(town: FaultTown, time: number, cut: () => unknown): Promise<void> {
  for (const until = town.clock.now() + time; town.clock.now() < until; await sleep(town.clock, 10)) await cut();
}

/** Whether an agent hears what a caller says from now on. */
async function heard(town: FaultTown, channel: number): Promise<boolean> {
  const { exchange, telephones, facts, folder } = town;
  const file = join(folder, `voice-${channel}-${town.clock.now()}.wav`);
  writeVoice(file, channel + 1, 1_000);
  const [theirs, ours] = [await exchange.ask('loadPrompt', file), telephones.loadPrompt(file)];
  await Promise.all([
    exchange.facts.wait('promptLoaded', { prompt: theirs }),
    facts.wait('promptLoaded', { prompt: ours }),
  ]);
  const ears = town.agents.map((agent) => telephones.listen(agent.channel, ours));
  const voice = await exchange.ask('play', channel, [theirs]);
  await exchange.facts.wait('finished', { operation: voice });
  await sleep(town.clock, 200);
  const found = ears.some((operation) => facts.find('heard', { operation }) !== undefined);
  for (const operation of ears) telephones.stop(operation);
  return found;
}

/** Every call has its end, and every recording is as long as the catalogue says. */
async function wholeBooks(t: Test, town: FaultTown): Promise<void> {
  await town.until(({ calls, recordings }) => calls.inProgress === 0 && recordings.underWay === 0);
  await town.box.settled();
  t.match(await balance(town.reads), { balanced: true, calls: { offered: 2, answered: 2, inProgress: 0 } });
  const rows = await town.reads.selectFrom('recording').selectAll().execute();
  const whole = rows.map(({ file, durationMs, state }) => {
    const [left] = wavChannels(join(town.folder, 'data', 'recordings', file));
    return state === 'complete' && (left?.length ?? 0) / 8 === durationMs;
  });
  t.same(whole, [true, true]);
}

t.test('cut for a moment: nobody notices', LIMIT, async (t) => {
  const town = await talkingTown(t);
  for (const stream of ['audio', 'signal'] as const) {
    t.equal(await town.exchange.cut(stream), 1, 'there was a wire');
    await sleep(town.clock, 1_500);
    for (const channel of CHANNELS) t.ok(await heard(town, channel), 'they hear each other');
  }
  t.same(town.busy, CHANNELS);
  t.same(town.exchange.busy, CHANNELS);
  for (const agent of town.agents) agent.putDown();
  await wholeBooks(t, town);
});

for (const streams of [['audio'], ['signal'], ['audio', 'signal']] as const) {
  t.test(`cut at the exchange: ${streams.join(' and ')}; the conversations outlive it`, LIMIT, async (t) => {
    const town = await talkingTown(t);
    const lost = town.untilTrue(() => town.alarms().includes('SPAN_LOSS_OF_SIGNAL'), 10_000);
    await cutFor(town, CUT, () => Promise.all(streams.map((stream) => town.exchange.cut(stream))));
    await lost;
    await town.until(({ spans }) => spans[0]?.alarm === undefined && spans[0]?.dChannel === 'up', 10_000);
    t.same(town.busy, CHANNELS);
    await town.untilTrue(() => String(town.busy) === String(town.exchange.busy), 5_000);
    for (const channel of CHANNELS) t.ok(await heard(town, channel), 'they hear each other again');

    for (const agent of town.agents) agent.putDown();
    await wholeBooks(t, town);
    t.same(town.exchange.busy, []);
    await town.untilTrue(() => town.alarms().length === 0); // after 30 s of quiet: it came more than twice
  });
}

t.test(
  'cut at the telephones: a wire that breaks looks like a telephone put down, and its call ends',
  LIMIT,
  async (t) => {
    const town = await talkingTown(t);
    await cutFor(town, CUT, () => cutSocket(`${town.socket('bank')}.signal`));
    await wholeBooks(t, town);
    await town.untilTrue(() => town.alarms().length === 0);
    for (const agent of town.agents) agent.putDown();
    await town.until(({ agents }) => agents.every(({ state }) => state === 'ready'));

    const call = await town.exchange.call(5, ACCESS_NUMBER, '13900000005');
    await town.until(({ recordings }) => recordings.underWay === 1);
    await town.exchange.ask('clear', call, 16);
    await town.until(({ calls }) => calls.inProgress === 0);
  },
);
