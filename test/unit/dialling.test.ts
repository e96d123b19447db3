// SPDX-License-Identifier: GPL-2.0-or-later
// Do causes become the outcomes of the table, do the station codes work, and is it open when the calendar says so?

import t from 'tap';
import { DIAL_CODES } from '../../src/config/index.js';
import {
  type Calendar,
  dayOf,
  isOpen,
  nextOpening,
  outcomeOf,
  parseStationCode,
  RETRIES,
  STATION_CODES,
  timeOn,
} from '../../src/dialling/index.js';

const MINUTE = 60_000;

t.test('every Q.850 cause has the outcome of table E.3', async (t) => {
  const table: Record<string, readonly number[]> = {
    busy: [17],
    noAnswer: [16, 18, 19, 31],
    rejected: [21],
    badNumber: [1, 3, 22, 28],
    unreachable: [20, 27],
    congestion: [34, 38, 41, 42, 44, 47],
    barred: [50, 52, 54, 57, 58, 63],
    protocol: [88, 95, 96, 97, 98, 99, 100, 101, 102, 111, 127],
  };
  for (const [outcome, causes] of Object.entries(table)) {
    for (const cause of causes) t.equal(outcomeOf(cause), outcome, `${cause}`);
  }
  t.equal(outcomeOf(16, true), 'answered');
  for (let cause = 0; cause < 128; cause++) t.ok(outcomeOf(cause) in RETRIES);
});

t.test('retries are spaced by outcome', async (t) => {
  t.equal(RETRIES.busy.spacing, 5 * MINUTE);
  t.equal(RETRIES.noAnswer.spacing, 30 * MINUTE);
  t.equal(RETRIES.unreachable.spacing, 30 * MINUTE);
  t.match(RETRIES.congestion, { spacing: MINUTE, counts: false, also: 'otherTrunk' });
  t.equal(RETRIES.badNumber.spacing, undefined, 'never again');
  t.match(RETRIES.barred, { spacing: undefined, also: 'alarm' });
  t.equal(RETRIES.rejected.once, true, 'once more, then stop');
  t.equal(RETRIES.protocol.once, true);
});

t.test('an agent signs in by *61, his number, his PIN and #', async (t) => {
  const command = { type: 'signIn', agent: '1001', pin: '4711' };
  t.same(parseStationCode('*61*1001*4711#'), { kind: 'complete', command });
  for (const digits of ['', '*', '*6', '*61', '*61*', '*61*1001', '*61*1001*', '*61*1001*4711']) {
    t.same(parseStationCode(digits), { kind: 'partial' }, digits);
  }
  for (const digits of ['*61#', '*61**4711#', '*61*1001#', '*61*1001*#', '*610', '*61*1001*4711*']) {
    t.same(parseStationCode(digits), { kind: 'none' }, digits);
  }
});

t.test('the other codes are complete with their last digit', async (t) => {
  t.match(parseStationCode('*60'), { command: { type: 'signOut' } });
  t.match(parseStationCode('*62'), { command: { type: 'ready' } });
  t.match(parseStationCode('*63'), { kind: 'partial' });
  t.match(parseStationCode('*631'), { command: { type: 'notReady', reason: 'break' } });
  t.match(parseStationCode('*639'), { kind: 'none' }, 'no reason has this digit');
  t.match(parseStationCode('*771'), { kind: 'none' }, 'the file has no skill profiles');
  t.match(parseStationCode('*64'), { command: { type: 'nextCallback' } });
  t.match(parseStationCode('*65'), { command: { type: 'finishWrapUp' } });
  t.match(parseStationCode('*66'), { command: { type: 'changePin' } });
  t.match(parseStationCode('*67'), { command: { type: 'nightSwitch' } });
  t.match(parseStationCode('*7'), { kind: 'partial' });
  t.match(parseStationCode('*70'), { command: { type: 'ringBack' } });
  t.match(parseStationCode('*71'), { kind: 'none' });
  t.match(parseStationCode('61'), { kind: 'none' });
});

t.test('codes of the file take the place of ours, and one that is off is none', async (t) => {
  const codes = { ...DIAL_CODES, signIn: '#1', ownNumber: 'off', ringBack: '*9' };
  const parse = (digits: string) => parseStationCode(digits, { codes });
  t.match(parse('#'), { kind: 'partial' });
  t.match(parse('#1*1001*4711#'), { command: { type: 'signIn', agent: '1001' } });
  t.match(parse('*61'), { kind: 'none' });
  t.match(parse('*68'), { kind: 'none' });
  t.match(parse('*9'), { command: { type: 'ringBack' } });
  t.match(parse('o'), { kind: 'none' }, 'the word is no code');
  const reasons = { reasons: { 7: 'yoga' } };
  t.match(parseStationCode('*637', reasons), { command: { reason: 'yoga' } });
  t.match(parseStationCode('*631', reasons), { kind: 'none' });
  t.match(parseStationCode('*63', { reasons: {} }), { kind: 'none' });
});

t.test('the table of codes is what is parsed', async (t) => {
  for (const { code, type } of STATION_CODES) {
    const digits = code.replace('AGENT', '1').replace('PIN', '2').replace('R', '1').replace('S', '1');
    t.match(parseStationCode(digits, { profiles: { 1: 'foreign' } }), { kind: 'complete', command: { type } }, code);
  }
});

const CALLING: Calendar = {
  zone: 'Asia/Shanghai',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '14:00', to: '20:00' },
  ],
  holidays: ['2026-10-01', '2026-10-02'],
};

const shanghai = (text: string) => Date.parse(`${text}+08:00`);

t.test('the calling window is 09:00 to 12:00 and 14:00 to 20:00 there', async (t) => {
  t.equal(isOpen(CALLING, shanghai('2026-03-02T08:59:59')), false);
  t.equal(isOpen(CALLING, shanghai('2026-03-02T09:00:00')), true);
  t.equal(isOpen(CALLING, shanghai('2026-03-02T12:00:00')), false);
  t.equal(isOpen(CALLING, shanghai('2026-03-02T19:59:59')), true);
  t.equal(nextOpening(CALLING, shanghai('2026-03-02T12:30:00')), shanghai('2026-03-02T14:00:00'));
  t.equal(nextOpening(CALLING, shanghai('2026-03-02T15:30:00')), shanghai('2026-03-02T15:30:00'));
  t.equal(nextOpening(CALLING, shanghai('2026-03-02T20:00:00')), shanghai('2026-03-03T09:00:00'));
});

t.test('holidays are closed from midnight to midnight there', async (t) => {
  t.equal(isOpen(CALLING, shanghai('2026-10-01T10:00:00')), false);
  t.equal(nextOpening(CALLING, shanghai('2026-09-30T20:00:00')), shanghai('2026-10-03T09:00:00'));
});

t.test('hours can be for days of the week and go over midnight', async (t) => {
  const night: Calendar = { ...CALLING, hours: [{ from: '22:00', to: '02:00', days: [5] }], holidays: [] };
  t.equal(isOpen(night, shanghai('2026-03-06T23:00:00')), true, 'Friday');
  t.equal(isOpen(night, shanghai('2026-03-07T01:59:00')), true, 'Saturday, still Friday’s hours');
  t.equal(isOpen(night, shanghai('2026-03-07T23:00:00')), false);
  t.equal(nextOpening(night, shanghai('2026-03-07T03:00:00')), shanghai('2026-03-13T22:00:00'));
});

t.test('a calendar without hours never opens', async (t) => {
  t.equal(nextOpening({ ...CALLING, hours: [] }, shanghai('2026-03-02T10:00:00')), undefined);
  t.equal(isOpen({ ...CALLING, hours: [{ from: '00:00', to: '24:00' }] }, shanghai('2026-03-02T23:59:59')), true);
});

t.test('times of day are those of the zone, on days of a clock change too', async (t) => {
  t.equal(dayOf('Asia/Shanghai', Date.parse('2026-03-01T16:00:00Z')), '2026-03-02');
  t.equal(timeOn('Europe/London', Date.parse('2026-03-29T12:00:00Z'), '09:00'), Date.parse('2026-03-29T08:00:00Z'));
});
