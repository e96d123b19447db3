// SPDX-License-Identifier: GPL-2.0-or-later
// Is an alarm told once when it comes and once when it goes, however much it flaps?
import t from 'tap';
import { ALARM_CODES, Alarms, type LeftAlarm } from '../../../src/alarm/index.js';
import { Ids, VirtualClock } from '../../../src/kernel/index.js';

function board(left: readonly LeftAlarm[] = []) {
  const clock = new VirtualClock(1_000_000);
  const alarms = new Alarms(clock, new Ids(clock, () => 1), left);
  const told: string[] = [];
  alarms.changed.on(({ state, alarm }) => told.push(`${state} ${alarm.code} ${alarm.subject} ${alarm.times}`));
  return { clock, alarms, told };
}

t.test('an alarm is told when it is raised and when it is cleared, with one id', async (t) => {
  const { clock, alarms } = board();
  const changes: { state: string; id: string; at: number; since: number }[] = [];
  alarms.changed.on(({ state, at, alarm: { id, since } }) => changes.push({ state, id, at, since }));

  t.ok(alarms.raise('SPAN_RED', 'e1'));
  clock.advance(5_000);
  t.notOk(alarms.raise('SPAN_RED', 'e1'), 'it stands already');
  t.match(alarms.standing, [
    { code: 'SPAN_RED', subject: 'e1', severity: 'critical', since: 1_000_000, times: 1, text: { en: /span e1: red/ } },
  ]);
  alarms.clear('SPAN_RED', 'e1');
  alarms.clear('SPAN_RED', 'e1');

  t.match(changes, [
    { state: 'raised', at: 1_000_000 },
    { state: 'cleared', at: 1_005_000, since: 1_000_000, id: changes[0]?.id },
  ]);
  t.equal(changes.length, 2);
  t.same(alarms.standing, []);
});

t.test('two subjects of one code are two alarms', async (t) => {
  const { alarms, told } = board();
  alarms.raise('D_CHANNEL_DOWN', 'e1');
  alarms.raise('D_CHANNEL_DOWN', 'e2');
  alarms.clear('D_CHANNEL_DOWN', 'e1');
  t.same(told, ['raised D_CHANNEL_DOWN e1 1', 'raised D_CHANNEL_DOWN e2 1', 'cleared D_CHANNEL_DOWN e1 1']);
});

t.test('an alarm that flaps stands until it has been quiet for 30 s, and says how often it came', async (t) => {
  const { clock, alarms, told } = board();
  for (let times = 0; times < 50; times++) {
    alarms.raise('SPAN_YELLOW', 'e1');
    clock.advance(500);
    alarms.clear('SPAN_YELLOW', 'e1');
    clock.advance(500);
  }
  t.equal(told.length, 5, 'two came and went, the third stands');
  t.match(alarms.standing, [{ code: 'SPAN_YELLOW', times: 48 }]);

  clock.advance(30_000);
  t.same(told.slice(4), ['raised SPAN_YELLOW e1 1', 'cleared SPAN_YELLOW e1 48']);
  t.same(alarms.standing, []);
});

t.test('what flaps for an hour is told a few times, not thousands', async (t) => {
  const { clock, alarms, told } = board();
  for (let times = 0; times < 1_800; times++) {
    alarms.set(times % 2 === 0, 'SPAN_RED', 'e1');
    clock.advance(2_000);
  }
  t.equal(told.length, 5);
});

t.test('what merely happens stands until it has not happened for a minute', async (t) => {
  const { clock, alarms, told } = board();
  t.ok(alarms.happened('TICKS_SKIPPED'));
  clock.advance(40_000);
  t.notOk(alarms.happened('TICKS_SKIPPED'));
  clock.advance(40_000);
  t.match(alarms.standing, [{ times: 2 }]);
  clock.advance(20_000);
  t.same(told, ['raised TICKS_SKIPPED  1', 'cleared TICKS_SKIPPED  2']);
});

t.test('what stood in the last run is the same alarm when it is raised again, and over when it is not', async (t) => {
  const left = [
    { id: 'alarm-1', code: 'D_CHANNEL_DOWN', subject: 'e1', since: 5, times: 3 },
    { id: 'alarm-2', code: 'DISK_FULL', subject: '', since: 6, times: 1 },
  ] as const;
  const { clock, alarms, told } = board(left);
  t.match(alarms.standing, [{ id: 'alarm-1' }, { id: 'alarm-2' }]);

  clock.advance(10_000);
  t.notOk(alarms.raise('D_CHANNEL_DOWN', 'e1'));
  clock.advance(60_000);
  t.same(told, ['cleared DISK_FULL  1']);
  t.match(alarms.standing, [{ id: 'alarm-1', since: 5, times: 4 }]);
});

t.test('every alarm has a text in both languages', async (t) => {
  for (const [code, { text }] of Object.entries(ALARM_CODES)) {
    t.match(text.en, /^[a-z]/, code);
    t.match(text.zh, /\p{Script=Han}/u, code);
    t.equal(text.en.includes('{}'), text.zh.includes('{}'), code);
  }
});
