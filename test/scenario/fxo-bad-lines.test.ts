// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-07 analog-16
// Lines as installers find them: noise, hum, somebody else's talk, voltage that comes and goes. None of it is a caller, a wrong number or a hang-up.
import pino from 'pino';
import t, { type Test } from 'tap';
import { toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { openBox } from '../support/box.js';
import { callerSound } from '../support/caller-id-sound.js';
import { wavFile } from '../support/line-sounds.js';

const NUMBER = '13912345678';

async function shop(t: Test) {
  const troubles: string[] = [];
  const write = (line: string) => {
    const { code, line: name } = JSON.parse(line) as { code?: string; line?: string };
    if (code !== undefined && name !== undefined) troubles.push(code);
  };
  const log = pino({ level: 'warn' }, { write });
  const opened = await openBox(t, { e1s: 0, telephones: 1, lines: 1, log });
  const { world } = opened;
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn') });
  const line = office.lines[0] as SubscriberLine;
  const telephone = world.telephone(1);
  const serve = async () => {
    await world.until(() => telephone.rings, 20_000);
    telephone.lift();
    await world.advance(1_000);
  };
  const contacts = () => opened.reads.selectFrom('contact').select(['number', 'disposition']).execute();
  return { ...opened, line, telephone, serve, troubles, contacts };
}

t.test('hum and noise lie over the message: the number is right, or there is none, never a wrong one', async (t) => {
  const { world, box, line, telephone, serve, troubles, contacts } = await shop(t);
  line.fail({ noise: await world.load(wavFile(world, { hum: -30, noise: -35 })) });
  line.rings({ caller: { sound: await callerSound(world, NUMBER), when: 'after' } });
  await serve();
  await world.advance(20_000);
  t.ok(line.offHook, 'and neither hangs up a call');
  line.partyHangsUp();
  await world.until(() => !line.offHook, 6_000);
  telephone.putDown();
  await world.advance(31_000);
  t.same(troubles, []);

  line.fail({ noise: await world.load(wavFile(world, { noise: -12 })) });
  line.rings({ caller: { sound: await callerSound(world, NUMBER), when: 'after' } });
  await serve();
  telephone.putDown();
  await world.until(() => !line.offHook, 6_000);
  await world.advance(2_000);
  await box.settled();
  t.same(
    (await contacts()).map(({ number }) => number),
    [`+86${NUMBER}`, null],
  );
});

t.test("a far end's ringing tone and music on hold are no hanging up", async (t) => {
  const { world, line, serve } = await shop(t);
  line.rings();
  await serve();
  line.ringsBack();
  await world.advance(30_000);
  t.ok(line.offHook, 'half a minute of 450 Hz, 1 s in 5');
  line.says(await world.load('common/queue-music'));
  await world.advance(30_000);
  t.ok(line.offHook, 'half a minute of music');
  line.says(await world.load('zh-CN/welcome'));
  await world.advance(30_000);
  t.ok(line.offHook);
  line.partyHangsUp();
  await world.until(() => !line.offHook, 3_000);
});

t.test(
  'on a line that rests, talk of others and reversals are nothing; a cable that is pulled while it rings ends the call',
  async (t) => {
    const { world, box, line, telephone, troubles, contacts } = await shop(t);
    line.says(await world.load('zh-CN/welcome'));
    for (let i = 0; i < 10; i++) {
      world.media.polarity(line.channel, i % 2 === 0);
      await world.advance(1_000);
    }
    t.notOk(telephone.rings);
    t.same(troubles, []);
    line.rings();
    await world.until(() => telephone.rings, 12_000);
    line.stopsRinging();
    line.pulled();
    await world.advance(3_000);
    t.same(troubles, ['LINE_NO_BATTERY']);
    await world.until(() => !telephone.rings, 6_000);
    await box.settled();
    t.same(await contacts(), [{ number: null, disposition: 'abandoned' }]);
  },
);

t.test(
  'what a line should not tell: a lamp, a ring into a call, reversals while it rings; the call is one call, and ends',
  async (t) => {
    const { world, box, line, telephone, troubles, contacts } = await shop(t);
    const oddities = async (rounds: number) => {
      for (let i = 0; i < rounds; i++) {
        world.media.lamp(line.channel, i % 2 === 0);
        world.media.polarity(line.channel, i % 2 === 0);
        await world.advance(300);
      }
    };
    await oddities(4);
    t.notOk(telephone.rings);
    line.rings();
    await oddities(4);
    await world.until(() => telephone.rings, 20_000);
    telephone.lift();
    await world.advance(1_000);
    t.ok(line.offHook);
    world.media.lamp(line.channel, true);
    world.media.ring(line.channel, true);
    await world.advance(2_000);
    world.media.ring(line.channel, false);
    t.ok(line.offHook, 'a ring into a call is none');
    line.partyHangsUp();
    await world.until(() => !line.offHook, 6_000);
    telephone.putDown();
    await world.advance(31_000);
    await box.settled();
    t.same(troubles, []);
    t.match(await contacts(), [{ disposition: 'answered' }]);

    line.rings();
    await world.until(() => telephone.rings, 20_000);
    t.pass('the next one comes');
  },
);
