// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-04 analog-05 analog-06 analog-16
// The box calls out over analog lines: dial tone, digits or pulses, ringback, answer; and what it does with a line that is dead, in use, or rung
// from the other side at that moment. On the virtual board, with real tones.
import t, { type Test } from 'tap';
import { Calls } from '../../src/call/index.js';
import { ExchangeLines, type LineSettings, type LineTrouble } from '../../src/fxo/index.js';
import { Ids } from '../../src/kernel/index.js';
import { Lines } from '../../src/line/index.js';
import { sliceMedia, toneZone } from '../../src/native/index.js';
import { LocalExchange, type LocalExchangeOptions, type SubscriberLine } from '../../src/sim/index.js';
import { World } from '../support/world.js';

interface Options extends Omit<LocalExchangeOptions, 'tones'> {
  readonly settings?: Partial<LineSettings>;
}

async function lines(t: Test, { settings = {}, ...options }: Options = {}) {
  const world = await new World({ e1s: 0, telephones: 1, lines: 2 }).up();
  const own = new ExchangeLines(sliceMedia(world.media, ['lines']), world.clock, { settings: () => settings });
  const all = new Lines(own.port, world.clock, {
    trunkGroups: [{ name: 'out', spans: ['lines'], order: 'ascending' }],
  });
  const calls = new Calls(own.port, world.clock, all, new Ids(world.clock));
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn'), ...options });
  const troubles: (LineTrouble | undefined)[] = [];
  own.trouble.on(({ code }) => troubles.push(code));
  t.teardown(() => {
    calls.close();
    all.close();
    own.close();
    world.close();
  });
  const line = (port: number) => office.lines[port - 1] as SubscriberLine;
  const group = all.trunkGroup('out');
  const dial = (digits = '13912345678') => calls.dial(group, { called: { digits } });
  const dialled: string[] = [];
  for (const one of office.lines) one.dialled.on((digits) => dialled.push(digits));
  return { world, own, calls, line, dial, dialled, troubles, group, all };
}

t.test('by DTMF: the dial tone is waited for, the ring is heard, and the answer by reversal is certain', async (t) => {
  const { world, line, dial, dialled, own } = await lines(t, { reverses: true, settings: { answerBy: 'reversal' } });
  const leg = dial();
  await world.until(() => dialled.length > 0, 12_000);
  t.same(dialled, ['13912345678']);
  line(1).ringsBack();
  await world.until(() => leg.state === 'alerting', 9_000);
  await world.advance(11_000);
  t.equal(leg.state, 'alerting', 'ringback is no answer');
  line(1).partyAnswers();
  await world.until(() => leg.state === 'connected', 1_000);
  t.notOk(own.isPresumed(leg.handle));
  line(1).partyHangsUp();
  await world.until(() => leg.state === 'cleared', 3_000);
  t.match(leg, { cause: 16, clearedBy: 'party' });
});

t.test('by pulses, and the answer by the voice that is heard', async (t) => {
  const { world, line, dial, dialled, own } = await lines(t, { settings: { dialBy: 'pulse' } });
  const leg = dial('1209');
  await world.until(() => dialled.length > 0, 15_000);
  t.same(dialled, ['1209']);
  line(1).ringsBack();
  await world.until(() => leg.state === 'alerting', 9_000);
  await world.advance(10_000);
  t.equal(leg.state, 'alerting', 'ringback is no voice');
  line(1).partyAnswers(await world.load('zh-CN/welcome'));
  await world.until(() => leg.state === 'connected', 4_000);
  t.ok(own.isPresumed(leg.handle), 'nobody knows for certain');
  leg.clear();
  await world.until(() => !line(1).offHook, 2_000);
});

t.test('busy is told by the busy tone', async (t) => {
  const { world, line, dial, dialled } = await lines(t);
  const leg = dial();
  await world.until(() => dialled.length > 0, 12_000);
  line(1).busy();
  await world.until(() => leg.state === 'cleared', 3_000);
  t.equal(leg.cause, 17);
});

t.test(
  'a line without dial tone, or one where somebody talks, rests longer each time; another one is taken',
  async (t) => {
    const { world, line, dial, dialled, troubles, own } = await lines(t);
    line(1).fail({ mute: true });
    const first = dial();
    await world.until(() => dialled.length > 0, 20_000);
    t.same(troubles.splice(0), ['LINE_NO_DIAL_TONE']);
    t.equal(first.channel.slot, 2, 'it went out over the other line');
    first.clear();
    await world.advance(2_000);
    const again = dial();
    await world.until(() => dialled.length > 1, 12_000);
    t.same(troubles, [], 'the bad one was left alone');
    again.clear();
    await world.advance(31_000);
    line(1).fail({ inUse: await world.load('zh-CN/welcome') });
    const third = dial();
    await world.until(() => dialled.length > 2, 20_000);
    t.same(troubles.splice(0), ['LINE_IN_USE']);
    third.clear();
    const until = own.line(third.channel.index - 1)?.state.avoidUntil ?? 0;
    t.ok(until - world.clock.now() > 40_000, 'twice as long');
    await world.advance(61_000);
    line(1).fail({});
    const last = dial();
    await world.until(() => dialled.length > 3, 12_000);
    t.equal(last.channel.slot, 1);
    t.same(troubles, [undefined], 'and it is well again');
  },
);

t.test(
  'glare: the line that is chosen rings at that moment; the call goes over another one, and who calls is taken',
  async (t) => {
    const { world, line, dial, dialled, calls } = await lines(t);
    const offered: number[] = [];
    calls.offered.on((leg) => offered.push(leg.channel.slot));
    line(1).rings();
    await world.advance(300);
    const leg = dial();
    await world.until(() => dialled.length > 0, 12_000);
    t.equal(leg.channel.slot, 2);
    t.same(offered, [1]);
  },
);

t.test('all lines dead: the call fails, and is not tried for ever', async (t) => {
  const { world, line, dial, dialled, all } = await lines(t);
  line(1).fail({ mute: true });
  line(2).fail({ mute: true });
  const leg = dial();
  await world.until(() => leg.state === 'cleared', 20_000);
  t.equal(leg.cause, 44);
  t.same(dialled, []);
  line(1).pulled();
  line(2).pulled();
  await world.advance(500);
  t.throws(() => dial(), { code: 'NO_CHANNEL' });
  t.same(all.utilisation(), { busy: 0, inService: 0 });
});
