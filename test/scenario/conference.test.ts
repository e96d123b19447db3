// SPDX-License-Identifier: GPL-2.0-or-later
// Three parties talk: does each hear the other two, as loud as they are, and not itself; and does it go on when one leaves?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { answeredCall, rooms } from '../support/rooms.js';
import { wavChannels } from '../support/wav.js';
import { toneLevel } from '../support/who-hears.js';
import { openWorld } from '../support/world.js';

const VOICES = [400, 700, 1_100]; // hertz: each a whole number of waves in half a second
const DBM0 = -15;
const SECOND = 8_000;

/** Three callers in one conversation, each with a tone of his own; what each of them hears is written down. */
async function conference(t: Test) {
  const world = await openWorld(t);
  const { calls } = rooms(world);
  const parties = [];
  for (const hertz of VOICES) parties.push({ hertz, ...(await answeredCall(world, calls)) });
  const call = calls.open();
  const joined = call.join(...parties.map(({ leg }) => leg));
  await world.during(joined);
  const hearing = parties.map(({ caller, hertz }) => {
    caller.tone({ steps: [{ hertz: [hertz], milliseconds: 0 }], repeatFrom: 0 }, { levelDbm0: DBM0 });
    const file = join(world.folder, `heard-${hertz}.wav`);
    return { file, operation: world.media.record(caller.channel.index, file) };
  });
  /** What caller `who` has heard so far. */
  const heard = (who: number) => wavChannels(hearing[who]?.file ?? '')[0] ?? Buffer.alloc(0);
  const stop = async () => {
    for (const { operation } of hearing) world.media.stop(operation);
    await world.advance(200);
  };
  return { world, call, parties, heard, stop };
}

/** Half a second of it, so long behind its beginning. */
function part(audio: Buffer, milliseconds: number): Buffer {
  return audio.subarray(milliseconds * 8, milliseconds * 8 + SECOND / 2);
}

t.test('each of three hears the sum of the other two and not itself', async (t) => {
  const { world, heard, stop } = await conference(t);
  await world.advance(2_000);
  await stop();

  for (const [listener] of VOICES.entries()) {
    const audio = part(heard(listener), 1_000);
    for (const [talker, hertz] of VOICES.entries()) {
      const level = toneLevel(hertz, audio);
      if (talker === listener) t.ok(level < -55, `${listener} hears ${level} dBm0 of itself`);
      else t.ok(Math.abs(level - DBM0) <= 0.5, `${listener} hears ${talker} at ${level} dBm0`);
    }
  }
});

t.test('a party that leaves does not interrupt the others', async (t) => {
  const { world, call, parties, heard, stop } = await conference(t);
  await world.advance(2_000);
  const { leg } = parties[2] as { leg: TrunkLeg };
  call.leave(leg);
  await world.advance(1_000);
  await stop();

  const [one, other] = [heard(0), heard(1)];
  const [oneHertz = 0, otherHertz = 0, leftHertz = 0] = VOICES;
  // Every 50 ms, across the leaving, the one who stays is as loud as ever.
  for (let at = 1_000; at < 2_800; at += 50) {
    const piece = (audio: Buffer) => audio.subarray(at * 8, at * 8 + 400);
    t.ok(Math.abs(toneLevel(otherHertz, piece(one)) - DBM0) <= 0.5, `${at} ms: the first hears the second`);
    t.ok(Math.abs(toneLevel(oneHertz, piece(other)) - DBM0) <= 0.5, `${at} ms: the second hears the first`);
  }
  t.ok(toneLevel(leftHertz, part(one, 1_000)) > -16);
  t.ok(toneLevel(leftHertz, part(one, 2_300)) < -55, 'nothing is heard of who has left');
});
