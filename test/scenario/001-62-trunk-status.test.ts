// SPDX-License-Identifier: GPL-2.0-or-later
// Row 001-62: does the status show every trunk channel as it is: idle, ringing, talking, in alarm?
import t from 'tap';
import { statusPage } from '../../src/cli/status-page.js';
import type { Dialogue } from '../../src/ivr/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { liveBox } from '../support/live-box.js';

t.test('a channel is shown ringing, talking and idle again within a second of being so', async (t) => {
  let letIn = () => {};
  const waiting = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  const door = async (dialogue: Dialogue) => {
    await waiting;
    await dialogue.answer();
    await dialogue.collect({ max: 1, timeout: 60_000 });
  };
  const { world, box } = await openBox(t, {
    e1s: 2,
    dialogues: { door },
    config: { accessNumbers: [{ number: ACCESS_NUMBER, menu: 'door' }] },
  });
  const shown = (slot: number) => box.status().spans[0]?.slots.find((channel) => channel.slot === slot)?.condition;
  t.match(box.status().spans, [
    { name: 'e1-1', kind: 'e1', channels: 30, inService: 30, busy: 0, dChannel: 'up' },
    { name: 'e1-2', kind: 'e1', channels: 30, inService: 30, busy: 0, dChannel: 'up' },
    { name: 'stations', kind: 'analog' },
  ]);

  const caller = world.network.call(ACCESS_NUMBER);
  const { slot } = caller.channel;
  await world.advance(1_000);
  t.equal(shown(slot), 'ringing');
  t.match(box.status().spans, [{ busy: 1, inService: 30 }, { busy: 0 }]);
  letIn();
  await world.advance(1_000);
  t.equal(shown(slot), 'talking');
  t.match(statusPage(box.status(), 'en'), /Span e1-1 +busy 1 \/ in service 30, D up {2}T·{29}\n/);
  caller.clear();
  await world.advance(1_000);
  t.equal(shown(slot), 'idle');
  t.match(box.status().spans, [{ busy: 0 }, { busy: 0 }]);
});

t.test('a span without a signal is shown in alarm, with all its channels', async (t) => {
  const { box, exchange, next } = await liveBox(t);
  const up = next('span.dChannelUp');
  await Promise.all([exchange.begin(), up]);
  t.match(statusPage(box.status(), 'en'), /Span e1-1 +busy 0 \/ in service 30, D up {2}·{30}\n/);

  const down = next('span.dChannelDown');
  exchange.die();
  await down;

  t.match(statusPage(box.status(), 'en'), /Span e1-1 +busy 0 \/ in service 0, D DOWN, ALARM loss of signal {2}!{30}\n/);
  t.match(statusPage(box.status(), 'zh-CN'), /告警 +中继 e1-1：D 信道中断/);
});
