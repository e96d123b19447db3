// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever happens on an analog line, in whatever order: it is in a stated state, each call that was told is told to have ended once, the line is let
// go, and no number is told but one that was said whole. 10,000 events; SPILLWAY_DEEP: 1,000,000.
import t from 'tap';
import { type LineEffect, type LineEvent, type LineState, lineMachine, USUAL_LINE } from '../../src/fxo/index.js';
import { Random } from '../../src/sim/index.js';

const STEPS = process.env.SPILLWAY_DEEP === undefined ? 10_000 : 1_000_000;
const TONES = ['dial', 'ringback', 'busy', 'congestion', 'information', 'callWaiting', 'faxAnswer'] as const;
const KEYS = 'ABCD0123456789*#';

/** What may have come of the events so far. */
interface Books {
  readonly open: Set<number>;
  readonly over: Set<number>;
  offHook: boolean;
  offered: number;
  answered: number;
}

function anything(random: Random, state: LineState, next: () => number): LineEvent {
  const current = 'call' in state ? state.call : undefined;
  const call = current !== undefined && random.between(0, 1) < 0.9 ? current : Math.floor(random.between(1, 9));
  const yes = random.between(0, 1) < 0.5;
  const some = <Item>(items: readonly Item[] | string) =>
    items[Math.floor(random.between(0, items.length - 0.001))] as Item;
  const events: readonly LineEvent[] = [
    { type: 'voltage', on: yes },
    { type: 'voltage', on: !yes },
    { type: 'battery', present: random.between(0, 1) < 0.8 },
    { type: 'polarity', reversed: yes },
    { type: 'dropped' },
    { type: 'caller', caller: { number: '13912345678', presentation: 'allowed' } },
    { type: 'callerDamaged' },
    { type: 'key', key: some<string>(KEYS) },
    { type: 'tone', tone: some(TONES) },
    { type: 'toneEnded', tone: some(TONES) },
    { type: 'speech' },
    { type: 'sent' },
    { type: 'dial', call: next(), digits: '110' },
    { type: 'answer', call },
    { type: 'clear', call, cause: 16 },
    { type: 'flash' },
    ...(random.between(0, 1) < 0.2 ? ([{ type: 'probe' }, { type: 'probed' }] as const) : []),
  ];
  // Else hardly any call out would come so far as to be answered.
  if (state.name === 'seizing' && yes) return { type: 'tone', tone: 'dial' };
  if (state.name === 'sending' && yes) return { type: 'sent' };
  if (state.name === 'probed' && yes) return { type: 'probed' };
  if (state.name === 'dead' && yes) return { type: 'battery', present: true };
  return some(events);
}

function note(books: Books, effects: readonly LineEffect[]): string | undefined {
  for (const effect of effects) {
    if (effect.type === 'hook') books.offHook = effect.off;
    if (effect.type === 'offer') {
      books.offered++;
      if (books.open.has(effect.call) || books.over.has(effect.call)) return `call ${effect.call} is offered twice`;
      if (!['', '13912345678'].includes(effect.caller.number) && !/^\d{2,}$/.test(effect.caller.number))
        return `number ${effect.caller.number}`;
      books.open.add(effect.call);
    }
    if (effect.type === 'answered') {
      books.answered++;
      if (!books.open.has(effect.call)) return `call ${effect.call} is answered, and is none`;
    }
    if (effect.type === 'cleared') {
      if (!books.open.delete(effect.call)) return `call ${effect.call} ends, and is none`;
      books.over.add(effect.call);
    }
  }
  return undefined;
}

function wrong(state: LineState, books: Books): string | undefined {
  const call = 'call' in state ? state.call : state.name === 'guarded' ? state.next?.call : undefined;
  if (books.open.size !== (call === undefined ? 0 : 1)) return `${state.name}: ${books.open.size} calls are up`;
  if (call !== undefined && !books.open.has(call)) return `${state.name}: another call`;
  const lifted = ['seizing', 'sending', 'awaiting', 'talking', 'probed'].includes(state.name);
  return lifted === books.offHook ? undefined : `${state.name}: ${books.offHook ? 'off' : 'on'} hook`;
}

t.test(`${STEPS} events in any order`, (t) => {
  for (const seed of [1, 2, 3, 4]) {
    const random = new Random(seed);
    const settings = { ...USUAL_LINE, answerBy: seed % 2 === 0 ? ('tones' as const) : ('reversal' as const) };
    let state: LineState = { name: 'resting', settings, failures: 0, avoidUntil: 0, nextCall: 1_000_000 };
    const books: Books = { open: new Set(), over: new Set(), offHook: false, offered: 0, answered: 0 };
    const seen = new Set<string>();
    let at = 0;
    let dialled = 10;
    for (let step = 0; step < STEPS / 4; step++) {
      at += random.between(0, 400);
      const due = lineMachine.deadline(state);
      const isDue = due !== undefined && due <= at;
      if (isDue) at = due;
      const event = isDue ? lineMachine.expired : anything(random, state, () => ++dialled);
      if (event.type === 'dial') books.open.add(event.call);
      const before = state.name;
      const { state: next, effects } = lineMachine.transition(state, event, at);
      state = next;
      seen.add(state.name);
      const fault = note(books, effects) ?? wrong(state, books);
      if (fault !== undefined) {
        t.fail(`seed ${seed}, step ${step}: ${before} ── ${JSON.stringify(event)} ──▶ ${state.name}: ${fault}`);
        break;
      }
    }
    t.comment(
      `seed ${seed}: ${books.offered} calls came, ${books.answered} were answered; ${[...seen].sort().join(' ')}`,
    );
    t.equal(seen.size, 11, 'every state was seen');
    t.ok(books.offered > 10 && books.answered > 10);
  }
  t.end();
});
