// SPDX-License-Identifier: GPL-2.0-or-later
// Does a plain telephone tell that messages wait? Its dial tone stutters, its display is told by FSK (judged by spandsp), its lamp has voltage, or its
// line is reversed; when the last new message has been heard all that is over.
import { join } from 'node:path';
import t from 'tap';
import { linear, shownBy } from '../support/adsi.js';
import { agentId, stationNumber } from '../support/box.js';
import { hangUp } from '../support/floor.js';
import { mailboxHouse } from '../support/mailbox-house.js';
import { wavChannels } from '../support/wav.js';
import type { World } from '../support/world.js';

const LAMPS = ['fsk', 'neon', 'reversal', 'off'] as const;
const stations = LAMPS.map((waitingLamp, i) => ({
  ...{ number: stationNumber(i + 1), span: 'stations', port: i + 1, waitingLamp },
}));
const all = { stations: stations.map(({ number }) => number) };

/** What a telephone's line carries while something is done. */
async function carried(world: World, port: number, act: () => void, milliseconds = 3_000) {
  const file = join(world.folder, `line-${port}-${world.clock.now()}.wav`);
  const recording = world.media.record(world.telephone(port).channel, file);
  act();
  await world.advance(milliseconds);
  world.media.stop(recording);
  await world.advance(200);
  return linear(wavChannels(file)[0] ?? Buffer.alloc(0));
}

const SECOND = 8_000;
const loud = (samples: Int16Array) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0) > 500;

/** Parts of 20 ms without a sound, in the first two seconds after the tone began. */
function breaks(samples: Int16Array): number {
  const parts = Array.from({ length: 100 }, (_, i) => samples.subarray(SECOND + i * 160, SECOND + (i + 1) * 160));
  return parts.filter((part) => !loud(part)).length;
}

t.test('FSK, voltage, polarity, and the stutter of the dial tone', async (t) => {
  const { world, box, leaves } = await mailboxHouse(t, { telephones: 4, signedIn: 0, config: { stations } }, all);
  const [fsk, neon, reversal, off] = [1, 2, 3, 4].map((port) => world.telephone(port));
  const plain = await carried(world, 4, () => off?.lift());
  t.equal(breaks(plain), 0, 'a steady dial tone');
  await hangUp(world, world.telephone(4));

  const file = join(world.folder, 'fsk.wav');
  const recording = world.media.record(fsk?.channel ?? 0, file);
  await leaves();
  await world.advance(2_000);
  world.media.stop(recording);
  await world.advance(200);
  t.same(shownBy('fsk-bell202', linear(wavChannels(file)[0] ?? Buffer.alloc(0))), [{ waiting: '\xff' }]);
  t.notOk(fsk?.rings, 'it has not rung');
  t.ok(neon?.isLit);
  t.match(world.told('polarity', { channel: reversal?.channel ?? 0 }).at(-1), { reversed: true });
  const stutter = await carried(world, 4, () => off?.lift());
  t.ok(breaks(stutter) >= 3, `${breaks(stutter)} breaks`);
  await hangUp(world, world.telephone(4));

  const dark = await carried(world, 1, () => box.voicemail.mark(box.voicemail.list()[0]?.id ?? '', 'heard'));
  t.same(shownBy('fsk-bell202', dark), [{ waiting: '\x00' }]);
  t.notOk(neon?.isLit);
  t.match(world.told('polarity', { channel: reversal?.channel ?? 0 }).at(-1), { reversed: false });
  t.equal(breaks(await carried(world, 4, () => off?.lift())), 0);
});

t.test(
  'one that is in use is told when it lies on its hook again; where an agent is signed in it is his',
  async (t) => {
    const { world, box, leaves } = await mailboxHouse(t, { telephones: 4, signedIn: 0, config: { stations } });
    const telephone = world.telephone(1);
    box.agents.signIn(agentId(1), stationNumber(1));
    telephone.lift();
    await leaves();
    telephone.putDown();
    const heard = await carried(world, 1, () => {}, 3_000);
    t.same(shownBy('fsk-bell202', heard), [{ waiting: '\xff' }]);
    t.notOk(world.telephone(2).isLit, 'nobody is signed in there');
    box.agents.signOut(agentId(1));
    box.agents.signIn(agentId(1), stationNumber(2));
    await world.advance(1_500);
    t.ok(world.telephone(2).isLit, 'now he is there');
  },
);
