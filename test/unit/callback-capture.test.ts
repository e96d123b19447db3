// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers are promised a callback, what is written for them, and how is a withheld one keyed in?

import t from 'tap';
import {
  CALLBACK_DEFAULTS,
  type CapturedCall,
  type CaptureRules,
  capturable,
  KEY_IN_DEFAULTS,
  type KeyInEffect,
  type KeyInEvent,
  type KeyInState,
  keyIn,
  keyInMachine,
  newRequest,
  usable,
} from '../../src/callback/index.js';
import { normalise, PLAN_DEFAULTS } from '../../src/dialling/index.js';
import type { Presentation } from '../../src/native/index.js';

const RULES: CaptureRules = {
  plan: { ...PLAN_DEFAULTS, areaCode: '21' },
  international: false,
  ownNumbers: new Set(['+864008880001', '+862160000000']),
  blacklist: new Set(['+8613900000001']),
  doNotCall: new Set(['+8613900000002']),
};

function calling(digits: string, presentation: Presentation = 'allowed') {
  return { digits, type: 'unknown', presentation } as const;
}

t.test('an ordinary number is captured as it is', async (t) => {
  t.match(capturable(calling('13800138000'), RULES), { kind: 'number', number: { number: '+8613800138000' } });
});

t.test('a caller without a usable number is asked to key one in', async (t) => {
  const keyIns: [ReturnType<typeof calling>, string][] = [
    [calling('13800138000', 'restricted'), 'withheld'],
    [calling('', 'unavailable'), 'unavailable'],
    [calling(''), 'unavailable'],
    [calling('1'), 'notANumber'],
    [calling('12ab'), 'notANumber'],
    [calling('4008001234'), 'notCallable'],
    [calling('95588'), 'notCallable'],
    [calling('110'), 'notCallable'],
    [calling('02160000000'), 'ownNumber'],
    [calling('0085221234567'), 'international'],
  ];
  for (const [number, reason] of keyIns) t.same(capturable(number, RULES), { kind: 'keyIn', reason }, number.digits);
});

t.test('the blacklisted and those who do not want calls are promised nothing, keyed in neither', async (t) => {
  t.same(capturable(calling('13900000001'), RULES), { kind: 'refused', reason: 'blacklisted' });
  t.same(usable('13900000002', 'unknown', RULES), { kind: 'refused', reason: 'doNotCall' });
});

t.test('a capture is a request and a row in one batch, with the time of arrival as its place', async (t) => {
  const number = normalise('013800138000', RULES.plan);
  if (number === undefined) throw new Error('no number');
  const call: CapturedCall = {
    call: 'call-1',
    number,
    queue: 'orders',
    accessNumber: '4008880001',
    arrivedAt: 1_000,
    source: 'callingNumber',
    promised: true,
    prompt: 'surge',
  };

  const { changes } = newRequest(call, 'callback-1', CALLBACK_DEFAULTS, 3_000);

  t.match(changes, [
    {
      type: 'request',
      fact: 'created',
      row: { number: '+8613800138000', enqueuedAt: 1_000, due: 3_000, state: 'open' },
    },
    { type: 'capture', row: { call: 'call-1', request: 'callback-1', raw: '013800138000', capturedAt: 3_000 } },
  ]);
  t.notOk('queue' in (changes[1] as { row: object }).row);
});

/** A caller at the telephone's keys. */
class Keys {
  at = 0;
  state: KeyInState = keyIn();
  heard: KeyInEffect[] = [];
  readonly #machine = keyInMachine((digits) => usable(digits, 'unknown', RULES).kind === 'number');

  send(event: KeyInEvent): this {
    const step = this.#machine.transition(this.state, event, this.at);
    this.state = step.state;
    this.heard.push(...step.effects);
    return this;
  }

  press(digits: string): this {
    for (const digit of digits) this.send({ type: 'digit', digit });
    return this;
  }

  wait(): this {
    this.send({ type: 'said', step: this.state.step });
    this.at = this.#machine.deadline(this.state) ?? this.at;
    return this.send({ type: 'expired' });
  }

  get last(): KeyInEffect | undefined {
    return this.heard.at(-1);
  }
}

t.test('a number is keyed in, read back and confirmed with 1', async (t) => {
  const keys = new Keys().send({ type: 'begin' }).press('13800138000#');
  t.match(keys.last, { type: 'readBack', digits: '13800138000' });
  t.match(keys.press('1').last, { type: 'confirmed', digits: '13800138000' });
});

t.test('digits stop the prompt; those before it are not meant', async (t) => {
  const keys = new Keys().press('5').send({ type: 'begin' }).press('13');
  t.same(
    keys.heard.map(({ type }) => type),
    ['say', 'stopSaying'],
  );
});

t.test('2 begins anew, and three tries are all', async (t) => {
  const keys = new Keys().send({ type: 'begin' });
  keys.press('13800138000#2').press('13800138001#2').press('13800138002#2');
  t.equal(keys.state.name, 'abandoned');
  t.same(keys.last, { type: 'abandoned' });
});

t.test('an unusable number is said to be so', async (t) => {
  const keys = new Keys().send({ type: 'begin' }).press('95588#');
  t.match(keys.last, { type: 'say', what: 'notUsable' });
  t.match(keys.press('#').last, { type: 'say', what: 'notUsable' });
});

t.test('who presses no # is taken at his word after 10 s', async (t) => {
  const keys = new Keys().send({ type: 'begin' }).press('13800138000');
  keys.at = KEY_IN_DEFAULTS.wait;
  t.match(keys.send({ type: 'expired' }).last, { type: 'readBack', digits: '13800138000' });
});

t.test('who presses nothing is asked again, then left alone', async (t) => {
  const keys = new Keys().send({ type: 'begin' });
  t.match(keys.wait().last, { type: 'say', what: 'again' });
  t.same(keys.wait().wait().last, { type: 'abandoned' });
});

t.test('the end of an earlier prompt does not start the wait of this one', async (t) => {
  const keys = new Keys().send({ type: 'begin' }).press('95588#').send({ type: 'said', step: 1 });
  t.match(keys.state, { name: 'asked', until: undefined, step: 2 });
});
