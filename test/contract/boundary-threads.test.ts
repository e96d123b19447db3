// SPDX-License-Identifier: GPL-2.0-or-later
// Do calls go on while JavaScript stands still, and does nothing get lost? Engines with threads, in real time.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Fact } from '../../src/native/index.js';
import { joined, projectFile, stopJavaScript } from './engine-world.js';

const D_CHANNEL = 15; // time slot 16
const BEARERS = Array.from({ length: 31 }, (_, index) => index).filter((index) => index !== D_CHANNEL);

async function connectedSpan(t: Test) {
  const world = joined(t);
  await world.boxFacts.wait('dChannelUp');
  await world.netFacts.wait('dChannelUp');
  return world;
}

/** Calls on the channels, all answered. */
async function callsOn(world: Awaited<ReturnType<typeof connectedSpan>>, channels: readonly number[]) {
  const { net, netFacts, box, boxFacts } = world;
  const dialled = channels.map((channel) =>
    net.dial({ channel, exclusive: true, called: { digits: `400${channel}` } }),
  );
  for (const channel of channels) box.answer((await boxFacts.wait('offered', { channel })).call);
  for (const call of dialled) await netFacts.wait('answered', { call });
  return dialled;
}

const count = (facts: readonly Fact[], type: Fact['type']) => facts.filter((fact) => fact.type === type).length;

t.test('two engines joined by sockets: digits, prompt, recording', async (t) => {
  const world = await connectedSpan(t);
  const { net, netFacts, box, boxFacts, folder } = world;
  const [call = 0] = await callsOn(world, [0]);

  box.detect(0, true);
  net.sendDigits(0, '42#');
  await boxFacts.wait('digit', { digit: '#' });
  const file = join(folder, 'call.wav');
  const recording = box.record(0, file);
  const [atBox, atNet] = [box, net].map((media) => media.loadPrompt(projectFile('prompts/en/number-1.wav'))) as [
    number,
    number,
  ];
  await boxFacts.wait('promptLoaded', { prompt: atBox });
  await netFacts.wait('promptLoaded', { prompt: atNet });
  const listening = net.listen(0, atNet);
  const playing = box.play(0, [atBox]);
  await boxFacts.wait('finished', { operation: playing });
  await netFacts.wait('heard', { operation: listening });
  box.stop(recording);
  const { playedMs } = await boxFacts.wait('finished', { operation: recording });
  net.clear(call, 16);
  await boxFacts.wait('cleared', { cause: 16, remote: true });

  const digits = boxFacts.told.flatMap((fact) => (fact.type === 'digit' ? [fact.digit] : []));
  t.equal(digits.join(''), '42#');
  const wav = readFileSync(file);
  t.equal(
    wav.length - (wav.indexOf('data') + 8),
    playedMs * 16,
    'the recording has two sides of 8 samples a millisecond',
  );
  t.equal(box.counters().factsLost, 0);
});

t.test('30 SETUPs into a 2 s stop of JavaScript: none is lost, each gets PROCEEDING', async (t) => {
  const { net, netFacts, boxFacts } = await connectedSpan(t);

  for (const channel of BEARERS) net.dial({ channel, exclusive: true, called: { digits: '4001234' } });
  stopJavaScript(2000);
  for (const channel of BEARERS) await netFacts.wait('proceeding', { channel });
  for (const channel of BEARERS) await boxFacts.wait('proceeding', { channel });

  const automatic = boxFacts.told.filter((fact) => fact.type === 'proceeding' && fact.automatic);
  t.equal(count(boxFacts.told, 'offered'), 30);
  t.equal(automatic.length, 30, 'the signalling thread sent them by itself');
  t.equal(count(netFacts.told, 'proceeding'), 30);
  t.equal(count(netFacts.told, 'cleared'), 0);
});

t.test('JavaScript stopped for 5 s during 30 calls loses no digit', async (t) => {
  const world = await connectedSpan(t);
  const { net, netFacts, box, boxFacts } = world;
  await callsOn(world, BEARERS);

  const digits = '1234567890*#ABCD'.repeat(3).slice(0, 45);
  for (const channel of BEARERS) box.detect(channel, true);
  const sending = BEARERS.map((channel) => net.sendDigits(channel, digits, { onMs: 50, offMs: 50 }));
  stopJavaScript(5000);
  for (const operation of sending) await netFacts.wait('finished', { operation });
  await Promise.all(BEARERS.map((channel) => boxFacts.wait('digit', { channel, digit: digits.at(-1) ?? '' })));
  box.sendDigits(0, '1');
  await boxFacts.wait('finished');

  t.equal(box.counters().factsLost, 0);
  const slips = box.counters().slips + net.counters().slips;
  const perfect = BEARERS.filter((channel) => {
    const heard = boxFacts.told.flatMap((fact) =>
      fact.type === 'digit' && fact.channel === channel ? [fact.digit] : [],
    );
    return heard.join('') === digits;
  });
  if (slips === 0) t.equal(perfect.length, 30, 'every digit, in order, on every channel');
  else t.comment(`the machine lost ${slips} frames between two clocks; ${perfect.length} of 30 channels are whole`);
});

t.test('what no longer fits is counted, and the rest keeps its order', async (t) => {
  const { box, boxFacts } = await connectedSpan(t);
  const unknownPrompt = 4000;

  const flood = (operations: number) => {
    for (let done = 0; done < operations; ) {
      try {
        box.play(0, [unknownPrompt]); // fails at once: one fact each
        done++;
      } catch {
        stopJavaScript(20); // the ring of commands is full
      }
    }
    stopJavaScript(500);
  };
  const finished = () => boxFacts.told.flatMap((fact) => (fact.type === 'finished' ? [fact.operation] : []));

  flood(50_000);
  await boxFacts.wait('finished', { operation: 50_000 });
  t.same(
    finished(),
    Array.from({ length: 50_000 }, (_, index) => index + 1),
    '50,000 facts wait for JavaScript',
  );

  flood(100_000);
  const overrun = await boxFacts.wait('overrun');
  const last = box.play(0, [unknownPrompt]);
  await boxFacts.wait('finished', { operation: last });

  const operations = finished();
  t.equal(operations.length + overrun.lost, last, 'told and lost together are all');
  t.ok(
    operations.every((operation, index) => index === 0 || operation > (operations[index - 1] ?? 0)),
    'in order',
  );
  t.equal(box.counters().factsLost, overrun.lost);
});
