// SPDX-License-Identifier: GPL-2.0-or-later
// When does a shop open or close next? Calendars of any hours, days off and days worked, by chance, against a search that is plain and slow.
import fc from 'fast-check';
import t from 'tap';
import { type Calendar, isOpen, nextChange, nextOpening, openingsOn } from '../../src/dialling/index.js';
import { cases } from '../support/cases.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 400;
const NIGHT_OF_25_HOURS = Date.parse('2026-10-24T10:00:00+02:00');

const clock = fc.constantFrom('00:00', '03:00', '09:00', '12:00', '18:30', '22:00', '24:00');
const days = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined });
const date = fc
  .integer({ min: -3, max: 12 })
  .map((n) => new Date(NIGHT_OF_25_HOURS + n * DAY).toISOString().slice(0, 10));
const calendar: fc.Arbitrary<Calendar> = fc.record({
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
  hours: fc
    .array(fc.record({ from: clock, to: clock, days }), { maxLength: 3 })
    .map((all) => all.map(({ days, ...rest }) => ({ ...rest, ...(days === undefined ? {} : { days }) }))),
  holidays: fc.uniqueArray(date, { maxLength: 6 }),
  workdays: fc.uniqueArray(date, { maxLength: 2 }),
});

/** Each end of a stretch, until one after which it is closed. */
function plainly(calendar: Calendar, at: number): number | undefined {
  if (!isOpen(calendar, at)) return nextOpening(calendar, at);
  for (let day = -1; day < YEAR; day++) {
    const ends = openingsOn(calendar, at + day * DAY).map(([, to]) => to);
    const closes = ends.sort((a, b) => a - b).find((end) => end > at && !isOpen(calendar, end));
    if (closes !== undefined) return closes;
  }
  return undefined;
}

t.test('whatever the calendar, it changes when the plain search says so', async (t) => {
  fc.assert(
    fc.property(calendar, fc.integer({ min: 0, max: 24 * 7 }), (calendar, hour) => {
      const at = NIGHT_OF_25_HOURS + hour * HOUR;
      const [found, plain] = [nextChange(calendar, at), plainly(calendar, at)];
      if (found !== plain) throw new Error(`${found}, plainly ${plain}`);
    }),
    cases(100),
  );
  t.pass();
});

t.test('round the clock is open for ever, also over the night in which the clocks are changed', async (t) => {
  const always = { zone: 'Europe/Berlin', hours: [{ from: '00:00', to: '24:00' }], holidays: [] };
  t.equal(nextChange(always, NIGHT_OF_25_HOURS), undefined);
  t.equal(nextChange({ ...always, hours: [] }, NIGHT_OF_25_HOURS), undefined);
  const off = { ...always, holidays: ['2026-11-01'] };
  t.equal(nextChange(off, NIGHT_OF_25_HOURS), Date.parse('2026-11-01T00:00:00+01:00'));
});
