// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the wave does: is the share realised to within one call, and does the pacing hold?

import fc from 'fast-check';
import t from 'tap';
import {
  calm,
  decideSurge,
  SURGE_DEFAULTS,
  type SurgeEvent,
  type SurgeState,
  shareAt,
  surgeMachine,
} from '../../src/callback/index.js';

/** A run has some two hundred events on the mean: 20,000, and 1,000,000 in `npm run check:deep`. */
const RUNS = { numRuns: process.env.SPILLWAY_DEEP === undefined ? 100 : 5_000 };

interface Moment {
  readonly wait: number;
  readonly busy: number;
  readonly people: number;
  readonly calls: number;
}

const wave = fc.array(
  fc.record({
    wait: fc.integer({ min: 0, max: 3_000 }),
    busy: fc.integer({ min: 0, max: 30 }),
    people: fc.integer({ min: 0, max: 8 }),
    calls: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 1, maxLength: 120 },
);

interface Run {
  readonly settings: { readonly min: number; readonly step: number; readonly interval: number };
  readonly moments: readonly Moment[];
}

const runs: fc.Arbitrary<Run> = fc.record({
  settings: fc.record({
    min: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
    step: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
    interval: fc.constantFrom(0, 200, 1_000),
  }),
  moments: wave,
});

/** Runs a wave and hands each decision to `see`. */
function play({ settings, moments }: Run, see: (state: SurgeState, at: number, people: number) => void): void {
  const { min, step, interval } = settings;
  let state = calm({ ...SURGE_DEFAULTS, ratio: { min, step }, interval, catch: { min: 0, captureOnly: false } });
  let at = 0;
  const send = (event: SurgeEvent) => {
    state = surgeMachine.transition(state, event, at).state;
  };
  for (const moment of moments) {
    const to = at + moment.wait;
    const due = surgeMachine.deadline(state);
    if (due !== undefined && due <= to) {
      at = Math.max(at, due);
      send({ type: 'expired' });
    }
    at = to;
    send({ type: 'sampled', busy: moment.busy, inService: 30 });
    for (let call = 0; call < moment.calls; call++) {
      see(state, at, moment.people);
      send({ type: 'taken', decision: decideSurge(state, { people: moment.people }, at) });
    }
  }
}

t.test("the computer agents' part of a surge differs from the share by less than one call", async (t) => {
  fc.assert(
    fc.property(runs, (run) => {
      let owed = 0;
      let surge = -1;
      play(run, (state, at, people) => {
        if (state.phase.name === 'calm') return;
        if (state.phase.since !== surge) owed = 0;
        surge = state.phase.since;
        const decision = decideSurge(state, { people }, at);
        if (decision.reason !== 'share') return;
        owed += shareAt(state, at) - (decision.taker === 'computerAgent' ? 1 : 0);
        if (Math.abs(owed) >= 1) throw new Error(`off by ${owed} calls`);
      });
    }),
    RUNS,
  );
  t.pass();
});

t.test('computer agents never answer sooner after one another than the interval', async (t) => {
  fc.assert(
    fc.property(runs, (run) => {
      let last = Number.NEGATIVE_INFINITY;
      play(run, (state, at, people) => {
        const decision = decideSurge(state, { people }, at);
        if (decision.taker !== 'computerAgent') return;
        if (decision.answerAt < at || decision.answerAt - last < run.settings.interval) throw new Error('too soon');
        last = decision.answerAt;
      });
    }),
    RUNS,
  );
  t.pass();
});

t.test('the share stays between ratio.min and 1 and never jumps', async (t) => {
  fc.assert(
    fc.property(runs, (run) => {
      let last: { at: number; share: number; since: number } | undefined;
      play(run, (state, at) => {
        if (state.phase.name === 'calm') return;
        const share = shareAt(state, at);
        if (share < run.settings.min - 1e-9 || share > 1 + 1e-9) throw new Error(`share ${share}`);
        if (last?.since === state.phase.since) {
          const reach = ((at - last.at) / 1000) * run.settings.step + 1e-9;
          if (Math.abs(share - last.share) > reach) throw new Error('jumped');
        }
        last = { at, share, since: state.phase.since };
      });
    }),
    RUNS,
  );
  t.pass();
});
