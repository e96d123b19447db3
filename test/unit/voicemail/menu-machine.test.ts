// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody go through his messages? Each key, the end of the list, what cannot be, and random keys that always come to an end.
import t from 'tap';
import {
  MENU_KEYS,
  type MenuEffect,
  type MenuEvent,
  type MenuState,
  menuMachine,
} from '../../../src/voicemail/index.js';

/** Runs events; gives the last effects and the state. */
function run(...events: readonly MenuEvent[]) {
  let state: MenuState = { name: 'begun' };
  let effects: readonly MenuEffect[] = [];
  for (const event of events) ({ state, effects } = menuMachine.transition(state, event, 0));
  return { state, effects };
}

const begin: MenuEvent = { type: 'begin', messages: ['a', 'b'] };
const done: MenuEvent = { type: 'done' };
const key = (pressed?: string): MenuEvent => ({ type: 'keyed', key: pressed });
const asked = [begin, done, done] as const;

t.test('counts, the first message, the question', async (t) => {
  t.same(run(begin).effects, [{ type: 'tellCounts' }]);
  t.same(run(begin, done).effects, [{ type: 'play', message: 'a' }]);
  t.same(run(...asked).effects, [{ type: 'ask' }]);
  t.same(run({ type: 'begin', messages: [] }, done).effects, [{ type: 'end' }]);
});

t.test('each key does its own', async (t) => {
  t.same(run(...asked, key('1')).effects, [{ type: 'play', message: 'a' }]);
  t.match(run(...asked, key('2')).effects, [{ type: 'save', message: 'a' }, { type: 'say' }]);
  t.same(run(...asked, key('2'), done).effects, [{ type: 'play', message: 'b' }]);
  t.match(run(...asked, key('3')).effects, [{ type: 'delete', message: 'a' }, { type: 'say' }]);
  t.same(run(...asked, key('4')).effects, [{ type: 'play', message: 'b' }]);
  t.same(run(...asked, key('5')).effects, [{ type: 'callBack', message: 'a' }]);
  t.same(run(...asked, key('6')).effects, [{ type: 'askBox' }]);
  t.match(run(...asked, key('6'), { type: 'addressed', box: 'x' }).effects, [
    { type: 'sendOn', message: 'a', to: 'x' },
    { type: 'say' },
  ]);
  for (const end of ['0', '*', undefined]) t.same(run(...asked, key(end)).effects, [{ type: 'end' }]);
});

t.test('what cannot be is said, and he is asked again; a message whose file is gone is passed over', async (t) => {
  t.match(run(...asked, key('5'), { type: 'refused' }).effects, [{ type: 'say', prompt: 'agent-not-possible' }]);
  const barred = { type: 'refused', prompt: 'call-barred' } as const;
  t.match(run(...asked, key('5'), barred).effects, [{ type: 'say', prompt: 'call-barred' }]);
  t.same(run(...asked, key('5'), { type: 'refused' }, done).effects, [{ type: 'ask' }]);
  t.match(run(...asked, key('6'), { type: 'addressed', box: undefined }).effects, [{ type: 'say' }]);
  t.same(run(begin, done, { type: 'refused' }, done).effects, [{ type: 'play', message: 'b' }]);
});

t.test('whatever comes, also out of turn: every step ends in one effect that is answered, and 0 ends it', async (t) => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  const events = (): MenuEvent[] => [
    done,
    key(MENU_KEYS[random(MENU_KEYS.length)]),
    { type: 'refused' },
    { type: 'addressed', box: random(2) === 0 ? undefined : 'x' },
  ];
  for (let walk = 0; walk < 1_000; walk++) {
    let state: MenuState = { name: 'begun' };
    ({ state } = menuMachine.transition(state, { type: 'begin', messages: ['a', 'b', 'c'] }, 0));
    for (let step = 0; step < 50; step++) {
      const [event = done] = [events()[random(4)]];
      const next: ReturnType<typeof menuMachine.transition> = menuMachine.transition(state, event, 0);
      if (next.state !== state && next.state.name !== 'over') t.ok(next.effects.length > 0);
      ({ state } = next);
    }
    for (let step = 0; step < 4 && state.name !== 'over'; step++) {
      const answer: MenuEvent =
        state.name === 'asked' ? key('0') : state.name === 'addressing' ? { type: 'addressed', box: 'x' } : done;
      ({ state } = menuMachine.transition(state, answer, 0));
    }
    if (state.name !== 'over') t.fail(`stuck in ${state.name}`);
  }
});
