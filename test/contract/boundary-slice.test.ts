// SPDX-License-Identifier: GPL-2.0-or-later
// Do two users of one engine, and two engines in lock-step, hear what is theirs and nothing else?

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { type Fact, type Meter, NativeMedia, sliceMedia } from '../../src/native/index.js';
import { Facts, LOOP, projectFile } from './engine-world.js';

t.test('a slice has its spans with their indices, and hears only of them', async (t) => {
  const media = new NativeMedia(LOOP);
  t.teardown(() => media.close());
  const [box, net] = [sliceMedia(media, ['box']), sliceMedia(media, ['net'])];
  const [boxFacts, netFacts, all] = [new Facts(box), new Facts(net), new Facts(media)];

  t.same([net.spans.map((span) => span.index), net.channels[0]?.index, net.channels.length], [[1], 31, 31]);
  all.until(media, 'dChannelUp', { span: 1 });
  const call = net.dial({ channel: 31, called: { digits: '4001234' } });
  all.until(media, 'proceeding', { call });

  t.ok(boxFacts.find('offered'), 'the box is offered the call');
  t.notOk(netFacts.find('offered'), 'the network is not');
  t.notOk(boxFacts.find('proceeding', { call }), "the proceeding call is the network's");
  t.same(
    boxFacts.told.filter((fact) => fact.channel >= 31),
    [],
  );
  t.equal(boxFacts.told.length + netFacts.told.length, all.told.length);
});

t.test('a prompt is told to the slice that loaded it; totals and losses to everybody', async (t) => {
  const media = new NativeMedia(LOOP);
  t.teardown(() => media.close());
  const [box, net] = [sliceMedia(media, ['box']), sliceMedia(media, ['net'])];
  const [boxFacts, netFacts] = [new Facts(box), new Facts(net)];
  const meters: Meter[] = [];
  net.onMeter((meter) => meters.push(meter));
  box.meter(0, 100);

  const prompt = box.loadPrompt(projectFile('prompts/en/number-1.wav'));
  media.step(60);

  t.match(boxFacts.find('promptLoaded'), { prompt });
  t.notOk(netFacts.find('promptLoaded'));
  t.same([...new Set(meters.map((meter) => meter.type))], ['ticks'], 'no level of a channel of the box');
});

t.test("step() and close() are the owner's, and a span must be there", async (t) => {
  const media = new NativeMedia(LOOP);
  t.teardown(() => media.close());
  const box = sliceMedia(media, ['box']);
  t.throws(() => box.step(), /owner/);
  t.throws(() => box.close(), /owner/);
  t.throws(() => sliceMedia(media, ['moon']), { name: 'RangeError', message: /no span is called moon/ });
});

/** Two stepped engines joined by sockets; every fact of both, in order. */
function lockStepRun(folder: string): Fact[] {
  const engine = (type: 'listen' | 'connect', role: 'network' | 'cpe') =>
    new NativeMedia({
      stepped: true,
      board: { type: 'virtual', spans: [{ name: role, kind: 'e1', carrier: { type, path: join(folder, 'e1') } }] },
      signalling: [{ span: role, role }],
    });
  const [net, box] = [engine('listen', 'network'), engine('connect', 'cpe')];
  const [netFacts, boxFacts] = [new Facts(net), new Facts(box)];
  box.onFact((fact) => {
    if (fact.type === 'offered') box.answer(fact.call);
    if (fact.type === 'answered') box.sendDigits(fact.channel, '18');
  });
  net.detect(4, true);
  for (let tick = 0; tick < 250; tick++) {
    net.step();
    box.step();
    if (tick === 100) net.dial({ channel: 4, called: { digits: '400' } });
  }
  net.close();
  box.close();
  return [...netFacts.told, ...boxFacts.told];
}

t.test('two engines in lock-step over sockets do the same each time, to the tick', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-lock-step-'));
  t.teardown(() => rmSync(folder, { recursive: true }));

  const first = lockStepRun(folder);
  const second = lockStepRun(folder);

  const digits = first.flatMap((fact) => (fact.type === 'digit' ? [fact.digit] : []));
  t.equal(digits.join(''), '18');
  t.same(second, first);
});
