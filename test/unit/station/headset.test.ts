// SPDX-License-Identifier: GPL-2.0-or-later
// A telephone that stays lifted, for an agent with a headset: in every order of events does it rest, take its calls by a tone, and let go?
import fc from 'fast-check';
import t from 'tap';
import {
  ANNOUNCED_FOR,
  type StationEvent,
  type StationState,
  stationMachine,
} from '../../../src/station/station-machine.js';
import { cases } from '../../support/cases.js';

let stays = true;
const machine = stationMachine({ more: () => true, firstWithin: 15_000, nextWithin: 4_000, stays: () => stays });

function run(events: readonly StationEvent[], from: StationState = { name: 'idle' }, at = 0) {
  let state = from;
  const effects: string[] = [];
  for (const event of events) {
    const step = machine.transition(state, event, at);
    state = step.state;
    effects.push(...step.effects.map(({ type }) => type));
  }
  return { state, effects };
}

const RESTING: StationState = { name: 'resting' };
const RING = { type: 'ring', offer: 'o1' } as const;

t.test('lifted and nothing dialled: at rest, in silence; without a headset busy tone', async (t) => {
  t.match(run([{ type: 'lifted' }]).state, { until: 4_000 });
  const rested = run([{ type: 'lifted' }, { type: 'expired' }]);
  t.same(rested.state, RESTING);
  t.same(rested.effects, ['openLeg', 'lifted', 'dialTone', 'closeLeg', 'hungUp']);
  stays = false;
  t.match(run([{ type: 'lifted' }, { type: 'expired' }]).state, { name: 'busyTone' });
  stays = true;
});

t.test('a call: a tone, and when it is over the call is taken; when that is over he rests again', async (t) => {
  const announced = run([RING], RESTING);
  t.same(announced.state, { name: 'announced', offer: 'o1', until: ANNOUNCED_FOR });
  t.same(announced.effects, ['openLeg', 'ringing', 'announce']);
  const taken = run([{ type: 'expired' }], announced.state, ANNOUNCED_FOR);
  t.same(taken.state, { name: 'connected', offer: 'o1' });
  t.same(taken.effects, ['answerLeg', 'answered']);
  t.same(run([{ type: 'released' }], taken.state), { state: RESTING, effects: ['silence', 'hungUp'] });
});

t.test('the caller goes amid the tone: silence; the agent puts down amid it: declined', async (t) => {
  const { state } = run([RING], RESTING);
  t.same(run([{ type: 'stopRinging', offer: 'o1' }], state), { state: RESTING, effects: ['closeLeg'] });
  t.same(run([{ type: 'stopRinging', offer: 'other' }], state), { state, effects: [] });
  t.same(run([{ type: 'putDown' }], state), { state: { name: 'idle' }, effects: ['closeLeg', 'declined'] });
  t.same(run([{ type: 'released' }], state), { state: RESTING, effects: ['declined'] });
});

t.test('a flash gives dial tone; putting down is silent', async (t) => {
  t.same(run([{ type: 'flash' }], RESTING).effects, ['openLeg', 'lifted', 'dialTone']);
  t.same(run([{ type: 'putDown' }], RESTING), { state: { name: 'idle' }, effects: ['silence'] });
});

const event: fc.Arbitrary<StationEvent> = fc.oneof(
  fc.constantFrom<StationEvent>(
    ...(['lifted', 'putDown', 'flash', 'dial', 'talks', 'released', 'expired'] as const).map((type) => ({ type })),
    { type: 'digit', digit: '5' },
    RING,
    { type: 'stopRinging', offer: 'o1' },
  ),
);

t.test('in whatever order: one leg at most, and each offer that rings ends once', async (t) => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 40 }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      (events, headset) => {
        let state: StationState = { name: 'idle' };
        let legs = 0;
        let out = 0;
        for (const [i, one] of events.entries()) {
          stays = headset[i] ?? true;
          const before: StationState = state;
          const step = machine.transition(before, one, 0);
          state = step.state;
          if (one.type === 'released' && ['ringing', 'announced', 'dialling', 'connected'].includes(before.name))
            legs--;
          for (const { type } of step.effects) {
            if (type === 'openLeg') legs++;
            if (type === 'closeLeg') legs--;
            if (type === 'ringing') out++;
            if (type === 'answered' || type === 'declined') out--;
          }
          if (one.type === 'stopRinging' && before !== state) out--;
          const hasLeg = ['ringing', 'announced', 'dialling', 'connected'].includes(state.name);
          if (legs !== Number(hasLeg)) throw new Error(`${legs} legs in ${state.name} after ${one.type}`);
          if (out !== Number(state.name === 'ringing' || state.name === 'announced'))
            throw new Error(`${out} offers in ${state.name}`);
        }
      },
    ),
    cases(2_000),
  );
  stays = true;
  t.pass();
});
