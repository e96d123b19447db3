// SPDX-License-Identifier: GPL-2.0-or-later
// Do facts become legs, and does every leg end as cleared exactly once with its channel free?
import t from 'tap';
import type { TrunkLeg } from '../../../src/call/index.js';
import { box } from '../../support/calls.js';

t.test('an offered call becomes a leg with its numbers and holds its channel', async (t) => {
  const { media, calls, lines, offer } = box();

  const leg = offer(4, '4008880001', '13800001111');

  t.match(leg, { kind: 'trunk', direction: 'incoming', state: 'offered' });
  t.match(leg.calling, { digits: '13800001111', type: 'national', presentation: 'allowed' });
  t.equal(leg.called.digits, '4008880001');
  t.equal(lines.channel(4)?.holder, leg.id);
  t.same(calls.legs, [leg]);
  t.same(media.given('detect'), []);
});

t.test('a leg that is answered and hung up by its party frees the channel once', async (t) => {
  const { media, calls, lines, clock, answered } = box();
  const leg = answered(4);
  let cleared = 0;
  leg.cleared.on(() => {
    cleared++;
    t.ok(lines.channel(4)?.idle, 'when it is told, the channel is idle');
  });
  clock.advance(5000);

  media.tell({ type: 'cleared', channel: 4, call: leg.handle, cause: 16, remote: true });
  media.tell({ type: 'cleared', channel: 4, call: leg.handle, cause: 16, remote: true });

  t.equal(cleared, 1);
  t.match(leg, { state: 'cleared', cause: 16, clearedBy: 'party' });
  t.equal((leg.stamps.end ?? 0) - leg.stamps.start, 5000);
  t.same(media.given('reset'), [[4]]);
  t.same(calls.legs, []);
});

t.test('the box clears: nothing is over before the line says so', async (t) => {
  const { media, lines, answered } = box();
  const leg = answered(4);

  leg.clear();
  leg.clear(17);
  t.equal(leg.state, 'clearing');
  t.ok(leg.signal.aborted);
  t.notOk(lines.channel(4)?.idle);
  t.same(media.given('clear'), [[leg.handle, 16]]);
  media.tell({ type: 'cleared', channel: 4, call: leg.handle, remote: false });

  t.match(leg, { state: 'cleared', cause: 16, clearedBy: 'box' });
  t.ok(lines.channel(4)?.idle);
});

t.test('a call is stamped when it happened, not when JavaScript heard of it', async (t) => {
  const { media, clock, answered } = box();
  const leg = answered(1);
  clock.advance(10_000);
  media.now = 10_000;

  media.tell({ type: 'cleared', call: leg.handle, channel: 1, at: 8_000 });

  t.equal((leg.stamps.end ?? 0) - leg.stamps.start, 8_000);
});

t.test('a dialled call goes over the trunk group and is answered', async (t) => {
  const { media, calls, lines, group } = box();

  const leg = calls.dial(group, { called: { digits: '02012345678' }, calling: { digits: '83330000' } });
  t.same(media.given('dial')[0]?.[0], {
    channel: 0,
    called: { digits: '02012345678' },
    calling: { digits: '83330000' },
  });
  t.equal(leg.state, 'dialling');
  media.tell({ type: 'proceeding', call: leg.handle, channel: 0 });
  media.tell({ type: 'alerting', call: leg.handle, channel: 0, inBand: true });
  media.tell({ type: 'answered', call: leg.handle, channel: 0 });

  await leg.connected;
  t.equal(leg.state, 'connected');
  t.same(lines.utilisation().busy, 1);
});

t.test('the exchange may name another channel with its first answer', async (t) => {
  const { media, calls, lines, group } = box();
  const leg = calls.dial(group, { called: { digits: '1' } });

  media.tell({ type: 'proceeding', call: leg.handle, channel: 9 });

  t.equal(leg.channel.index, 9);
  t.ok(lines.channel(0)?.idle);
  t.equal(lines.channel(9)?.holder, leg.id);
});

t.test('a refused channel (44) before CALL PROCEEDING is tried again on another', async (t) => {
  const { media, calls, group, lines } = box();
  const leg = calls.dial(group, { called: { digits: '1' } });
  const first = leg.handle;

  media.tell({ type: 'cleared', call: first, channel: 0, cause: 44 });

  t.equal(leg.state, 'dialling');
  t.equal(leg.channel.index, 1);
  t.ok(lines.channel(0)?.idle);
  media.tell({ type: 'cleared', call: first, channel: 0, cause: 44 });
  t.equal(leg.state, 'dialling', 'a late fact of the first handle finds no leg');
  media.tell({ type: 'answered', call: leg.handle, channel: 1 });
  t.equal(leg.state, 'connected');
});

t.test('glare: the incoming call keeps the channel, ours goes out on another', async (t) => {
  const { media, calls, group, lines, offer } = box();
  const ours = calls.dial(group, { called: { digits: '1' } });

  const theirs = offer(0);
  media.tell({ type: 'cleared', call: ours.handle, channel: 0, cause: 44 });

  t.equal(lines.channel(0)?.holder, theirs.id);
  t.same(media.given('reset'), [], 'the channel of the incoming call is left alone');
  t.equal(ours.channel.index, 1);
  t.equal(theirs.state, 'offered');
});

t.test('after four refused channels the leg is cleared with 44', async (t) => {
  const { media, calls, group } = box();
  const leg = calls.dial(group, { called: { digits: '1' } });

  for (let i = 0; i < 4; i++) media.tell({ type: 'cleared', call: leg.handle, channel: i, cause: 44 });

  t.match(leg, { state: 'cleared', cause: 44 });
  t.same(media.given('dial').length, 4);
});

t.test('nothing is dialled when every channel is busy', async (t) => {
  const { calls, group, offer } = box();
  for (let i = 0; i < 31; i++) if (i !== 15) offer(i);

  t.throws(() => calls.dial(group, { called: { digits: '1' } }), { code: 'NO_CHANNEL' });
});

t.test('a lost D-channel ends its legs as cleared by the line', async (t) => {
  const { media, answered } = box();
  const leg = answered(2);

  media.tell({ type: 'dChannelDown', span: 0 });
  t.equal(leg.state, 'connected', 'T309 holds a call for 6 s');
  media.tell({ type: 'cleared', call: leg.handle, channel: 2, cause: 27, remote: false });

  t.match(leg, { state: 'cleared', cause: 27, clearedBy: 'line' });
});

t.test('a board that failed clears every leg', async (t) => {
  const { media, answered, calls } = box();
  const legs = [answered(1), answered(2)];

  media.tell({ type: 'boardFailed', text: 'gone' });

  for (const leg of legs) t.match(leg, { state: 'cleared', cause: 38, clearedBy: 'line' });
  t.same(calls.legs, []);
});

t.test('T301: a telephone that rings too long is cleared with 19', async (t) => {
  const { media, calls, clock, group } = box();
  const leg = calls.dial(group, { called: { digits: '1' }, ringFor: 30_000 });
  media.tell({ type: 'alerting', call: leg.handle, channel: 0, inBand: false });

  clock.advance(29_999);
  t.equal(leg.state, 'alerting');
  clock.advance(1);

  t.same(media.given('clear'), [[leg.handle, 19]]);
});

t.test('a call that nobody could decide on is refused with 41', async (t) => {
  const { media, calls } = box();
  calls.offered.on(() => {
    throw new Error('no flow');
  });
  const failed: unknown[] = [];
  calls.failed.on(({ error }) => failed.push(error));
  media.tell({ type: 'offered', channel: 0, span: 0, call: 7 });
  t.same(media.given('clear'), [[7, 41]]);
  t.match(failed, [{ message: 'no flow' }]);
});

t.test('a cause that Q.850 does not have is refused before anything happens', async (t) => {
  const { answered } = box();
  const leg = answered(0);
  for (const cause of [0, 128, 16.5]) t.throws(() => leg.clear(cause), RangeError);
  t.equal(leg.state, 'connected');
});

t.test('commands that do not fit are refused in words', async (t) => {
  const { calls, group, offer, media } = box();
  const out = calls.dial(group, { called: { digits: '1' } });
  t.throws(() => out.alert(), { code: 'REFUSED', message: /outgoing and dialling: alert/ });
  const leg = offer(7);
  media.tell({ type: 'cleared', call: leg.handle, channel: 7 });
  t.throws(() => leg.alert(), { code: 'LEG_CLEARED' });
  await t.rejects(leg.connected, { code: 'LEG_CLEARED' });
});

t.test("calls of spans that are not the box's are left alone", async (t) => {
  const { media, calls } = box();
  media.tell({ type: 'offered', channel: 99, span: 7, call: 1 });
  t.same(calls.legs, []);
});

t.test('after the end no timer of a leg that was still up is left to act on a closed engine', async (t) => {
  const { media, calls, clock, answered } = box();
  const leg = answered(4);
  leg.clear();

  calls.close();
  clock.advance(120_000);

  t.equal(leg.state, 'clearing');
  t.same(media.given('reset'), []);
});

t.test('digits of a number that comes in parts are told, and completed by whoever knows the numbers', async (t) => {
  const { media, calls } = box();
  const told: string[] = [];
  calls.collecting.on(({ digits, complete }) => {
    told.push(digits);
    if (digits === '4001') complete();
  });

  media.tell({ type: 'collecting', channel: 4, span: 0, call: 7, called: '40', calledCut: false });
  media.tell({ type: 'collecting', channel: 4, span: 0, call: 7, called: '4001', calledCut: false });
  media.tell({ type: 'collecting', channel: 99, span: 9, call: 9, called: '4001', calledCut: false });

  t.same(told, ['40', '4001'], 'of lines of the box alone');
  t.same(media.given('numberComplete'), [[7]]);
});

t.test('a leg begins when its SETUP came, and a number that was cut bears a mark', async (t) => {
  const { media, calls, clock } = box();
  clock.advance(10_000);
  media.now = 10_000;
  const offered: TrunkLeg[] = [];
  calls.offered.on((leg) => offered.push(leg));

  media.tell({
    type: 'offered',
    channel: 4,
    span: 0,
    call: 7,
    called: '1'.repeat(63),
    calledCut: true,
    setupAt: 4_000,
  });

  t.equal(offered[0]?.stamps.start, clock.now() - 6_000);
  t.equal(offered[0]?.called.digits, `${'1'.repeat(63)}…`);
});

t.test('a call is dialled as speech or as 3.1 kHz audio, on the second channel too', async (t) => {
  const { media, calls, group } = box();
  calls.dial(group, { called: { digits: '1' } });
  const leg = calls.dial(group, { called: { digits: '1' }, bearer: 'audio' });
  media.tell({ type: 'cleared', call: leg.handle, channel: leg.channel.index, cause: 44, remote: true });

  t.same(
    media.given('dial').map(([options]) => (options as { readonly bearer?: string }).bearer),
    [undefined, 'audio', 'audio'],
  );
});
