// SPDX-License-Identifier: GPL-2.0-or-later
// Does everything that goes wrong raise its alarm, and is the alarm over when it is right again?
import pino from 'pino';
import t, { type Test } from 'tap';
import { Alarms } from '../../../src/alarm/index.js';
import { Calls, tonesOf } from '../../../src/call/index.js';
import { Records } from '../../../src/engine/records/records.js';
import { AlarmWatch } from '../../../src/engine/watching/alarm-watch.js';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';
import { Lines } from '../../../src/line/index.js';
import type { EngineCounters } from '../../../src/native/index.js';
import { Stations } from '../../../src/station/index.js';
import { type Committed, openStore } from '../../../src/store/index.js';
import { FakeMedia } from '../../support/fake-media.js';

/** An engine whose counters a test moves. */
class CountingMedia extends FakeMedia {
  skipped = 0;
  slips = 0;

  override counters(): EngineCounters {
    const span = { slips: this.slips, frameErrors: 0, badPackets: 0 };
    return { ...super.counters(), overruns: this.skipped, spans: [span, span] };
  }
}

async function watched(t: Test) {
  const clock = new VirtualClock();
  const media = new CountingMedia({ e1: 'e1', lines: 2 });
  const store = await openStore({ directory: t.testdir(), clock, reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const records = new Records(store, clock, () => {});
  const alarms = new Alarms(clock, new Ids(clock, () => 1));
  const lines = new Lines(media, clock);
  const log = pino({ level: 'silent' });
  const calls = new Calls(media, clock, lines, new Ids(clock, () => 1));
  const stations = new Stations(media, clock, lines, calls, { stations: [], tones: tonesOf('CN') });
  const watch = new AlarmWatch({ alarms, records, clock, lines, log, media, store, stations });
  media.tell({ type: 'dChannelUp', span: 0 });
  watch.look();
  const standing = () => alarms.standing.map(({ code, subject }) => `${code} ${subject}`.trim());
  const committed = (news: Committed) => store.committed.emit(news);
  /** Lets seconds go by as the box does. */
  const seconds = async (count: number) => {
    for (let gone = 0; gone < count; gone++) {
      clock.advance(1_000);
      await store.settled();
      watch.look();
    }
  };
  return { media, lines, standing, committed, seconds };
}

t.test(
  'a store that refuses is an alarm until it takes something again; a full one and a conflict are none',
  async (t) => {
    const { standing, committed } = await watched(t);
    for (const fault of ['STORE_FULL', 'STORE_CONFLICT'] as const) committed({ fault });
    t.same(standing(), []);
    committed({ fault: 'STORE_FAILED' });
    committed({ fault: 'STORE_CONFLICT' });
    t.same(standing(), ['STORE_FAILING']);
    committed({ took: 3 });
    t.same(standing(), []);
  },
);

t.test('a disk that is slow is told for a minute', async (t) => {
  const { media, standing, committed, seconds } = await watched(t);
  committed({ took: 1_999 });
  t.same(standing(), []);
  committed({ took: 2_000 });
  media.tell({ type: 'recordingGap', channel: 0, operation: 1, atMs: 0, gapMs: 20 });
  t.same(standing(), ['DISK_SLOW database', 'DISK_SLOW recordings']);
  await seconds(61);
  t.same(standing(), []);
});

t.test('a few skipped ticks and slips are no alarm; many in a short time are', async (t) => {
  const { media, standing, seconds } = await watched(t);
  for (let times = 0; times < 10; times++) {
    media.skipped += 1;
    media.slips += 1;
    await seconds(11);
  }
  t.same(standing(), []);
  media.skipped += 5;
  media.slips += 10;
  await seconds(1);
  t.same(standing().sort(), ['SLIPS e1', 'SLIPS lines', 'TICKS_SKIPPED']);
  await seconds(130);
  t.same(standing(), []);
});

t.test('a box that gives up listening is overloaded until all of it is there again', async (t) => {
  const { media, standing, seconds } = await watched(t);
  media.tell({ type: 'overload', shed: 'meters', tickShare: 0.8 });
  t.same(standing(), ['OVERLOADED']);
  media.tell({ type: 'overload', shed: 'speech', tickShare: 0.75 });
  await seconds(300);
  media.tell({ type: 'overload', shed: 'meters', tickShare: 0.3 });
  t.same(standing(), ['OVERLOADED']);
  media.tell({ type: 'overload', shed: 'nothing', tickShare: 0.3 });
  t.same(standing(), []);
});

t.test('facts that were lost, a board that failed, a telephone’s port without voltage', async (t) => {
  const { media, standing, seconds } = await watched(t);
  media.tell({ type: 'overrun', lost: 7 });
  media.tell({ type: 'boardFailed', text: 'the card is gone' });
  media.tell({ type: 'battery', channel: 32, present: false });
  t.same(standing(), ['FACTS_LOST', 'BOARD_FAILED the card is gone', 'TELEPHONE_PORT_DEAD lines/2']);
  media.tell({ type: 'battery', channel: 32, present: true });
  await seconds(61);
  t.same(standing(), ['BOARD_FAILED the card is gone']);
});

t.test(
  'a channel whose RESTART nobody acknowledges is an alarm of its span, and so is a span that has none',
  async (t) => {
    const { media, standing, seconds } = await watched(t);
    const tell = (slot: number, state: 'inService' | 'restarting' | 'outOfService', unacknowledged = false) =>
      media.tell({ type: 'serviceState', span: 0, channel: slot - 1, state, unacknowledged });
    const slots = Array.from({ length: 31 }, (_, i) => i + 1).filter((slot) => slot !== 16);
    for (const slot of slots) tell(slot, 'restarting');
    await seconds(15);
    t.same(standing(), [], 'restarts are under way');

    tell(1, 'outOfService', true);
    await seconds(1);
    t.same(standing(), ['CHANNEL_NOT_RESTARTED e1', 'SPAN_WITHOUT_CHANNELS e1']);
    tell(2, 'inService');
    await seconds(1);
    t.same(standing(), ['CHANNEL_NOT_RESTARTED e1'], 'one serves');
    tell(1, 'inService');
    await seconds(1);
    t.same(standing(), [], 'over by themselves; the rest is being restarted');
  },
);

t.test('a span without channels is an alarm whatever took them, but for what has an alarm of its own', async (t) => {
  const { media, lines, standing, seconds } = await watched(t);
  const { bearers } = lines.span('e1');
  for (const channel of bearers.slice(1)) channel.setService(false);
  await seconds(1);
  t.same(standing(), []);
  bearers[0]?.hinder('service', true);
  await seconds(1);
  t.same(standing(), ['SPAN_WITHOUT_CHANNELS e1']);

  media.tell({ type: 'dChannelDown', span: 0 });
  await seconds(1);
  t.same(standing(), ['D_CHANNEL_DOWN e1']);
  media.tell({ type: 'dChannelUp', span: 0 });
  await seconds(1);
  t.same(standing(), ['SPAN_WITHOUT_CHANNELS e1']);
  for (const channel of bearers) channel.block('stopping', true);
  await seconds(1);
  t.same(standing(), [], 'the box is being stopped');
});
