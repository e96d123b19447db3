// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-08 analog-09 analog-10
// Analog lines are measured through the running box, their exchange's tones are learned, and by what was learned the shop hangs up. On the virtual
// board, with an exchange whose tones are nobody's.
import t, { type Test } from 'tap';
import { readConfig } from '../../src/config/index.js';
import { ownLines } from '../../src/engine/rooms/index.js';
import { parseTone, type ToneZone, toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { type BoxOptions, linesBank, openBox } from '../support/box.js';
import { wavFile } from '../support/line-sounds.js';

const STRANGE: ToneZone = {
  ...toneZone('cn'),
  dial: parseTone('350+440'),
  busy: parseTone('400/200,0/600'),
  ringback: parseTone('400+450/400,0/200,400+450/400,0/2000'),
};

async function shop(t: Test, { tones = STRANGE, ...options }: BoxOptions & { readonly tones?: ToneZone } = {}) {
  const opened = await openBox(t, { e1s: 0, telephones: 1, lines: 2, ...options });
  const { world, box } = opened;
  const office = new LocalExchange(world.media, world.clock, 'office', { tones });
  const line = (port: number) => office.lines[port - 1] as SubscriberLine;
  const { tests } = box.lines;
  const end = new AbortController();
  /** What is asked of the box takes its own time. */
  const during = async <T>(asked: Promise<T>): Promise<T> => {
    let isOver = false;
    const over = asked.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    await world.until(() => isOver, 60_000);
    return over;
  };
  const measured = (name: string) => during(tests.measure(name, '1', end.signal));
  const learned = (tone: 'dial' | 'busy' | 'ringback', dial?: string) =>
    during(tests.learn('lines/1', { tone, within: 30_000, ...(dial && { dial }) }, end.signal));
  return { ...opened, line, tests, measured, learned, during, end };
}

t.test('levels, noise, hum and echo return loss of a line; one that is good, one that is not', async (t) => {
  const own = { lines: [{ span: 'lines', slot: 2, receiveDb: 6 }] };
  const { world, line, tests, measured } = await shop(t, { tones: toneZone('cn'), ownLines: own });

  const good = await measured('lines/1');

  t.same(good.findings, []);
  t.same(good.measures.dialTone?.hertz, [450]);
  t.ok(Math.abs((good.measures.dialTone?.dbm0 ?? 0) + 10) < 0.5, `dial tone ${good.measures.dialTone?.dbm0} dBm0`);
  t.ok(good.measures.noise < -60 && good.measures.echoReturnLoss.mean > 40);
  await world.advance(2_000);
  t.notOk(line(1).offHook, 'it was let go');

  line(2).fail({ noise: await world.load(wavFile(world, { hum: -20, noise: -40 })), echoDb: -6 });
  const bad = await measured('lines/2');

  t.same(bad.findings, ['noisy', 'hum', 'echo']);
  const { dialTone, noise, hum, echoReturnLoss } = bad.measures;
  t.comment(
    `6 dB louder: dial tone ${dialTone?.dbm0}, noise ${noise}, hum ${hum} dBm0, echo ${echoReturnLoss.mean} dB`,
  );
  t.ok(Math.abs((dialTone?.dbm0 ?? 0) + 4) < 1, 'the gain of the line is in it');
  t.ok(Math.abs(noise + 34) < 2 && Math.abs(hum + 14) < 1);
  t.ok(Math.abs(echoReturnLoss.mean - 0) < 1, 'what comes back 6 dB softer is 6 dB louder here');
  t.same(
    (await tests.measured()).map(({ line }) => line),
    ['lines/1', 'lines/2'],
  );
});

t.test('a line that is not free is not measured, and one that was is free again', async (t) => {
  const { world, line, measured, tests, during, end } = await shop(t);
  line(1).rings();
  await world.advance(500);
  await t.rejects(measured('lines/1'), { code: 'REFUSED' });
  t.throws(() => tests.named('stations/1'), { code: 'NOT_FOUND' });
  const asked = tests.measure('lines/2', '1', end.signal);
  await world.advance(1_000);
  t.ok(line(2).offHook);
  end.abort();
  await t.rejects(during(asked));
  await world.advance(2_000);
  t.notOk(line(2).offHook, 'whoever asked is gone: the line is let go');
});

t.test('tones of an exchange are learned on the line, and by them the shop hangs up', async (t) => {
  const first = await shop(t);
  const { world, line, learned } = first;
  const dialled: string[] = [];
  line(1).dialled.on((digits) => {
    dialled.push(digits);
    if (digits === '62345678') line(1).busy();
    if (digits === '10000') line(1).ringsBack();
  });
  const dial = await learned('dial');
  await world.advance(2_000);
  const busy = await learned('busy', '62345678');
  await world.advance(2_000);
  const ringback = await learned('ringback', '10000');
  await world.advance(2_000);
  t.same(dialled, ['62345678', '10000']);
  t.equal(dial.heard?.text, '350+440');
  t.equal(busy.heard?.text, '400/200,0/600');
  t.equal(ringback.heard?.text, '400+450/400,0/200,400+450/400,0/2000');

  const tones = { dial: dial.heard?.text, busy: busy.heard?.text, ringback: ringback.heard?.text };
  const bank = (exchange: object): Parameters<typeof readConfig>[0] => ({
    board: { type: 'virtual', spans: [linesBank(world, exchange) as never] },
    trunkGroups: [{ name: 'analog', spans: ['lines'] }],
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
    agents: [],
    stations: [],
  });
  const took = async (own: ReturnType<typeof ownLines>) => {
    const { world, line } = await shop(t, { ownLines: own });
    line(1).rings();
    await world.until(() => world.telephone(1).rings, 20_000);
    world.telephone(1).lift();
    await world.advance(2_000);
    line(1).partyHangsUp();
    const from = world.clock.now();
    await world.until(() => !line(1).offHook, 12_000).catch(() => {});
    return line(1).offHook ? undefined : world.clock.now() - from - 800;
  };
  t.equal(await took(ownLines(readConfig(bank({})))), undefined, 'by the tones of the country it does not');
  const after = await took(ownLines(readConfig(bank({ tones }))));
  t.comment(`by what was learned: heard after ${after} ms`);
  t.ok(after !== undefined && after <= 3 * 800 + 250, 'within three cadences');
});

t.test('the busy tone is learned on a live line, from the call that has ended', async (t) => {
  const { world, line, tests, during, end } = await shop(t);
  await t.rejects(tests.learn('lines/1', { tone: 'busy', listen: true, within: 5_000 }, end.signal), {
    code: 'REFUSED',
  });
  line(1).rings();
  await world.until(() => world.telephone(1).rings, 20_000);
  world.telephone(1).lift();
  await world.advance(2_000);
  line(1).says(await world.load('zh-CN/welcome'));
  const learning = tests.learn('lines/1', { tone: 'busy', listen: true, within: 30_000 }, end.signal);
  await world.advance(3_000);
  line(1).partyHangsUp();
  t.equal((await during(learning)).heard?.text, '400/200,0/600');
});
