// SPDX-License-Identifier: GPL-2.0-or-later
// Does the alarm of recordings stand as long as one is lost, whatever others do?
import t from 'tap';
import { Alarms } from '../../../src/alarm/index.js';
import { RecordingAlarm } from '../../../src/engine/recordings/recording-alarm.js';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';

function anAlarm() {
  const clock = new VirtualClock();
  const alarms = new Alarms(clock, new Ids(clock));
  const alarm = new RecordingAlarm({ alarms, clock });
  return { clock, alarm, stands: () => alarms.standing.length > 0 };
}

t.test('the success of another recording does not clear it while one is in trouble', async (t) => {
  const { alarm, clock, stands } = anAlarm();
  alarm.trouble('a');
  alarm.whole('b', clock.now());
  t.ok(stands());
  alarm.whole('a', clock.now() - 1_000);
  t.notOk(stands(), 'its own does');
});

t.test('what is lost is outlived only by a recording that began later', async (t) => {
  const { alarm, clock, stands } = anAlarm();
  const earlier = clock.now();
  clock.advance(1_000);
  alarm.trouble('a');
  alarm.lost('a');
  alarm.whole('b', earlier);
  t.ok(stands());
  alarm.whole('c', clock.now());
  t.notOk(stands());
});

t.test('one that is given up in trouble is lost, and one that came to nothing is none', async (t) => {
  const { alarm, clock, stands } = anAlarm();
  alarm.dropped('x');
  t.notOk(stands());
  alarm.trouble('a');
  alarm.dropped('a');
  alarm.whole('b', clock.now() - 1);
  t.ok(stands());
});
