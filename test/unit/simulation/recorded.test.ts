// SPDX-License-Identifier: GPL-2.0-or-later
// Which callers were those of a recorded wave? What the log knows is kept, what it cut short is said and drawn.
import t from 'tap';
import { type RecordedCall, readWave, recordedWave } from '../../../src/simulation/index.js';

const usual = readWave('length: 1h\narrivals: [{ at: 0s, perMinute: 0 }]\n', 'w.yaml');
const FROM = 1_000_000;

const call = (at: number, given: Partial<RecordedCall>): RecordedCall => ({
  ...{ direction: 'inbound', calling: '+8613900000001', accessNumber: '88880001', answeredAt: null, cause: 16 },
  ...{ offeredAt: FROM + at, endedAt: FROM + at + 30_000, disposition: 'abandoned', waitMs: 30_000, talkMs: 0 },
  ...given,
});

const recorded = (calls: readonly RecordedCall[]) =>
  recordedWave(
    { from: FROM, to: FROM + 600_000, calls, shifts: [{ agent: '1', from: FROM - 5, to: FROM + 60_000 }] },
    usual,
  );

t.test('who gave up and rang again is one caller; his patience and when he rang again are as they were', async (t) => {
  const { known, callers } = recorded([
    call(0, {}),
    call(70_000, { disposition: 'answered', waitMs: 10_000, talkMs: 55_000 }),
  ]);
  const [caller, ...others] = callers(1);
  t.same(others, []);
  t.equal(caller?.at, 0);
  t.equal(caller?.attempts[0]?.patience, 30_000);
  t.equal(caller?.attempts[0]?.again, 40_000, 'from the end of the first call');
  t.equal(caller?.attempts[1]?.talk, 55_000);
  t.ok((caller?.attempts[1]?.patience ?? 0) >= 10_000, 'he had at least so much');
  t.same(
    { ...known, patience: Math.round(known.patience) },
    {
      ...{ calls: 2, callers: 1, talks: 1, gaveUp: 1, patienceCut: 1, patience: 40_000, redialled: 1, failed: 1 },
      ...{ calledBack: 0, withheld: 0, agents: 1 },
    },
    'all waiting over those who gave up: the most likely mean of what was cut short',
  );
});

t.test('who was served and rings later is somebody new; so is everybody who withholds his number', async (t) => {
  const { known, callers } = recorded([
    call(0, { disposition: 'captured', waitMs: 0 }),
    call(60_000, {}),
    call(120_000, { calling: null }),
    call(180_000, { calling: null }),
  ]);
  t.equal(callers(1).length, 4);
  t.equal(known.withheld, 2);
  t.equal(new Set(callers(1).map(({ number }) => number)).size, 4, 'nobody keeps his number');
});

t.test('the same seed draws the same, another seed changes only what was drawn', async (t) => {
  const { callers, shifts } = recorded([
    call(0, {}),
    call(5_000, { calling: '+8613900000002', disposition: 'captured' }),
  ]);
  t.same(callers(1), callers(1));
  t.equal(callers(2)[0]?.attempts[0]?.patience, callers(1)[0]?.attempts[0]?.patience);
  t.not(callers(2)[1]?.attempts[0]?.patience, callers(1)[1]?.attempts[0]?.patience);
  t.same(shifts, [{ agent: '1', from: 0, to: 60_000 }]);
});
