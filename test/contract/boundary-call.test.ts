// SPDX-License-Identifier: GPL-2.0-or-later
// Does one call go through the whole engine: signalling, digits, prompts, bridge, recording?

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { NativeMedia } from '../../src/native/index.js';
import { Facts, LOOP, projectFile } from './engine-world.js';

const BOX = 0; // time slot 1 of the span `box`
const NET = 31; // the same slot at the network's end

function world(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-boundary-'));
  const media = new NativeMedia(LOOP);
  const facts = new Facts(media);
  t.teardown(() => {
    media.close();
    rmSync(folder, { recursive: true });
  });
  facts.until(media, 'dChannelUp', { span: 0 });
  facts.until(media, 'dChannelUp', { span: 1 });

  const call = (slot: number) => {
    const ours = media.dial({ channel: NET + slot, exclusive: true, called: { digits: '4001234' } });
    const theirs = facts.until(media, 'offered', { channel: BOX + slot }).call;
    media.proceed(theirs);
    media.alert(theirs);
    facts.until(media, 'alerting', { call: ours });
    media.answer(theirs);
    facts.until(media, 'answered', { call: ours });
    facts.until(media, 'answered', { call: theirs });
    return { ours, theirs };
  };
  return { media, facts, folder, call };
}

t.test('a call is offered with its number, answered and cleared', async (t) => {
  const { media, facts, call } = world(t);

  const { ours, theirs } = call(0);
  media.clear(theirs, 16);

  t.equal(facts.find('offered')?.called, '4001234');
  t.equal(ours % 2, 0, 'handles of dialled calls are even');
  t.equal(theirs % 2, 1, 'handles of offered calls are odd');
  t.equal(facts.until(media, 'cleared', { call: ours }).cause, 16);
  t.equal(facts.until(media, 'cleared', { call: theirs }).remote, false);
});

t.test('digits that one end sends are detected at the other, in order', async (t) => {
  const { media, facts, call } = world(t);
  call(0);

  media.detect(BOX, true);
  const sending = media.sendDigits(NET, '159*0#');
  facts.until(media, 'finished', { operation: sending });
  media.step(5);

  const digits = facts.told.flatMap((fact) => (fact.type === 'digit' && fact.channel === BOX ? [fact.digit] : []));
  t.equal(digits.join(''), '159*0#');
});

t.test('a prompt is loaded, played and heard at the far end', async (t) => {
  const { media, facts, call } = world(t);
  call(0);
  const prompt = media.loadPrompt(projectFile('prompts/en/callback-greeting.wav'));
  const { durationMs } = facts.until(media, 'promptLoaded', { prompt });

  const listening = media.listen(NET, prompt);
  const playing = media.play(BOX, [prompt]);

  const heard = facts.until(media, 'heard', { operation: listening });
  t.equal(heard.channel, NET);
  t.match(facts.until(media, 'finished', { operation: listening }), { reason: 'completed' });
  t.match(facts.until(media, 'finished', { operation: playing }), { reason: 'completed', playedMs: durationMs });
});

t.test('a prompt that is not there is told as failed, and a play of it too', async (t) => {
  const { media, facts } = world(t);

  const prompt = media.loadPrompt('/nowhere/at-all.wav');

  t.equal(facts.until(media, 'promptFailed', { prompt }).failure, 'fileMissing');
  const playing = media.play(BOX, [prompt]);
  t.equal(facts.until(media, 'finished', { operation: playing }).reason, 'failed');
});

t.test('two bridged channels hear each other', async (t) => {
  const { media, facts, call } = world(t);
  call(0);
  call(1);

  const route = media.route([
    { channel: BOX, hears: [{ channel: BOX + 1 }] },
    { channel: BOX + 1, hears: [{ channel: BOX }] },
  ]);
  t.match(facts.until(media, 'routed', { operation: route }), { ears: 2 });
  media.detect(NET + 1, true);
  media.sendDigits(NET, '7');

  t.match(facts.until(media, 'digit', { channel: NET + 1 }), { digit: '7' });
});

t.test('a recording is as long as it lasted, left what was received, right what was sent', async (t) => {
  const { media, facts, folder, call } = world(t);
  call(0);
  const file = join(folder, 'one.wav');

  media.tone(NET, [{ hertz: [450], milliseconds: 0 }]);
  const recording = media.record(BOX, file);
  media.step(100);
  media.stop(recording);
  const { playedMs } = facts.until(media, 'finished', { operation: recording });

  const wav = readFileSync(file);
  const audio = wav.subarray(wav.indexOf('data') + 8);
  t.equal(playedMs, 2000);
  t.equal(audio.length, 2 * 8 * 2000, 'two sides of 8 samples a millisecond');
  t.equal(wav.readUInt16LE(22), 2, 'stereo');
  const spoken = audio.filter((sample, index) => index % 2 === 0 && sample !== 0xd5).length;
  const silent = audio.filter((sample, index) => index % 2 === 1 && sample === 0xd5).length;
  t.ok(spoken > 15_000, `the tone is on the left (${spoken})`);
  t.equal(silent, 16_000, 'nothing was sent');
  t.equal(media.repairRecording(file), 2000);
});

t.test('a recording under way is closed and told when the engine closes', async (t) => {
  const { media, facts, folder, call } = world(t);
  call(0);
  const recording = media.record(BOX, join(folder, 'cut.wav'));
  media.step(51);

  media.close();

  t.match(facts.find('finished', { operation: recording }), { reason: 'cleared', playedMs: 1020 });
});
