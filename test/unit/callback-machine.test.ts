// SPDX-License-Identifier: GPL-2.0-or-later
// Does one request go from its capture to its end, by the figures, and past every late event?

import t from 'tap';
import {
  CALLBACK_DEFAULTS,
  type CallbackEffect,
  type CallbackEvent,
  type CallbackSettings,
  type CallbackState,
  callbackMachine,
} from '../../src/callback/index.js';
import { outcomeOf } from '../../src/dialling/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One request and what was done for it. */
class Request {
  at = 0;
  state: CallbackState;
  effects: CallbackEffect[] = [];

  constructor(settings: Partial<CallbackSettings> = {}) {
    this.state = {
      settings: { ...CALLBACK_DEFAULTS, ...settings },
      phase: { name: 'open' },
      promising: [],
      request: {
        id: 'callback-1',
        number: '+8613800138000',
        queue: 'orders',
        promised: true,
        createdAt: 0,
        enqueuedAt: 0,
        due: 0,
        expiresAt: 24 * HOUR,
        captures: 1,
        attempts: 0,
        setups: 0,
        origin: 'surge',
        grade: 0,
      },
    };
  }

  send(...events: CallbackEvent[]): this {
    for (const event of events) {
      const step = callbackMachine.transition(this.state, event, this.at);
      this.state = step.state;
      this.effects = [...step.effects];
    }
    return this;
  }

  advance(by: number): this {
    const to = this.at + by;
    for (let due = callbackMachine.deadline(this.state); due !== undefined && due <= to; ) {
      this.at = Math.max(this.at, due);
      this.send({ type: 'expired' });
      due = callbackMachine.deadline(this.state);
    }
    this.at = to;
    return this;
  }

  dialled(attempt = 'a1', order: 'customerFirst' | 'agentFirst' = 'customerFirst'): this {
    const lease = `lease of ${attempt}`;
    return this.send(
      { type: 'lease', lease, owner: 'system' },
      { type: 'dial', lease, attempt, order },
      { type: 'committed', attempt },
    );
  }

  reached(attempt = 'a1'): this {
    return this.dialled(attempt).send({ type: 'reached', attempt }, { type: 'asked', attempt });
  }

  get name(): string {
    return this.state.phase.name;
  }

  did(): string[] {
    return this.effects.map(({ type }) => type);
  }
}

t.test('an attempt is on disk before the telephone rings', async (t) => {
  const request = new Request();
  request.send({ type: 'lease', lease: 'l1', owner: '1001' });
  request.send({ type: 'dial', lease: 'l1', attempt: 'a1', order: 'customerFirst' });
  t.same(request.did(), ['record']);
  t.equal(request.name, 'committing');

  request.send({ type: 'committed', attempt: 'a1' });
  t.match(request.effects, [{ type: 'dial', ring: 30_000, attempt: { id: 'a1', number: '+8613800138000' } }]);
});

t.test('a customer who presses 1 is connected, and the request is completed with the agent', async (t) => {
  const request = new Request().reached();
  request.send({ type: 'digit', attempt: 'a1', digit: '1' });
  t.match(request.effects[1], { type: 'connect', queue: 'orders', enqueuedAt: 0 });

  request.at = 5_000;
  request.send({ type: 'connected', attempt: 'a1', agent: '1001' });
  t.match(request.state.phase, { name: 'completed', at: 5_000, attempt: { outcome: 'connected', agent: '1001' } });
  t.match(request.effects, [
    {
      type: 'record',
      changes: [{ fact: 'completed', row: { state: 'completed', closedAt: 5_000 } }, { type: 'attempt' }],
    },
  ]);
});

t.test('a voicemail that answers is asked twice, 10 s each, and is not a kept promise', async (t) => {
  const request = new Request().reached();
  request.advance(9_999);
  t.equal(request.name, 'confirming');
  request.advance(1);
  t.match(request.effects, [{ type: 'ask', attempt: 'a1', time: 2 }]);

  request.send({ type: 'asked', attempt: 'a1' }).advance(10_000);
  t.equal(request.name, 'open');
  t.match(request.state.request, { attempts: 1, lastOutcome: 'notConfirmed', due: 20_000 + 30 * MINUTE });
  t.same(request.did(), ['record', 'clear']);
});

t.test('other keys say nothing; 9 ends all callbacks to the number', async (t) => {
  const request = new Request().reached();
  request.send({ type: 'digit', attempt: 'a1', digit: '5' });
  t.equal(request.name, 'confirming');

  request.send({ type: 'digit', attempt: 'a1', digit: '9' });
  t.match(request.state.phase, { name: 'givenUp', reason: 'refused' });
  t.match(request.effects[0], { changes: [{ fact: 'givenUp' }, { type: 'attempt' }, { type: 'doNotCall' }] });
  t.match(request.effects[1], { type: 'clear', why: 'refused' });
});

t.test('2 closes the request, and no more than that', async (t) => {
  const request = new Request().reached();
  request.send({ type: 'digit', attempt: 'a1', digit: '2' });

  t.match(request.state.phase, { name: 'givenUp', reason: 'declined' });
  t.match(request.effects[0], { changes: [{ fact: 'givenUp' }, { type: 'attempt', row: { outcome: 'declined' } }] });
  t.notMatch(request.effects[0], { changes: [{}, {}, { type: 'doNotCall' }] });
});

t.test('with the agent first nobody presses a key', async (t) => {
  const request = new Request().dialled('a1', 'agentFirst');
  request.send({ type: 'reached', attempt: 'a1' });
  t.same(request.did(), ['record', 'connect']);
});

t.test('failures are spaced by outcome', async (t) => {
  const spacing = { busy: 5, noAnswer: 30, unreachable: 30, notConfirmed: 30, hungUp: 30, noAgent: 5 } as const;
  for (const [outcome, minutes] of Object.entries(spacing)) {
    const request = new Request().dialled();
    request.send({ type: 'failed', attempt: 'a1', outcome: outcome as 'busy' });
    t.match(request.state.request, { due: minutes * MINUTE, attempts: 1 }, outcome);
  }
});

t.test('congestion does not count as an attempt and is tried again in a minute', async (t) => {
  const request = new Request();
  for (let i = 0; i < 10; i++) {
    request.dialled(`a${i}`).send({ type: 'failed', attempt: `a${i}`, outcome: 'congestion', cause: 34 });
  }
  t.equal(request.name, 'open');
  t.match(request.state.request, { attempts: 0, due: MINUTE });
});

t.test('what rang counts, whatever the cause afterwards; what did not, by its outcome', async (t) => {
  for (let cause = 1; cause <= 127; cause++) {
    const outcome = outcomeOf(cause);
    if (outcome === 'answered') continue;
    for (const how of ['rang', 'reached'] as const) {
      const request = new Request().dialled().send({ type: how, attempt: 'a1' });
      request.send({ type: 'failed', attempt: 'a1', outcome, cause });
      t.equal(request.state.request.attempts, 1, `${how}, then cause ${cause}`);
    }
    const silent = new Request().dialled().send({ type: 'failed', attempt: 'a1', outcome, cause });
    t.equal(silent.state.request.attempts, outcome === 'congestion' ? 0 : 1, `cause ${cause} at once`);
  }
});

t.test('the ceiling of SETUPs gives a request up, however often its customer calls again', async (t) => {
  const request = new Request({ setups: 3, attempts: 10 });
  for (let setup = 1; setup <= 3; setup++) {
    request
      .advance(HOUR)
      .dialled(`a${setup}`)
      .send({ type: 'dialled', attempt: `a${setup}`, digits: '1' });
    request.send({ type: 'failed', attempt: `a${setup}`, outcome: 'congestion', cause: 34 });
    if (setup < 3) request.send({ type: 'captured', call: `call-${setup}`, promised: false });
  }
  t.match(request.state, { phase: { name: 'givenUp', reason: 'setups' }, request: { setups: 3, captures: 3 } });
});

t.test('digits that the exchange calls wrong are dialled in the other form, by an attempt of its own', async (t) => {
  const request = new Request({ attempts: 1 }).dialled().send({ type: 'dialled', attempt: 'a1', digits: '139' });
  request.send({ type: 'failed', attempt: 'a1', outcome: 'badNumber', cause: 1, otherForm: true });
  t.match(request.state, { phase: { name: 'open' }, request: { attempts: 0, setups: 1, due: 0 } });
  request.dialled('a2');
  t.match(request.effects, [{ type: 'dial', wrongDigits: '139' }]);
  request.send({ type: 'failed', attempt: 'a2', outcome: 'badNumber', cause: 1 });
  t.match(request.state.phase, { name: 'givenUp', reason: 'badNumber' });
});

t.test('three attempts are what a promise is worth', async (t) => {
  const request = new Request();
  for (const attempt of ['a1', 'a2', 'a3']) {
    t.equal(request.name, 'open');
    request.dialled(attempt).send({ type: 'failed', attempt, outcome: 'noAnswer', cause: 19 });
  }
  t.match(request.state.phase, { name: 'givenUp', reason: 'attempts' });
});

t.test('a rejected call is tried once more; a bad or barred number is given up', async (t) => {
  const rejected = new Request();
  rejected.dialled('a1').send({ type: 'failed', attempt: 'a1', outcome: 'rejected', cause: 21 });
  t.equal(rejected.name, 'open');
  rejected.dialled('a2').send({ type: 'failed', attempt: 'a2', outcome: 'rejected', cause: 21 });
  t.match(rejected.state.phase, { name: 'givenUp', reason: 'rejected' });

  for (const outcome of ['badNumber', 'barred', 'doNotCall', 'notCallable'] as const) {
    const request = new Request().dialled();
    request.send({ type: 'failed', attempt: 'a1', outcome });
    t.match(request.state.phase, { name: 'givenUp', reason: outcome });
  }
});

t.test('a request expires after 24 h, but not in the middle of an attempt', async (t) => {
  t.match(new Request().advance(24 * HOUR).state.phase, { name: 'givenUp', reason: 'expired', at: 24 * HOUR });

  const late = new Request();
  late
    .advance(24 * HOUR - 1_000)
    .dialled()
    .advance(10_000);
  t.equal(late.name, 'dialling');
  late.send({ type: 'failed', attempt: 'a1', outcome: 'busy' });
  t.match(late.state.phase, { name: 'givenUp', reason: 'expired' });
});

t.test('a lease that is not followed up lapses', async (t) => {
  const request = new Request().send({ type: 'lease', lease: 'l1', owner: '1001' });
  request.advance(MINUTE);
  t.equal(request.name, 'open');
  request.send({ type: 'dial', lease: 'l1', attempt: 'a1', order: 'agentFirst' });
  t.equal(request.name, 'open', 'a late dial finds nothing');
});

t.test('a request has one lease and one attempt at a time', async (t) => {
  const request = new Request().send({ type: 'lease', lease: 'l1', owner: '1001' });
  request.send({ type: 'lease', lease: 'l2', owner: '1002' });
  t.match(request.state.phase, { lease: 'l1', owner: '1001' });

  request.send({ type: 'dial', lease: 'l1', attempt: 'a1', order: 'agentFirst' });
  request.send({ type: 'dial', lease: 'l1', attempt: 'a2', order: 'agentFirst' });
  t.match(request.state.phase, { attempt: { id: 'a1' } });
});

t.test('events of an attempt that is over change nothing', async (t) => {
  const request = new Request().dialled('a1').send({ type: 'failed', attempt: 'a1', outcome: 'busy' }).dialled('a2');
  const before = request.state;
  for (const type of ['committed', 'reached', 'asked', 'commitFailed'] as const) request.send({ type, attempt: 'a1' });
  request.send({ type: 'digit', attempt: 'a1', digit: '9' }, { type: 'connected', attempt: 'a1', agent: '1' });
  request.send({ type: 'failed', attempt: 'a1', outcome: 'noAnswer' });
  t.equal(request.state, before);
});

t.test('an attempt that could not be written is not dialled', async (t) => {
  const request = new Request().send(
    { type: 'lease', lease: 'l1', owner: 'system' },
    { type: 'dial', lease: 'l1', attempt: 'a1', order: 'customerFirst' },
    { type: 'commitFailed', attempt: 'a1' },
  );
  t.equal(request.name, 'open');
  t.match(request.state.request, { attempts: 0, due: MINUTE });
  request.send({ type: 'committed', attempt: 'a1' });
  t.equal(request.name, 'open');
});

t.test('a release before the dialling takes the attempt back without counting it', async (t) => {
  const request = new Request().send(
    { type: 'lease', lease: 'l1', owner: 'system' },
    { type: 'dial', lease: 'l1', attempt: 'a1', order: 'customerFirst' },
    { type: 'released', lease: 'l1' },
  );
  t.match(request.state.request, { attempts: 0, due: 0, lastOutcome: 'withdrawn' });
  t.equal(request.name, 'open');
});

t.test('a telephone that nobody reports on any more is cleared as not answered', async (t) => {
  const request = new Request().dialled().advance(60_000);
  t.match(request.state.request, { lastOutcome: 'noAnswer' });
  t.match(request.effects[1], { type: 'clear', attempt: 'a1' });
});

t.test('a customer who confirmed but found no agent is called again soon', async (t) => {
  const request = new Request().reached().send({ type: 'digit', attempt: 'a1', digit: '1' }).advance(30_000);
  t.match(request.state.request, { lastOutcome: 'noAgent', due: 30_000 + 5 * MINUTE });
});

t.test('a further call keeps the first place, makes it due, and renews attempts and expiry', async (t) => {
  const request = new Request().dialled().send({ type: 'failed', attempt: 'a1', outcome: 'noAnswer' });
  request.at = 10 * MINUTE;
  request.send({ type: 'captured', call: 'c2', promised: true });

  const expected = { captures: 2, enqueuedAt: 0, due: 10 * MINUTE, attempts: 0, expiresAt: 10 * MINUTE + 24 * HOUR };
  t.match(request.state.request, expected);
  request.at = 20 * MINUTE;
  request.send({ type: 'captured', call: 'c2', promised: true });
  t.match(request.state.request, { captures: 3, due: 10 * MINUTE }, 'the earliest due time stays');
});

t.test('a capture with a promise makes an unpromised request promised, never the other way', async (t) => {
  const request = new Request();
  request.send({ type: 'captured', call: 'c2', promised: false });
  t.equal(request.state.request.promised, true);
});

t.test('a customer who calls in while we ring him is not rung further', async (t) => {
  const request = new Request().dialled().send({ type: 'captured', call: 'c2', promised: true });
  t.equal(request.name, 'open');
  t.same(request.did(), ['record', 'record', 'clear']);
});

t.test('a customer who called in and was served has his request closed, whatever it was doing', async (t) => {
  const served: CallbackEvent = { type: 'served', call: 'call-7' };
  t.match(new Request().send(served).state.phase, { name: 'served', call: 'call-7' });

  const ringing = new Request().dialled().send(served);
  t.equal(ringing.name, 'served');
  t.match(ringing.effects[0], { changes: [{ fact: 'served' }, { type: 'attempt', row: { outcome: 'withdrawn' } }] });
  t.match(ringing.effects[1], { type: 'clear', attempt: 'a1' });
});

t.test('a closed request hears nothing', async (t) => {
  const request = new Request().send({ type: 'cancelled' });
  const closed = request.state;
  request.send({ type: 'captured', call: 'c2', promised: true }, { type: 'served', call: 'c' }, { type: 'expired' });
  t.equal(request.state, closed);
  t.equal(callbackMachine.deadline(closed), undefined);
});

t.test('a capture that was not written leaves no request behind', async (t) => {
  const once = new Request().send({ type: 'uncaptured', call: 'c1' });
  t.match(once.state.phase, { name: 'givenUp', reason: 'cancelled' });
  t.match(
    once.effects,
    [{ changes: [{ fact: 'uncaptured', row: { captures: 0 } }] }],
    'it was never told of as created',
  );

  const twice = new Request().send(
    { type: 'captured', call: 'c2', promised: true },
    { type: 'uncaptured', call: 'c2' },
  );
  t.equal(twice.name, 'open');
  t.equal(twice.state.request.captures, 1);
});
