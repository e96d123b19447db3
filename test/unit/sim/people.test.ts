// SPDX-License-Identifier: GPL-2.0-or-later
// Do the simulated people behave as people do: wait, hang up, talk, press 1, sign in?
import t from 'tap';
import { callerMachine, dialled } from '../../../src/sim/caller-machine.js';
import { atRest, customerMachine } from '../../../src/sim/customer-machine.js';
import { Random } from '../../../src/sim/random.js';
import { telephoneMachine } from '../../../src/sim/telephone-machine.js';
import { planWave } from '../../../src/sim/traffic.js';

const plan = { patience: 20_000, talk: 5_000, leavesAfterPromise: 600, number: '13800138000', menuKey: '2' };

t.test('a caller whom nobody answers hangs up when his patience ends', async (t) => {
  const calling = dialled(plan, 0);

  const { state, effects } = callerMachine.transition(calling, { type: 'expired' }, 20_000);

  t.equal(callerMachine.deadline(calling), 20_000);
  t.equal(state.name, 'over');
  t.same(effects, [{ type: 'hangUp' }]);
});

t.test('a caller listens once he is answered, and leaves soon after the promise', async (t) => {
  const answered = callerMachine.transition(dialled(plan, 0), { type: 'answered' }, 1_000);
  const promised = callerMachine.transition(answered.state, { type: 'heardPromise' }, 2_000);

  t.same(answered.effects, [{ type: 'listen' }]);
  t.equal(callerMachine.deadline(promised.state), 2_600);
});

t.test('a caller who hears a person talks, once', async (t) => {
  const answered = callerMachine.transition(dialled(plan, 0), { type: 'answered' }, 1_000);
  const talking = callerMachine.transition(answered.state, { type: 'heardAgent' }, 3_000);
  const again = callerMachine.transition(talking.state, { type: 'heardAgent' }, 4_000);

  t.same(talking.effects, [{ type: 'speak' }]);
  t.same(again.effects, []);
  t.equal(callerMachine.deadline(again.state), 8_000);
});

t.test('a caller who hears a menu presses his key and goes on listening', async (t) => {
  const answered = callerMachine.transition(dialled(plan, 0), { type: 'answered' }, 1_000);

  const step = callerMachine.transition(answered.state, { type: 'heardMenu' }, 2_000);

  t.same(step, { state: answered.state, effects: [{ type: 'key', digits: '2' }] });
});

t.test('a customer presses 1 after the question; a voicemail never does', async (t) => {
  const ring = (kind: 'answers' | 'voicemail') => {
    const called = customerMachine.transition(atRest({ kind, ring: 2_000, talk: 5_000 }), { type: 'called' }, 0);
    const answered = customerMachine.transition(called.state, { type: 'expired' }, 2_000);
    return customerMachine.transition(answered.state, { type: 'heardConfirm' }, 3_000).state;
  };

  t.same(customerMachine.transition(ring('answers'), { type: 'expired' }, 4_500).effects, [{ type: 'pressOne' }]);
  t.equal(ring('voicemail').name, 'answered');
});

t.test('a busy customer refuses at once', async (t) => {
  const busy = customerMachine.transition(atRest({ kind: 'busy', ring: 0, talk: 0 }), { type: 'called' }, 0);

  t.same(busy.effects, [{ type: 'refuseBusy' }]);
  t.equal(busy.state.name, 'over');
});

t.test('an agent signs in, rests, lifts when it rings, and puts down', async (t) => {
  const names: string[] = [];
  let state = telephoneMachine.transition({ name: 'start' }, { type: 'begin' }, 0).state;
  for (const event of [
    { type: 'expired' },
    { type: 'heardSignedIn' },
    { type: 'expired' },
    { type: 'rings', reaction: 500 },
    { type: 'expired' },
    { type: 'heardCaller', talk: 4_000 },
    { type: 'expired' },
  ] as const) {
    names.push(state.name);
    state = telephoneMachine.transition(state, event, 0).state;
  }

  t.same(
    [...names, state.name],
    ['lifted', 'dialling', 'signedIn', 'resting', 'ringing', 'talking', 'talking', 'resting'],
  );
});

t.test('an agent who does not hear that he is signed in dials again, four times at most', async (t) => {
  let signIns = 0;
  let state = telephoneMachine.transition({ name: 'start' }, { type: 'begin' }, 0).state;
  while (state.name !== 'resting') {
    const step = telephoneMachine.transition(state, { type: 'expired' }, 0);
    signIns += step.effects.filter(({ type }) => type === 'signIn').length;
    state = step.state;
  }

  t.equal(signIns, 4);
});

t.test('a wave is the same for the same seed, has its size, and peaks early', async (t) => {
  const traffic = {
    calls: 2_000,
    duration: 60_000,
    accessNumbers: [
      { item: '4008001111', weight: 2 },
      { item: '4008002222', weight: 1 },
    ],
    withheldShare: 0.05,
    repeatShare: 0.1,
    patience: { least: 10_000, most: 20_000 },
    redials: 0,
    redialAfter: 0,
    menuKey: '1',
  };

  const wave = planWave(traffic, 7);

  t.same(wave, planWave(traffic, 7));
  t.not(wave[0]?.number, planWave(traffic, 8)[0]?.number);
  t.equal(wave.length, 2_000);
  t.ok(wave.every((caller, i) => caller.at < 60_000 && caller.at >= (wave[i - 1]?.at ?? 0)));
  t.ok(wave.filter((caller) => caller.at < 30_000).length > 1_300, 'two thirds come in the first half');
  t.ok(new Set(wave.map(({ number }) => number)).size < 1_900, 'some call again');
});

t.test('chance keeps to its weights', async (t) => {
  const random = new Random(1);
  const picks = Array.from({ length: 3_000 }, () =>
    random.pick([
      { item: 'a', weight: 2 },
      { item: 'b', weight: 1 },
    ]),
  );

  const share = picks.filter((pick) => pick === 'a').length / picks.length;

  t.ok(Math.abs(share - 2 / 3) < 0.03, `a came in ${share}`);
});
