// SPDX-License-Identifier: GPL-2.0-or-later
// Does the quick clock of long files say what the calendar says, also where clocks are changed?
import t from 'tap';
import { wallClock, when } from '../../../src/words/index.js';

const STEP = 7 * 60_000 + 1_234;

for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', undefined])
  t.test(`${zone}`, async (t) => {
    const wall = wallClock(zone);
    for (const night of [
      '2026-03-29T00:00:00Z',
      '2026-10-25T00:00:00Z',
      '2026-04-04T14:00:00Z',
      '2026-10-03T15:00:00Z',
    ]) {
      const from = Date.parse(night);
      const wrong = Array.from({ length: 100 }, (_, n) => from + n * STEP).filter((at) => wall(at) !== when(at, zone));
      t.same(wrong, [], night);
    }
    t.equal(wall(null), '');
    t.equal(wall(-1), when(-1, zone));
    for (const written of ['0000-01-01', '0099-06-01', '1900-01-01', '9999-12-31T23:00:00Z'])
      t.equal(wall(Date.parse(written)), when(Date.parse(written), zone), written);
    t.equal(wall(253_402_400_000_000), when(253_402_400_000_000, zone), 'a year of five digits');
    t.equal(wall(9e15), when(9e15, zone), 'a time that no calendar has');
  });
