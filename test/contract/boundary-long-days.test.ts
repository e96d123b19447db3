// SPDX-License-Identifier: GPL-2.0-or-later
// Does an engine that has run for months go on past its 2^32nd operation, and does one that JavaScript left alone for
// minutes tell first what came first?

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Fact, NativeMedia, openStream } from '../../src/native/index.js';
import { Facts, LOOP, projectFile } from './engine-world.js';

const [BOX, NET] = [0, 31] as const; // the two ends of one line
const EDGE = 2 ** 32;

/** What it asked for in the months before is over and forgotten: ids go on right below the edge. */
class AgedMedia extends NativeMedia {
  protected override operate(command: (operation: number) => void): number {
    return EDGE - 4 + super.operate((operation) => command(EDGE - 4 + operation));
  }

  protected override call(command: (call: number) => void): number {
    return EDGE - 4 + super.call((call) => command(EDGE - 4 + call));
  }
}

function world(t: Test, media: NativeMedia = new NativeMedia(LOOP)) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-aged-'));
  const facts = new Facts(media);
  t.teardown(() => {
    media.close();
    rmSync(folder, { recursive: true });
  });
  for (const span of [0, 1]) facts.until(media, 'dChannelUp', { span });
  return { media, facts, folder };
}

const around = (ids: readonly number[]) => {
  return ids.some((id) => id < EDGE) && ids.includes(EDGE) && ids.some((id) => id > EDGE);
};

t.test('plays begin, pause, go on and stop on both sides of the 2^32nd, each by its own id', async (t) => {
  const { media, facts } = world(t, new AgedMedia(LOOP));
  const plays = Array.from({ length: 8 }, (_, i) => media.tone(BOX + i, [{ hertz: [450], milliseconds: 0 }]));
  t.ok(around(plays), plays.join(' '));
  for (const [channel, operation] of plays.entries()) {
    t.match(facts.until(media, 'started', { operation }), { channel });
  }

  const [first = 0, ...others] = plays;
  for (const operation of plays) {
    media.pause(operation, true);
    facts.until(media, 'paused', { operation });
    media.gain(operation, -6);
    media.pause(operation, false);
    facts.until(media, 'resumed', { operation });
  }
  t.equal(facts.told.filter(({ type }) => type === 'paused').length, plays.length, 'one is paused at a time');
  media.stop(first);
  facts.until(media, 'finished', { operation: first });
  t.equal(facts.told.filter(({ type }) => type === 'finished').length, 1, 'and one is stopped, not its like below');
  for (const operation of others) media.stop(operation);
  for (const operation of others) t.match(facts.until(media, 'finished', { operation }), { reason: 'stopped' });
});

t.test('so do recordings, prompts that are listened for, routes, streams and audits', async (t) => {
  const { media, facts, folder } = world(t, new AgedMedia(LOOP));
  const prompt = media.loadPrompt(projectFile('prompts/en/number-1.wav'));
  facts.until(media, 'promptLoaded', { prompt });
  const ids: number[] = [];
  for (let round = 0; round < 2; round++) {
    const recording = media.record(BOX, join(folder, `${round}.wav`), { held: true });
    const listening = media.listen(NET, prompt);
    const playing = media.play(BOX, [prompt]);
    facts.until(media, 'heard', { operation: listening });
    facts.until(media, 'finished', { operation: playing });
    media.release(recording);
    media.stop(recording);
    const { playedMs } = facts.until(media, 'finished', { operation: recording });
    const wav = readFileSync(join(folder, `${round}.wav`));
    t.equal(wav.length - (wav.indexOf('data') + 8), playedMs * 16, 'written whole, under its own id');

    const route = media.route([{ channel: BOX, hears: [{ channel: BOX, what: 'stream' }] }]);
    t.match(facts.until(media, 'routed', { operation: route }), { ears: 1 });
    const audit = media.audit();
    facts.until(media, 'audited', { operation: audit, span: 1 });
    const handle = media.stream(BOX);
    const end = openStream(handle);
    media.step(3);
    t.ok(end.read(), 'its user finds it by its id');
    end.close();
    facts.until(media, 'ended', { operation: handle.operation });
    ids.push(recording, listening, playing, route, audit, handle.operation);
  }
  t.ok(around(ids), ids.join(' '));
});

t.test('calls, too', async (t) => {
  const { media, facts } = world(t, new AgedMedia(LOOP));
  const calls = [0, 1, 2, 3].map((slot) => {
    const call = media.dial({ channel: NET + slot, exclusive: true, called: { digits: '4001234' } });
    media.answer(facts.until(media, 'offered', { channel: BOX + slot }).call);
    t.match(facts.until(media, 'answered', { call }), { channel: NET + slot });
    return call;
  });
  t.ok(around(calls), calls.join(' '));
  for (const call of calls) {
    media.clear(call, 16);
    t.match(facts.until(media, 'cleared', { call }), { cause: 16 });
    t.equal(facts.told.filter((fact) => fact.type === 'cleared' && fact.call === call).length, 1);
  }
});

t.test(
  'after a standstill of JavaScript, a call that came in its midst is told in the midst of thousands of digits',
  async (t) => {
    const { media, facts } = world(t);
    const senders = Array.from({ length: 10 }, (_, i) => NET + 1 + i);
    for (const channel of senders) {
      media.detect(channel - NET, true);
      media.sendDigits(channel, '1234567890'.repeat(6), { onMs: 60, offMs: 60 });
    }
    media.step(150);
    facts.told.length = 0;
    media.dial({ channel: NET, called: { digits: '4001234' } });
    media.step(250); // nothing is read in between

    const told: Fact[] = [...facts.told];
    const offered = told.findIndex(({ type }) => type === 'offered');
    t.ok(told.length > 300, `${told.length} facts`);
    t.ok(offered >= 0 && offered < told.length / 10, `the call is number ${offered} of ${told.length}`);
    t.same(
      told.map(({ at }) => at),
      told.map(({ at }) => at).sort((a, b) => a - b),
      'all by their times',
    );
  },
);
