// SPDX-License-Identifier: GPL-2.0-or-later
// Do the lines know their channels' condition, and how full they are?
import t from 'tap';
import { VirtualClock } from '../../../src/kernel/index.js';
import { Lines, type SelectionOrder, type Utilisation } from '../../../src/line/index.js';
import { FakeMedia } from '../../support/fake-media.js';

function oneSpan(order: SelectionOrder = 'ascending') {
  const media = new FakeMedia({ e1: 'e1' });
  const lines = new Lines(media, new VirtualClock(), { trunkGroups: [{ name: 'pstn', spans: ['e1'], order }] });
  return { media, lines, span: lines.span('e1'), group: lines.trunkGroup('pstn') };
}

t.test('no B-channel is in service before the D-channel is up', async (t) => {
  const { media, lines, span } = oneSpan();
  t.same(lines.utilisation(), { busy: 0, inService: 0 });

  media.tell({ type: 'dChannelUp', span: 0 });

  t.equal(span.dChannel, 'up');
  t.same(lines.utilisation(), { busy: 0, inService: 30 });
});

t.test('a span that restarts at start has only acknowledged channels in service', async (t) => {
  const media = new FakeMedia({ e1: 'e1' });
  const lines = new Lines(media, new VirtualClock(), { spans: [{ name: 'e1', restartAtStart: true }] });

  const inService = () => lines.span('e1').bearers.filter((channel) => channel.inService).length;
  media.tell({ type: 'dChannelUp', span: 0 });
  t.equal(inService(), 0);
  media.tell({ type: 'serviceState', span: 0, channel: 0, state: 'inService' });

  t.equal(inService(), 1);
});

t.test(
  'the first call on the first channel that is back does not make a span full that is being restarted',
  async (t) => {
    const media = new FakeMedia({ e1: 'e1' });
    const lines = new Lines(media, new VirtualClock(), { spans: [{ name: 'e1', restartAtStart: true }] });
    const tell = (channel: number, state: 'inService' | 'outOfService' | 'restarting') =>
      media.tell({ type: 'serviceState', span: 0, channel, state });
    t.notOk(lines.starting, 'layer 2 is down');
    media.tell({ type: 'dChannelUp', span: 0 });
    t.ok(lines.starting);
    tell(0, 'inService');
    lines.channel(0)?.seize('leg-1', 'incoming');
    t.match(lines.utilisation(), { busy: 1, inService: 30 });
    let back = 0;
    lines.channelInService.on(() => back++);

    tell(1, 'outOfService');
    t.match(lines.utilisation(), { busy: 1, inService: 29 }, 'one that is not acknowledged is given up');
    tell(1, 'restarting');
    t.match(lines.utilisation(), { busy: 1, inService: 30 });
    t.equal(back, 0);
    tell(1, 'inService');

    t.equal(back, 1);
    for (let channel = 2; channel < 31; channel++) tell(channel, 'inService');
    t.notOk(lines.starting);
    tell(5, 'restarting');
    t.notOk(lines.starting, 'it is not its first RESTART');
  },
);

t.test('utilisation is told at each seizure and release', async (t) => {
  const { media, lines, group } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  const told: Utilisation[] = [];
  lines.utilisationChanged.on((utilisation) => told.push(utilisation));

  group.choose().seize('leg-1', 'outgoing');
  group.choose().seize('leg-2', 'incoming');
  lines.channel(0)?.release('leg-1');

  t.same(
    told.map(({ busy }) => busy),
    [1, 2, 1],
  );
});

t.test('channels of a span in alarm are not counted, until its last alarm is over', async (t) => {
  const { media, lines } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  lines.channel(3)?.seize('leg-1', 'incoming');

  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'yellow' });
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'red' });
  t.same(lines.utilisation(), { busy: 0, inService: 0 });
  t.same(lines.span('e1').alarms, ['yellow']);
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'yellow' });

  t.same(lines.utilisation(), { busy: 1, inService: 30 });
});

t.test('a busied-out channel is drained: its call goes on, the next does not come', async (t) => {
  const { media, lines } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  const channel = lines.channel(0);
  channel?.seize('leg-1', 'incoming');

  channel?.setService(false);
  t.equal(channel?.state.name, 'seized');
  channel?.release('leg-1');

  t.equal(channel?.state.name, 'outOfService');
  t.same(media.given('setService'), [[0, false]]);
  channel?.setService(true);
  t.ok(channel?.idle);
});

t.test('a channel is back when nobody keeps it out any more', async (t) => {
  const { media, lines } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  const channel = lines.channel(0);

  channel?.block('busiedOut', true);
  channel?.block('stopping', true);
  channel?.block('stopping', false);
  t.equal(channel?.blocked, true);
  channel?.block('busiedOut', false);

  t.ok(channel?.idle);
  t.same(
    media.given('setService').map(([, inService]) => inService),
    [false, false, false, true],
  );
});

t.test('targets: a span by name or number, channels of it, or the whole box', async (t) => {
  const media = new FakeMedia({ e1: 'e1', bank: 4 });
  const lines = new Lines(media, new VirtualClock());
  const names = (text: string) => lines.targets(text).map(({ name }) => name);

  t.equal(names('e1').length, 30);
  t.same(names('1/5,30-31'), ['e1/5', 'e1/30', 'e1/31']);
  t.same(names('2/4'), ['bank/4']);
  t.equal(names('box').length, 30, 'the telephones are not meant');
  for (const wrong of ['3', 'e2/1', '1/16', '1/', '1/a', '2/5']) t.throws(() => names(wrong), { code: 'NOT_FOUND' });
});

t.test('after glare the leg that lost the channel cannot release it', async (t) => {
  const { media, lines } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  const channel = lines.channel(5);

  channel?.seize('ours', 'outgoing');
  channel?.seize('theirs', 'incoming');
  channel?.release('ours');

  t.equal(channel?.holder, 'theirs');
});

t.test('a trunk group refuses when no channel is idle', async (t) => {
  const { media, group } = oneSpan();
  t.throws(() => group.choose(), { code: 'NO_CHANNEL' });
  media.tell({ type: 'dChannelUp', span: 0 });
  for (let i = 0; i < 30; i++) group.choose().seize(`leg-${i}`, 'outgoing');

  t.throws(() => group.choose(), { code: 'NO_CHANNEL', message: /30 of 30/ });
});

const CHOSEN: readonly [SelectionOrder, readonly number[]][] = [
  ['ascending', [1, 1, 2]],
  ['descending', [31, 31, 30]],
  ['leastUsed', [1, 2, 3]],
  ['roundRobin', [1, 2, 3]],
];
for (const [order, slots] of CHOSEN) {
  t.test(`order ${order} chooses slots ${slots.join(', ')}`, async (t) => {
    const { media, group } = oneSpan(order);
    media.tell({ type: 'dChannelUp', span: 0 });

    const first = group.choose();
    first.seize('leg-1', 'outgoing');
    first.release('leg-1');
    const second = group.choose();
    second.seize('leg-2', 'outgoing');
    const third = group.choose();

    t.same([first.slot, second.slot, third.slot], slots);
  });
}

t.test('slot 16 of an E1 never carries a call', async (t) => {
  const { group } = oneSpan();
  t.notOk(group.channels.some(({ slot }) => slot === 16));
});

t.test('an unknown span is named in the error', async (t) => {
  const { lines } = oneSpan();
  t.throws(() => lines.span('e9'), { code: 'NOT_FOUND', message: /e9/ });
});

t.test('a line to the exchange without battery takes no call until it is back', async (t) => {
  const media = new FakeMedia({ lines: 2 });
  const lines = new Lines(media, new VirtualClock());
  const told: string[] = [];
  lines.battery.on(({ channel, present }) => told.push(`${channel.name} ${present}`));

  media.tell({ type: 'battery', channel: 1, present: false });
  t.notOk(lines.channel(1)?.idle);
  t.ok(lines.channel(0)?.idle);
  media.tell({ type: 'battery', channel: 1, present: true });

  t.ok(lines.channel(1)?.idle);
  t.same(told, ['lines/2 false', 'lines/2 true']);
});

t.test('a channel that is not restarted says so until it is, beside what else keeps it out', async (t) => {
  const { media, lines, span } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  const channel = lines.channel(6);
  const tell = (state: 'inService' | 'restarting' | 'outOfService', unacknowledged: boolean) =>
    media.tell({ type: 'serviceState', span: 0, channel: 6, state, unacknowledged });
  const hindrances = () => (channel?.state.name === 'outOfService' ? channel.state.hindrances : []);

  tell('restarting', false);
  t.same(hindrances(), ['restart']);
  t.notOk(span.notRestarted);
  tell('outOfService', true);
  t.same(hindrances(), ['notRestarted']);
  t.ok(span.notRestarted);
  channel?.setService(false);
  tell('outOfService', true);
  t.same(hindrances(), ['notRestarted', 'busiedOut']);
  media.tell({ type: 'audited', span: 0, operation: 1, calls: 0, inService: 0, dChannelUp: true });
  t.same(hindrances(), ['notRestarted', 'busiedOut'], 'an audit does not change why');
  tell('inService', false);
  t.same(hindrances(), ['busiedOut']);
  channel?.setService(true);
  t.ok(channel?.idle);
});

t.test('an audit that finds a channel in service ends what RESTART left', async (t) => {
  const { media, lines } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });
  media.tell({ type: 'serviceState', span: 0, channel: 6, state: 'outOfService', unacknowledged: true });

  media.tell({ type: 'audited', span: 0, operation: 1, calls: 0, inService: -2, dChannelUp: true });

  t.ok(lines.channel(6)?.idle);
});

t.test('a span that recovers has its channels, and says that it recovers', async (t) => {
  const { media, lines, span } = oneSpan();
  media.tell({ type: 'dChannelUp', span: 0 });

  media.tell({ type: 'alarmRaised', span: 0, alarm: 'lossOfSignal' });
  t.equal(lines.utilisation().inService, 0);
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'recovering' });
  t.equal(lines.utilisation().inService, 0);
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'lossOfSignal' });
  t.equal(lines.utilisation().inService, 30);
  t.same(span.alarms, ['recovering']);
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'recovering' });

  t.equal(lines.utilisation().inService, 30);
  t.same(span.alarms, []);
});
