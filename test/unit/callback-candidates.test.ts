// SPDX-License-Identifier: GPL-2.0-or-later
// Which request is called first, for whom is it, and how often is the calendar asked for it?
import t from 'tap';
import { AbandonWindow, abandonable } from '../../src/callback/abandon-window.js';
import { CallingCalendar } from '../../src/callback/calling-calendar.js';
import { CreationLimits } from '../../src/callback/creation-limits.js';
import { CALLBACK_DEFAULTS } from '../../src/callback/index.js';
import { callingTime } from '../../src/callback/selection.js';
import { normalise, PLAN_DEFAULTS } from '../../src/dialling/index.js';
import { CallbackWorld, settle } from '../support/callback-world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Puts a request in, as somebody who called so many minutes before now would have. */
async function ask(world: CallbackWorld, last: number, about: object = {}) {
  const number = normalise(`1380000000${last}`, PLAN_DEFAULTS);
  if (number === undefined) throw new Error('no number');
  const done = await world.callbacks.create({
    number,
    queue: 'orders',
    promised: true,
    about: { origin: 'command', ...about },
  });
  await settle();
  return done.request;
}

t.test('who called first is first, but for his grade, his priority and how often he rang', async (t) => {
  for (const [about, isFirst] of [
    [{}, false],
    [{ grade: 1 }, true],
    [{ wants: { needs: [], priority: 2 } }, true],
    [{ wants: { needs: [], priority: 1 } }, false],
  ] as const) {
    const world = new CallbackWorld();
    const early = await ask(world, 1);
    world.clock.advance(15 * MINUTE);
    const late = await ask(world, 2, about);
    t.equal(world.callbacks.next('1001', ['orders'])?.request.id, isFirst ? late : early, JSON.stringify(about));
    world.callbacks.close();
  }
  const world = new CallbackWorld();
  await ask(world, 1);
  world.clock.advance(8 * MINUTE);
  const keen = await ask(world, 2);
  for (let again = 0; again < 2; again++) await ask(world, 2);
  t.equal(world.callbacks.next('1001', ['orders'])?.request.id, keen, 'he rang three times');
  world.callbacks.close();
});

t.test("a named agent has it to himself for a while, then it is anyone's", async (t) => {
  const world = new CallbackWorld();
  const his = await ask(world, 1, { agent: '1002' });
  t.equal(world.callbacks.next('1001', ['orders']), undefined);
  world.clock.advance(CALLBACK_DEFAULTS.ownAgentFor - 1);
  t.equal(world.callbacks.next('1001', ['orders']), undefined);
  world.clock.advance(HOUR * 2 + 1); // past noon
  t.equal(world.callbacks.next('1001', ['orders'])?.request.id, his);
  world.callbacks.close();
});

t.test('the calendar is looked up where it may change, and says what it would say each time', (t) => {
  const calendar = new CallingCalendar();
  const from = Date.parse('2026-03-02T00:00:00+08:00');
  for (let at = from; at < from + 48 * HOUR; at += 293_000)
    if (JSON.stringify(calendar.at(CALLBACK_DEFAULTS, at, 0)) !== JSON.stringify(callingTime(CALLBACK_DEFAULTS, at)))
      t.fail(`another answer at ${new Date(at).toISOString()}`);
  t.ok(calendar.lookups <= 14, `${calendar.lookups} look-ups in two days`);
  t.end();
});

t.test('the first line ahead comes after 32 answered calls without a loss, and hours leave the window', (t) => {
  t.equal(abandonable({ connected: 32, abandoned: 0 }, 0.03), 0);
  t.equal(abandonable({ connected: 33, abandoned: 0 }, 0.03), 1);
  t.equal(abandonable({ connected: 1_000, abandoned: 0 }, 0), 0);
  const window = new AbandonWindow(24 * HOUR);
  window.note('abandoned', 0);
  window.note('connected', HOUR);
  t.same(window.counts(23 * HOUR), { connected: 1, abandoned: 1 });
  t.same(window.counts(24 * HOUR), { connected: 1, abandoned: 0 });
  t.same(window.counts(25 * HOUR), { connected: 0, abandoned: 0 });
  t.end();
});

t.test('so many for a number and for a source, in any stretch of time', (t) => {
  const limits = new CreationLimits();
  const settings = { perNumber: { requests: 2, within: HOUR }, perSource: { requests: 3, within: 2 * HOUR } };
  const put = (number: string, at: number) => {
    const reached = limits.reached(number, 'shell', settings, at);
    if (reached === undefined) limits.note(number, 'shell', at);
    return reached;
  };
  t.equal(put('a', 0), undefined);
  t.equal(put('a', 1), undefined);
  t.equal(put('a', 2), 'perNumber');
  t.equal(put('b', 3), undefined);
  t.equal(put('c', 4), 'perSource');
  t.equal(put('a', HOUR), 'perSource');
  t.equal(put('a', 2 * HOUR), undefined, 'the first is two hours old');
  t.end();
});
