// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box go on when its own E1 is taken away and put back while it runs? Runs in the machine of tools/dahdi-vm
// (npm run test:dahdi).

import t from 'tap';
import { plugIn, unplug } from './driver.js';
import { TWO_SPANS } from './spillway-conf.js';
import { BEARERS, over, Side, Wires } from './two-spans.js';

const ACCESS = '4001234';
const E1_1 = [{ name: 'trunk', spans: ['e1-1'] }] as const;
const E1_2 = [{ name: 'trunk', spans: ['e1-2'] }] as const;

t.test('an E1 that is reloaded is in alarm, harms no call on the other, and carries calls again', async (t) => {
  const wires = new Wires(t);
  const ours = new Side(t, wires.box(['e1-1', 'e1-2']), [...E1_1]).answerAll();
  const theirs = new Side(t, wires.exchange(['e1-1']), E1_1);
  const others = new Side(t, wires.exchange(['e1-2']), E1_2);
  await Promise.all([ours.up(), theirs.up(), others.up()]);
  const spared = others.dial('trunk', ACCESS);
  const lost = theirs.dial('trunk', ACCESS);
  await Promise.all([spared.connected, lost.connected]);

  const [raised, down] = [ours.next('alarmRaised'), ours.next('dChannelDown')];
  unplug('0:0');
  t.match(await raised, { span: 0 });
  await down;
  await over(lost);
  t.equal(spared.state, 'connected');

  const up = ours.next('dChannelUp');
  plugIn('0:0', TWO_SPANS.box.e1s[0]);
  await up;
  t.match(ours.lines.spans[0]?.alarms, []);
  t.ok(ours.lines.utilisation().inService > BEARERS);
  t.equal(spared.state, 'connected');

  const before = ours.offered.length;
  const again = theirs.dial('trunk', ACCESS);
  await again.connected;
  const leg = ours.offered[before];
  const typed = new Promise((resolve) => leg?.digit.on(({ digit }) => digit === '#' && resolve(digit)));
  again.sendDigits('15#', { onMs: 100, offMs: 100 });
  t.equal(await typed, '#');
});
