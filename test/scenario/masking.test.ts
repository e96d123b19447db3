// SPDX-License-Identifier: GPL-2.0-or-later
// A card number is keyed in while an agent listens and all is recorded: does nobody but the program learn it?
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Leg } from '../../src/call/index.js';
import type { Dialogue } from '../../src/ivr/index.js';
import { openBox } from '../support/box.js';
import { digitsOf } from '../support/digits-of.js';
import { agent } from '../support/floor.js';
import { wav, wavChannels, writeVoice } from '../support/wav.js';

const CARD = '4929180273650018';
const SILENCE = 0xd5;
const TICK = 160;

/** A caller who came through a menu is with agent 1; the box's leg of him. */
async function conversation(t: Test) {
  const came: Leg[] = [];
  const main = async (dialogue: Dialogue) => {
    await dialogue.answer();
    came.push(dialogue.leg);
    place.box.enqueue(dialogue.leg.id, 'sales');
  };
  const place = await openBox(t, {
    config: { accessNumbers: [{ number: '88880001', menu: 'main' }] },
    dialogues: { main },
  });
  const { world, box } = place;
  const telephone = world.telephone(1);
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(100);
  const [leg] = came;
  if (leg === undefined) throw new Error('the menu saw nobody');
  return { ...place, caller, telephone, leg };
}

/** The digits that anybody finds in what he heard. */
function digitsIn(folder: string, audio: Uint8Array): string {
  const file = join(folder, 'heard.wav');
  writeFileSync(file, wav(audio));
  return digitsOf(file);
}

t.test('agent and recording have silence in place of the card number, and the program has the number', async (t) => {
  const { world, reads, events, caller, telephone, leg } = await conversation(t);
  const voices = [1, 2].map((seed) => {
    const file = join(world.folder, `voice-${seed}.wav`);
    return { file, bytes: writeVoice(file, seed, 600) };
  });
  const [before, after] = await Promise.all(voices.map(({ file }) => world.load(file)));
  const heardFile = join(world.folder, 'agent-heard.wav');
  const hearing = world.media.record(telephone.channel, heardFile);
  caller.play([before ?? 0]);
  await world.advance(1_000);

  const mask = leg.mask({ reason: 'card' });
  const collecting = leg.collect({ max: CARD.length });
  caller.sendDigits(CARD, { onMs: 60, offMs: 60 });
  const { digits } = await world.during(collecting);
  mask.end(); // the last key is still down
  await world.advance(500);
  caller.play([after ?? 0]);
  await world.advance(1_000);
  world.media.stop(hearing);
  await world.advance(100);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(500);

  t.equal(digits, CARD);
  const [row] = await reads.selectFrom('recording').selectAll().execute();
  const [recorded = Buffer.alloc(0)] = wavChannels(join(world.folder, 'data/recordings', row?.file ?? ''));
  const [heard = recorded] = wavChannels(heardFile);
  for (const [who, audio] of Object.entries({ agent: heard, recording: recorded })) {
    const [first, second] = voices.map(({ bytes }) => audio.indexOf(bytes.subarray(TICK)));
    const end = (first ?? 0) + (voices[0]?.bytes.length ?? 0) - TICK;
    t.ok((first ?? -1) >= 0 && (second ?? -1) > end, `${who}: both voices are whole`);
    t.ok(
      audio.subarray(end, (second ?? 0) - TICK).every((byte) => byte === SILENCE),
      `${who}: silence between them`,
    );
    t.equal(digitsIn(world.folder, audio), '', `${who}: no digit`);
  }
  t.match(
    (await events('leg.masked')).map(({ detail }) => JSON.parse(detail ?? '{}')),
    [{ reason: 'card' }],
  );
  const [unmasked] = await events('leg.unmasked');
  t.match(JSON.parse(unmasked?.detail ?? '{}'), { reason: 'card', how: 'ended' });
});

t.test('what is keyed in under a mask stands in no row and no file of the box', async (t) => {
  const got: (string | undefined)[] = [];
  const main = async (dialogue: Dialogue) => {
    await dialogue.answer();
    got.push(await dialogue.collect({ prompt: 'key-in-your-number', max: CARD.length, mask: 'card' }));
  };
  const { world, events } = await openBox(t, {
    config: { accessNumbers: [{ number: '88880001', menu: 'main' }] },
    dialogues: { main },
  });
  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => caller.state === 'connected');
  await world.advance(500);
  caller.sendDigits(CARD, { onMs: 60, offMs: 60 });
  await world.until(() => got.length > 0);
  await world.until(() => caller.state === 'cleared');
  await world.advance(500);

  t.same(got, [CARD]);
  t.equal((await events('leg.masked')).length, 1);
  t.equal((await events('leg.unmasked')).length, 1);
  const data = join(world.folder, 'data');
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  t.ok(files.length > 0);
  for (const { parentPath, name } of files)
    t.notOk(readFileSync(join(parentPath, name)).includes(CARD), `${name} does not have the number`);
});
