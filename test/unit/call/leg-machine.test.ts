// SPDX-License-Identifier: GPL-2.0-or-later
// Does a leg go through Q.931's states, with its timers, and end once?
import t from 'tap';
import { begin, type LegEvent, type LegState, legMachine, T301, T310 } from '../../../src/call/leg-machine.js';

/** Runs events of 100 ms distance; gives the last state and every effect's name. */
function run(first: LegState, ...events: LegEvent[]) {
  const effects: string[] = [];
  let state = first;
  let at = 1000;
  for (const event of events) {
    at += 100;
    const step = legMachine.transition(state, event, at);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'command') effects.push(`do ${effect.command.type}`);
      if (effect.type === 'news') effects.push(`tell ${effect.news.type}`);
      if (effect.type === 'unwind') effects.push('unwind');
    }
  }
  return { state, effects, deadline: legMachine.deadline(state) };
}

const cleared = (cause = 16): LegEvent => ({ type: 'cleared', at: 9000, cause, by: 'party' });

t.test('an incoming leg is proceeded, alerted, answered and cleared', async (t) => {
  const { state, effects } = run(
    begin('incoming', 1000),
    { type: 'proceed' },
    { type: 'alert', inBand: true },
    { type: 'answer' },
    { type: 'answered', at: 1400 },
    cleared(),
  );

  t.equal(state.name, 'cleared');
  t.same(state.stamps, { start: 1000, ring: 1200, answer: 1400, end: 9000 });
  t.same(effects, ['do proceed', 'do alert', 'do answer', 'tell answered', 'unwind', 'tell cleared']);
});

t.test('a second proceeding is not sent when the engine was quicker', async (t) => {
  const { effects } = run(begin('incoming', 1000), { type: 'proceeding', at: 1500 }, { type: 'proceed' });
  t.same(effects, ['tell proceeding']);
});

t.test('T310 clears an outgoing leg with 102 when nothing follows CALL PROCEEDING', async (t) => {
  const waiting = run(begin('outgoing', 1000), { type: 'proceeding', at: 1100 });
  t.equal(waiting.deadline, 1100 + T310);

  const { state, effects } = run(waiting.state, { type: 'expired' });

  t.match(state, { name: 'clearing', cause: 102 });
  t.same(effects, ['unwind', 'do clear']);
});

t.test('an announcement in band is given the time of ringing', async (t) => {
  const announced: LegEvent = { type: 'progressed', at: 1200, inBand: true, cause: 0 };
  const { deadline } = run(begin('outgoing', 1000), { type: 'proceeding', at: 1100 }, announced);
  t.equal(deadline, 1200 + T301);
});

t.test('T301, or the shorter ringFor, clears a ringing leg with 19', async (t) => {
  const ringing: LegEvent = { type: 'alerting', at: 1100, inBand: false };
  t.equal(run(begin('outgoing', 1000), ringing).deadline, 1100 + T301);
  const short = run(begin('outgoing', 1000, 45_000), ringing);
  t.equal(short.deadline, 46_100);

  t.match(run(short.state, { type: 'expired' }).state, { name: 'clearing', cause: 19 });
});

t.test('an incoming leg that rings has no deadline: the exchange runs T301', async (t) => {
  t.equal(run(begin('incoming', 1000), { type: 'alert', inBand: false }).deadline, undefined);
});

t.test('when both hang up the box was first and its cause stands', async (t) => {
  const { state } = run(begin('incoming', 1000), { type: 'clear', cause: 17 }, cleared(16));
  t.match(state, { name: 'cleared', cause: 17, by: 'box' });
});

t.test('a clearing whose fact never comes ends by itself', async (t) => {
  const { state, effects } = run(begin('outgoing', 1000), { type: 'clear', cause: 16 }, { type: 'expired' });
  t.equal(state.name, 'cleared');
  t.same(effects, ['unwind', 'do clear', 'unwind', 'tell cleared']);
});

t.test('what comes after the end changes nothing', async (t) => {
  const { effects } = run(
    begin('incoming', 1000),
    cleared(),
    cleared(),
    { type: 'answered', at: 9100 },
    { type: 'clear', cause: 16 },
    { type: 'expired' },
  );
  t.same(effects, ['unwind', 'tell cleared']);
});

t.test('an answer that crosses a clearing is not told', async (t) => {
  const { state, effects } = run(begin('outgoing', 1000), { type: 'clear', cause: 16 }, { type: 'answered', at: 1200 });
  t.equal(state.name, 'clearing');
  t.notOk(effects.includes('tell answered'));
});
