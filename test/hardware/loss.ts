// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a trunk whose far end falls silent or is unplugged, and is it whole again afterwards? Runs in the
// machine of tools/dahdi-vm (npm run test:dahdi).

import t, { type Test } from 'tap';
import { plugIn, unplug } from './driver.js';
import { TWO_SPANS } from './spillway-conf.js';
import { BEARERS, over, Side, Wires } from './two-spans.js';
import { ACCESS, lineAlarms, restarted, wholeBox } from './whole-box.js';

const LOST = 41; // temporary failure: the D-channel was lost (docs/isdn.md)
const group = (span: string) => [{ name: 'trunk', spans: [span] }] as const;

/** The exchange falls silent: the call ends with 41, and all is up again with it. */
async function exchangeFallsSilent(t: Test): Promise<void> {
  const wires = new Wires(t);
  const ours = new Side(t, wires.box(['e1-1']), group('e1-1')).answerAll();
  const theirs = new Side(t, wires.exchange(['e1-1']), group('e1-1'));
  await Promise.all([ours.up(), theirs.up()]);
  await theirs.dial('trunk', ACCESS).connected;
  const [talking] = ours.offered;

  const down = ours.next('dChannelDown');
  theirs.close();
  await down;
  t.same(ours.lines.spans[0]?.alarms, [], 'the signal is there');
  t.match(ours.lines.utilisation(), { inService: 0 });
  if (talking) await over(talking);
  t.match(talking, { state: 'cleared', cause: LOST, clearedBy: 'line' });

  const up = ours.next('dChannelUp');
  const back = new Side(t, wires.exchange(['e1-1']), group('e1-1'));
  await Promise.all([up, back.up()]);
  t.match(ours.lines.utilisation(), { busy: 0, inService: BEARERS });
  await back.dial('trunk', ACCESS).connected;
}

/** The box falls silent: the exchange sees it, and all is up again when the box is back. */
async function boxFallsSilent(t: Test): Promise<void> {
  const wires = new Wires(t);
  const ours = new Side(t, wires.box(['e1-2']), group('e1-2')).answerAll();
  const theirs = new Side(t, wires.exchange(['e1-2']), group('e1-2')).answerAll();
  await Promise.all([ours.up(), theirs.up()]);
  const talking = theirs.dial('trunk', ACCESS);
  await talking.connected;

  const down = theirs.next('dChannelDown');
  ours.close();
  await down;
  await over(talking);
  t.match(talking, { cause: LOST, clearedBy: 'line' });

  const up = theirs.next('dChannelUp');
  const back = new Side(t, wires.box(['e1-2']), group('e1-2'));
  await Promise.all([up, back.up()]);
  await back.dial('trunk', '13900000001').connected;
  t.equal(theirs.offered.length, 1);
}

t.test(
  'a D-channel that falls silent is down, ends its calls with 41, and comes up again: from both sides',
  async (t) => {
    await Promise.all([exchangeFallsSilent(t), boxFallsSilent(t)]); // they wait for timers, each on a span of its own
  },
);

t.test('a red alarm is reported, ends the calls, and is cleared; then calls come again', async (t) => {
  const wires = new Wires(t);
  const { box, next } = await wholeBox(t, ['e1-1']);
  const up = next('span.dChannelUp');
  const theirs = new Side(t, wires.exchange(['e1-1']), group('e1-1'));
  await Promise.all([up, theirs.up()]);
  await restarted(box);
  await theirs.dial('trunk', ACCESS).connected;
  t.match(box.status(), { spans: [{ busy: 1 }] });
  t.same(lineAlarms(box), []);

  const [raised, lost, ended] = [next('span.alarmRaised'), next('span.dChannelDown'), next('call.ended')];
  theirs.close();
  unplug('0:1');
  t.match((await raised).facts, { span: 'e1-1', alarm: 'red' });
  await lost;
  t.match(box.status().spans, [{ alarm: 'red', dChannel: 'down', inService: 0 }]);
  t.same(lineAlarms(box), ['D_CHANNEL_DOWN e1-1', 'SPAN_RED e1-1']);
  t.match((await ended).facts, { cause: LOST });

  const [cleared, back] = [next('span.alarmCleared'), next('span.dChannelUp')];
  plugIn('0:1', TWO_SPANS.exchange.e1s[0]);
  const again = new Side(t, wires.exchange(['e1-1']), group('e1-1'));
  await Promise.all([cleared, back, again.up()]);
  t.match(box.status(), { spans: [{ dChannel: 'up', busy: 0 }] });
  await restarted(box); // the channel of the call that was lost: the exchange might still have it
  t.same(lineAlarms(box), []);
  await again.dial('trunk', ACCESS).connected;
});
