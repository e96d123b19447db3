// SPDX-License-Identifier: GPL-2.0-or-later
// Do plays, collections and recordings end as they should: by themselves, by a digit, by hang-up?
import t from 'tap';
import { box, settled } from '../../support/calls.js';

t.test("a play resolves when its own fact comes, not another's", async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  let over = false;

  const first = leg.play([1, 2]);
  const id = media.last('play');
  const second = leg.play([3]);
  void second.finished.then(() => {
    over = true;
  });
  media.tell({ type: 'finished', channel: 3, operation: id, reason: 'stopped', playedMs: 100 });
  await settled();

  t.match(await first.finished, { reason: 'stopped', playedMs: 100 });
  t.notOk(over);
});

t.test('a play is started when its first sample has gone out', async (t) => {
  const { media, answered } = box();
  const operation = answered(3).play([1]);
  media.tell({ type: 'started', channel: 3, operation: media.last('play') });
  await operation.started;
  t.pass();
});

t.test('hang-up rejects what is under way with LEG_CLEARED', async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  const play = leg.play([1]);
  const digits = leg.collect({ max: 4 });

  media.tell({ type: 'cleared', call: leg.handle, channel: 3 });

  await t.rejects(play.finished, { code: 'LEG_CLEARED' });
  await t.rejects(digits, { code: 'LEG_CLEARED' });
  await t.rejects(leg.play([1]).finished, { code: 'LEG_CLEARED' });
});

t.test('a play that nobody awaits may be cut off without noise', async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  leg.play([1], { loop: true });
  media.tell({ type: 'cleared', call: leg.handle, channel: 3 });
  await settled();
  t.pass('no unhandled rejection');
});

t.test("the caller's signal stops a play", async (t) => {
  const { media, answered } = box();
  const stopping = new AbortController();
  const play = answered(3).play([1], { signal: stopping.signal });

  stopping.abort(new Error('enough'));

  await t.rejects(play.finished, { message: 'enough' });
  t.same(media.given('stop'), [[media.last('play')]]);
});

t.test('a prompt that cannot be played rejects', async (t) => {
  const { media, answered } = box();
  const play = answered(3).play([1]);
  media.tell({ type: 'finished', channel: 3, operation: media.last('play'), reason: 'failed' });
  await t.rejects(play.finished, { code: 'PROMPT_UNUSABLE' });
});

t.test('digits are collected up to a length, typed-ahead ones first', async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  const type = (digits: string) => {
    for (const digit of digits) media.tell({ type: 'digit', channel: 3, digit });
  };
  type('12');
  t.equal(leg.digits.kept, '12');

  const collected = leg.collect({ max: 3 });
  type('345');

  t.same(await collected, { digits: '123', ended: 'max' });
  t.equal(leg.digits.kept, '45', 'the rest waits for the next question');
  t.same(await leg.collect({ max: 1 }), { digits: '4', ended: 'max' });
  t.equal(leg.digits.kept, '5');
});

t.test('digits end by a key or by a pause', async (t) => {
  const { media, clock, answered } = box();
  const leg = answered(3);
  const ended = leg.collect({ max: 20, terminator: '#' });
  for (const digit of '8333#') media.tell({ type: 'digit', channel: 3, digit });
  t.same(await ended, { digits: '8333', ended: 'terminator' });

  const paused = leg.collect({ max: 20, firstWithin: 5_000, nextWithin: 4_000 });
  clock.advance(4_999);
  media.tell({ type: 'digit', channel: 3, digit: '7' });
  clock.advance(4_000);
  t.same(await paused, { digits: '7', ended: 'timeout' });
});

t.test('a recording ends with its leg, and says what the disk lost', async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  const recording = leg.record('/tmp/a.wav');
  const operation = media.last('record');
  const gaps: number[] = [];
  recording.gap.on(({ gapMs }) => gaps.push(gapMs));

  media.tell({ type: 'recordingGap', channel: 3, operation, atMs: 1000, gapMs: 40 });
  media.tell({ type: 'cleared', call: leg.handle, channel: 3 });
  media.tell({ type: 'finished', channel: 3, operation, reason: 'cleared', playedMs: 9_000, gapMs: 40 });

  t.match(await recording.finished, { reason: 'cleared', durationMs: 9_000, gapMs: 40, failure: undefined });
  t.same(gaps, [40]);
});

t.test('a full disk ends the recording, not the call', async (t) => {
  const { media, answered } = box();
  const leg = answered(3);
  const recording = leg.record('/tmp/a.wav');
  const operation = media.last('record');

  media.tell({ type: 'recordingFailed', channel: 3, operation, failure: 'diskFull', systemError: 28 });
  media.tell({ type: 'finished', channel: 3, operation, reason: 'failed', playedMs: 3_000 });

  t.match(await recording.finished, { failure: 'diskFull', durationMs: 3_000 });
  t.equal(leg.state, 'connected');
});
