// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-47 003-23
// By software: a hang-up frees the channel within half a second, and digits that are sent are heard by the other one.
import { join } from 'node:path';
import t from 'tap';
import { callInHand, FIRST } from '../support/call-in-hand.js';
import { digitsOf } from '../support/digits-of.js';

t.test('001-47 hung up by a program: the customer is cleared, and the channel idle, within 500 ms', async (t) => {
  const { world, box, caller } = await callInHand(t);
  const busy = () => box.status().utilisation;
  t.ok(busy() > 0);
  const from = world.clock.now();
  box.calling.clear(FIRST);
  await world.until(() => caller.state === 'cleared' && busy() === 0, 500);
  t.comment(`${world.clock.now() - from} ms`);
});

t.test('digits that a program sends are heard by the customer', async (t) => {
  const { world, box, caller } = await callInHand(t);
  const file = join(world.folder, 'digits.wav');
  const recording = world.media.record(caller.channel.index, file);
  await world.advance(100);
  box.calling.sendDigits(FIRST, '42#');
  await world.advance(1_500);
  world.media.stop(recording);
  await world.advance(200);
  t.equal(digitsOf(file), '42#');
});
