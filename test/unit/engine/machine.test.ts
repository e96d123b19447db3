// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a disk last, and is the clock kept right? What is not known is not said.
import t from 'tap';
import { Alarms } from '../../../src/alarm/index.js';
import { noted, outlookOf, type TimeSync, TimeWatch } from '../../../src/engine/machine/index.js';
import { kernelTimeSync } from '../../../src/engine/machine/time-sync.js';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GIB = 2 ** 30;

t.test('a disk that was watched for less than a day has no outlook', async (t) => {
  t.same(outlookOf([], { at: 1_000, free: GIB }), { outlook: 'unknown', until: 1_000 + DAY });
  const seen = [{ at: 0, free: 10 * GIB }];
  t.same(outlookOf(seen, { at: DAY - 1, free: GIB }), { outlook: 'unknown', until: DAY });
});

t.test('then it is what it has lost in a day of what is left', async (t) => {
  const seen = [{ at: 0, free: 10 * GIB }];
  t.same(outlookOf(seen, { at: 2 * DAY, free: 8 * GIB }), { outlook: 'fills', days: 8, perDay: GIB });
  t.same(outlookOf(seen, { at: DAY, free: 0 }), { outlook: 'fills', days: 0, perDay: 10 * GIB });
  t.same(outlookOf(seen, { at: DAY, free: 11 * GIB }), { outlook: 'steady' });
  t.same(outlookOf(seen, { at: DAY, free: 10 * GIB - 1 }), { outlook: 'steady' }, 'ten years ahead nobody can say');
});

t.test('one sample an hour of the last week is kept', async (t) => {
  let samples: ReturnType<typeof noted> = [];
  for (let at = 0; at < 9 * DAY; at += HOUR / 4) samples = noted(samples, { at, free: GIB });
  t.equal(samples.length, 7 * 24);
  t.same(
    noted(samples, { at: 3 * DAY, free: GIB }).filter(({ at }) => at > 3 * DAY),
    [],
    'a clock that was put back',
  );
});

t.test('an hour without anybody who keeps the clock right is an alarm, until somebody does', async (t) => {
  const clock = new VirtualClock();
  const alarms = new Alarms(clock, new Ids(clock));
  let said: TimeSync | undefined = { synchronised: false, error: 16_000 };
  const watch = new TimeWatch({ alarms, clock }, () => said);
  const codes = () => alarms.standing.map(({ code }) => code);
  const pass = (time: number) => {
    for (let passed = 0; passed < time; passed += 60_000) {
      clock.advance(60_000);
      watch.look();
    }
  };
  const begun = clock.now();
  pass(HOUR - 60_000);
  t.same(codes(), []);
  pass(60_000);
  t.same(codes(), ['CLOCK_UNSYNCHRONISED']);
  t.same(watch.status, { synchronised: false, error: 16_000, since: begun });
  said = { synchronised: true, error: 12 };
  pass(60_000);
  t.same(codes(), []);
  t.match(watch.status, { synchronised: true, error: 12 });
  said = undefined;
  pass(2 * HOUR);
  t.same(codes(), [], 'what is not known is no alarm');
  t.same(watch.status, {});
});

t.test('the kernel is asked in earnest', async (t) => {
  const said = kernelTimeSync()();
  t.ok(said === undefined || typeof said.synchronised === 'boolean', JSON.stringify(said));
  t.ok((said?.error ?? 0) >= 0);
});
