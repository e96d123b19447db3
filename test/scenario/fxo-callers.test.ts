// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-01 analog-02 analog-03 analog-07 analog-11 analog-12 analog-16
// Somebody calls on an analog line: the box waits for who it is, lets the queue take him, and hears when he hangs up. On the virtual board, with
// the sound of a real exchange's messages.
import { join } from 'node:path';
import pino from 'pino';
import t, { type Test } from 'tap';
import { toneZone } from '../../src/native/index.js';
import { LocalExchange, type LocalExchangeOptions, type SubscriberLine } from '../../src/sim/index.js';
import { linear, shownBy } from '../support/adsi.js';
import { openBox } from '../support/box.js';
import { callerSound } from '../support/caller-id-sound.js';
import { wavChannels } from '../support/wav.js';

/** An exchange takes an open loop for a flash until then. */
const PUT_DOWN = 800;

async function shop(t: Test, options: Omit<LocalExchangeOptions, 'tones'> = {}, config: object = {}) {
  const troubles: string[] = [];
  const write = (line: string) => {
    const { code, line: name } = JSON.parse(line) as { code?: string; line?: string };
    if (code !== undefined && name !== undefined) troubles.push(code);
  };
  const log = pino({ level: 'warn' }, { write });
  const opened = await openBox(t, { e1s: 0, telephones: 1, lines: 3, log, config: { ...config } });
  const { world } = opened;
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn'), ...options });
  const line = (port: number) => office.lines[port - 1] as SubscriberLine;
  const telephone = world.telephone(1);
  const serve = async () => {
    await world.until(() => telephone.rings, 20_000);
    telephone.lift();
    await world.advance(500);
  };
  return { ...opened, office, line, telephone, serve, troubles };
}

t.test('the number comes after the first ring or before it, by FSK of both standards or by digits', async (t) => {
  const { world, box, line, telephone, serve, reads } = await shop(t);
  const ways = [
    ['fsk-bell202', 'after'],
    ['fsk-bell202', 'before'],
    ['fsk-v23', 'after'],
    ['dtmf', 'before'],
    ['dtmf', 'after'],
  ] as const;
  for (const [i, [style, when]] of ways.entries()) {
    const number = `1391234567${i}`;
    const begun = world.clock.now();
    if (style === 'dtmf') line(1).rings({ keys: { digits: `D${number}C`, when } });
    else line(1).rings({ caller: { sound: await callerSound(world, number, { style }), when } });
    await serve();
    t.ok(world.clock.now() - begun < 6_500, `${style} ${when}: it rang within ${world.clock.now() - begun} ms`);
    line(1).partyHangsUp();
    await world.until(() => !line(1).offHook, 4_000);
    telephone.putDown();
    await world.advance(31_000);
  }
  await box.settled();
  const calls = await reads.selectFrom('contact').selectAll().execute();
  t.same(
    calls.map(({ number }) => number),
    ways.map((_, i) => `+861391234567${i}`),
  );
  t.same([...new Set(calls.map(({ disposition }) => disposition))], ['answered']);
});

t.test('who gives up soon is in the books, and of a number that is withheld only that', async (t) => {
  const { world, line, reads, box } = await shop(t);
  const sound = await callerSound(world, '', { withheld: true });
  line(1).rings({ caller: { sound, when: 'after' } });
  await world.until(() => line(1).offHook, 3_000);
  line(1).partyHangsUp();
  await world.advance(5_000);
  await box.settled();
  const calls = await reads.selectFrom('contact').select(['number', 'disposition']).execute();
  t.same(calls, [{ number: null, disposition: 'abandoned' }]);
});

t.test('without caller id the call is offered with the second ring', async (t) => {
  const { world, line, telephone } = await shop(t);
  line(2).rings();
  await world.advance(4_500);
  t.notOk(telephone.rings, 'the first ring alone is not enough');
  await world.until(() => telephone.rings, 2_500);
});

t.test(
  'his hanging up is heard within 2 s of it: by loop break, and by reversal; by busy tone within 3 cadences',
  async (t) => {
    for (const ends of ['break', 'reversal', 'busyTone'] as const) {
      const { world, line, telephone, serve } = await shop(t, { ends });
      line(1).rings();
      await serve();
      if (ends === 'reversal') world.media.polarity(line(1).channel, true);
      await world.advance(3_000);
      const from = world.clock.now();
      line(1).partyHangsUp();
      await world.until(() => !line(1).offHook, 3_000);
      const took = world.clock.now() - from - PUT_DOWN;
      t.comment(`${ends}: heard after ${took} ms`);
      t.ok(took <= (ends === 'busyTone' ? 3 * 700 + 200 : 2_000), `${ends}: ${took} ms`);
      telephone.putDown();
    }
  },
);

t.test('what goes wrong: each ends in a stated state, with a fault code', async (t) => {
  const { world, box, line, telephone, troubles, reads } = await shop(t);
  const codes = async () => (await box.alarms.list()).map(({ code }) => code);

  line(1).ringsFalsely(80);
  await world.advance(1_000);
  line(1).ringsFalsely(600);
  await world.advance(8_000);
  t.same(troubles.splice(0), ['LINE_FALSE_RING', 'LINE_FALSE_RING'], 'a click, and one ring alone');
  t.notOk(telephone.rings);

  const half = await callerSound(world, '13912345678', { cut: (samples) => samples.slice(0, 4_200) });
  line(1).rings({ caller: { sound: half, when: 'after' } });
  await world.advance(8_000);
  t.same(troubles.splice(0), ['CALLER_ID_DAMAGED'], 'half a burst');
  t.ok(telephone.rings, 'the call is taken, without a number');
  line(1).partyHangsUp();
  await world.advance(6_000);

  const spoil = (message: readonly number[]) => message.map((byte, i) => (i === 15 ? byte ^ 1 : byte));
  line(1).rings({ caller: { sound: await callerSound(world, '13912345678', { spoil }), when: 'after' } });
  await world.advance(8_000);
  t.same(troubles.splice(0), ['CALLER_ID_DAMAGED'], 'a wrong checksum');
  telephone.lift();
  await world.advance(2_000);
  line(1).pulled();
  await world.advance(2_500);
  t.same(troubles.splice(0), ['LINE_NO_BATTERY'], 'pulled out while somebody talks');
  t.same(await codes(), ['LINE_FALSE_RING', 'CALLER_ID_DAMAGED', 'LINE_NO_BATTERY']);
  telephone.putDown();
  line(1).plugged();
  await world.advance(62_000);
  await box.settled();
  t.same(await codes(), []);
  const calls = await reads.selectFrom('contact').select('number').execute();
  t.same(calls, [{ number: null }, { number: null }], 'and none has a number that is wrong');
});

t.test('a flash gives him to a number outside where the exchange does that: no second line is needed', async (t) => {
  const trunkGroups = [{ name: 'analog', spans: ['lines'], order: 'ascending', transferBy: 'flash' }];
  const { world, box, line, telephone, serve, events } = await shop(t, {}, { trunkGroups });
  line(1).rings();
  await serve();
  const given: string[] = [];
  line(1).transferred.on((digits) => given.push(digits));
  box.calling.singleStepTransfer('1001', { number: '62345678' });
  await world.until(() => given.length > 0, 8_000);
  t.same(given, ['62345678']);
  t.notOk(line(2).offHook || line(3).offHook);
  await world.until(() => !line(1).offHook, 2_000);
  telephone.putDown();
  await world.advance(2_000);
  await box.settled();
  t.match(await events('call.transferred'), [{ detail: /number:/ }]);
  t.throws(() => box.calling.singleStepTransfer('1001', { number: '62345678' }), { code: 'REFUSED' });
});

t.test('his name comes in GBK or UTF-8, and stands in the record and on the telephone that rings', async (t) => {
  const stations = [{ number: '801', span: 'stations', port: 1, callerId: 'fsk-v23', callerIdNames: 'gbk' }];
  const { world, box, line, telephone, serve, reads } = await shop(t, {}, { stations });
  for (const names of ['gbk', 'utf-8'] as const) {
    const sound = await callerSound(world, '13912345678', { name: '东方商行', names });
    line(1).rings({ caller: { sound, when: 'after' } });
    await world.until(() => telephone.rings, 20_000);
    const file = join(world.folder, `shown-${names}.wav`);
    const recording = world.media.record(telephone.channel, file);
    await world.advance(5_000);
    world.media.stop(recording);
    await world.advance(200);
    const [heard = Buffer.alloc(0)] = wavChannels(file);
    const [shown] = shownBy('fsk-v23', linear(heard));
    t.equal(shown?.number, '13912345678');
    t.equal(new TextDecoder('gbk').decode(Buffer.from(shown?.name ?? '', 'latin1')), '东方商行');
    await serve();
    line(1).partyHangsUp();
    await world.until(() => !line(1).offHook, 4_000);
    telephone.putDown();
    await world.advance(31_000);
  }
  await box.settled();
  const calls = await reads.selectFrom('contact').selectAll().execute();
  t.same(
    calls.map(({ number, data }) => ({ number, data: JSON.parse(data ?? '{}') })),
    ['gbk', 'utf-8'].map(() => ({ number: '+8613912345678', data: { callerName: '东方商行' } })),
  );
});
