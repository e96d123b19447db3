// SPDX-License-Identifier: GPL-2.0-or-later
// Row 002-26: is a D-channel that dies told within 2 s, and is the alarm over when it comes back?
import t from 'tap';
import type { Box } from '../../src/engine/index.js';
import { liveBox } from '../support/live-box.js';

/** The alarms of the lines: what a busy machine does to ticks is not asked here. */
function standing(box: Box): readonly string[] {
  const ofLines = box.status().alarms.filter(({ code }) => code.startsWith('SPAN_') || code === 'D_CHANNEL_DOWN');
  return ofLines.map(({ code, subject }) => `${code} ${subject}`).sort();
}

t.test('when the exchange dies the alarms stand within 2 s; when it is back they are cleared', async (t) => {
  const { box, exchange, clock, next } = await liveBox(t);
  const up = next('span.dChannelUp');
  await Promise.all([exchange.begin(), up]);
  t.match(box.status(), { spans: [{ name: 'e1-1', dChannel: 'up', inService: 30 }] });
  t.same(standing(box), []);

  const [lost, down] = [next('span.alarmRaised'), next('span.dChannelDown')];
  const died = clock.now();
  exchange.die();
  t.ok((await lost) - died <= 2_000, 'loss of signal');
  t.ok((await down) - died <= 2_000, 'D-channel down');
  const { spans, utilisation } = box.status();
  t.match(spans, [{ dChannel: 'down', inService: 0, alarm: 'lossOfSignal' }]);
  t.ok(
    spans[0]?.slots.every(({ condition }) => condition === 'alarm'),
    'every channel shows the alarm',
  );
  t.same(standing(box), ['D_CHANNEL_DOWN e1-1', 'SPAN_LOSS_OF_SIGNAL e1-1']);
  t.equal(utilisation, 0);

  const [found, back] = [next('span.alarmCleared'), next('span.dChannelUp')];
  await Promise.all([exchange.begin(), found, back]);

  t.match(box.status(), { spans: [{ dChannel: 'up', inService: 30 }] });
  t.same(standing(box), []);
});

t.test('calls that were up when the exchange died are ended in the books', async (t) => {
  const { box, exchange, next } = await liveBox(t);
  const up = next('span.dChannelUp');
  const [network] = await Promise.all([exchange.begin(), up]);
  const offered = next('call.offered');
  network.dial({ channel: 0, called: { digits: '88880001' }, calling: { digits: '13900000001' } });
  await offered;

  const ended = next('call.ended');
  exchange.die();
  await ended;

  t.match(box.status().calls, { offered: 1, inProgress: 0 });
  t.match(await box.recentCalls(1), [{ calling: '+8613900000001', called: '88880001' }]);
});
