// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever comes and goes: are raise and clear told in turn, under one id, few in a minute, and is the last word true?
import fc from 'fast-check';
import t from 'tap';
import { type AlarmChange, Alarms } from '../../src/alarm/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { cases } from '../support/cases.js';

const step = fc.record({
  what: fc.constantFrom('raise', 'clear', 'happened'),
  wait: fc.oneof(fc.nat(500), fc.nat(20_000), fc.nat(120_000)),
});

t.test('one alarm under any sequence', async () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, happens) => {
      const clock = new VirtualClock(0);
      const alarms = new Alarms(clock, new Ids(clock, () => 1));
      const told: AlarmChange[] = [];
      alarms.changed.on((change) => told.push(change));
      let on = false;
      for (const { what, wait } of steps) {
        if (happens) alarms.happened('SLIPS', 'e1');
        else if (what === 'clear') alarms.clear('SLIPS', 'e1');
        else alarms.raise('SLIPS', 'e1');
        on = !happens && what !== 'clear';
        clock.advance(wait);
      }
      clock.advance(300_000);

      const last = told.at(-1)?.state ?? 'cleared';
      if (steps.length > 0 && (last === 'raised') !== on) return false;
      if (alarms.standing.length > 0 !== (last === 'raised')) return false;
      return told.every(({ state, alarm, at }, index) => {
        if (state !== (index % 2 === 0 ? 'raised' : 'cleared')) return false;
        if (state === 'cleared' && alarm.id !== told[index - 1]?.alarm.id) return false;
        const minute = told.filter((other) => other.state === 'raised' && other.at > at - 60_000 && other.at <= at);
        return minute.length <= 4;
      });
    }),
    cases(2_000),
  );
});
