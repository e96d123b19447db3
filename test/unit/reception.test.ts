// SPDX-License-Identifier: GPL-2.0-or-later
// Does every offered call meet what it should, with the right cause and the reason why?

import t from 'tap';
import {
  type AccessNumber,
  accessMatch,
  type QueueView,
  type ReceptionSnapshot,
  receive,
} from '../../src/reception/index.js';

const AT = Date.parse('2026-03-02T10:00:00+08:00');
const CALLBACK = { kind: 'callback' } as const;
const REFUSE = { kind: 'refuse' } as const;
const queuesOf = (queues: Readonly<Record<string, QueueView>>) => (name: string) => queues[name];
const SNAPSHOT: ReceptionSnapshot = {
  accessNumbers: [
    { number: '4008880001', queue: 'orders' },
    { number: '4008880002', queue: 'service', flow: 'welcome' },
  ],
  blacklist: new Set(['+8613900000001']),
  surge: { taker: 'human', reason: 'calm' },
  queue: queuesOf({
    orders: { signedIn: 3, waiting: 0, overflow: CALLBACK },
    service: { signedIn: 1, waiting: 0, overflow: REFUSE },
  }),
  canPromise: true,
  closing: false,
};

function route(change: Partial<ReceptionSnapshot> = {}, accessNumber = '4008880001', calling = '+8613800138000') {
  return receive({ accessNumber, calling }, { ...SNAPSHOT, ...change }, AT);
}

t.test('an access number leads to its queue or its flow', async (t) => {
  t.match(route(), { kind: 'queue', queue: 'orders', reason: 'queue', surgeFollowed: true });
  t.match(route({}, '4008880002'), { kind: 'flow', flow: 'welcome', queue: 'service', reason: 'flow' });
});

t.test('a dialogue needs nobody in the queue', async (t) => {
  const queue = queuesOf({ service: { signedIn: 0, waiting: 0, overflow: CALLBACK } });
  t.match(route({ queue }, '4008880002'), { kind: 'flow', flow: 'welcome' });
});

t.test('an unknown access number is refused with cause 1', async (t) => {
  t.match(route({}, '4008889999'), { kind: 'refuse', cause: 1, reason: 'unknownNumber', surgeFollowed: false });
});

t.test('a blacklisted caller is refused with cause 21, in a surge too', async (t) => {
  const surge = { taker: 'computerAgent', reason: 'share', answerAt: AT } as const;
  t.match(route({ surge }, '4008880001', '+8613900000001'), { cause: 21, reason: 'blacklist', surgeFollowed: false });
});

t.test('a caller without a number is not on any list', async (t) => {
  t.match(receive({ accessNumber: '4008880001' }, SNAPSHOT, AT), { kind: 'queue' });
});

t.test("the surge's verdict is followed, with its time of answer", async (t) => {
  const answered = route({ surge: { taker: 'computerAgent', reason: 'share', answerAt: AT + 500 } });
  t.match(answered, { kind: 'computerAgent', queue: 'orders', answerAt: AT + 500, surgeFollowed: true });
  const captured = route({ surge: { taker: 'captureOnly', reason: 'lastChannels' } });
  t.match(captured, { kind: 'captureOnly', queue: 'orders', reason: 'surge', surgeFollowed: true });
});

t.test('without space on disk nobody is promised anything: he waits, or is refused with cause 34', async (t) => {
  const surge = { taker: 'computerAgent', reason: 'share', answerAt: AT } as const;
  t.match(route({ surge, canPromise: false }), { kind: 'queue', surgeFollowed: false });

  const queue = queuesOf({ orders: { signedIn: 0, waiting: 0, overflow: CALLBACK } });
  t.match(route({ queue, canPromise: false }), { kind: 'refuse', cause: 34, reason: 'noSpace' });
});

t.test('where nobody is signed in a callback is promised, if the queue does that', async (t) => {
  const queue = (overflow: QueueView['overflow']) => queuesOf({ orders: { signedIn: 0, waiting: 0, overflow } });
  t.match(route({ queue: queue(CALLBACK) }), { kind: 'computerAgent', answerAt: AT, reason: 'nobodySignedIn' });
  t.match(route({ queue: queue(REFUSE) }), { kind: 'queue' });
});

t.test('a full queue promises a callback, or is busy', async (t) => {
  const queue = (overflow: QueueView['overflow']) =>
    queuesOf({ orders: { signedIn: 3, waiting: 20, maxWaiting: 20, overflow } });
  t.match(route({ queue: queue(CALLBACK) }), { kind: 'computerAgent', reason: 'queueFull' });
  t.match(route({ queue: queue(REFUSE) }), { kind: 'refuse', cause: 17, reason: 'queueFull' });
  t.match(route({ queue: queue({ kind: 'refuse', cause: 42 }) }), { cause: 42 });
});

t.test('outside its hours a number is refused, or promises a callback', async (t) => {
  const hours = { zone: 'Asia/Shanghai', hours: [{ from: '12:00', to: '13:00' }], holidays: [] };
  const numbers = (afterHours?: AccessNumber['afterHours']) => [
    { number: '4008880001', queue: 'orders', hours, ...(afterHours === undefined ? {} : { afterHours }) },
  ];
  t.match(route({ accessNumbers: numbers() }), { kind: 'refuse', cause: 31, reason: 'outsideHours' });
  const promised = route({ accessNumbers: numbers({ kind: 'callback', prompt: 'closed-callback' }) });
  t.match(promised, { kind: 'computerAgent', reason: 'outsideHours', prompt: 'closed-callback' });
  t.match(route({ accessNumbers: numbers(CALLBACK), canPromise: false }), { cause: 31, reason: 'outsideHours' });
  t.match(route({ accessNumbers: numbers({ kind: 'announce', prompt: 'closed' }) }), {
    kind: 'announce',
    prompt: 'closed',
  });
  t.match(route({ accessNumbers: numbers({ kind: 'flow', flow: 'night' }) }), { kind: 'flow', flow: 'night' });
  t.match(route({ accessNumbers: numbers({ kind: 'queue', queue: 'service' }) }), {
    kind: 'queue',
    queue: 'service',
    reason: 'outsideHours',
  });
});

t.test('a call that is sent to another queue goes on from there when it cannot wait there either', async (t) => {
  const to = (queue: string) => ({ kind: 'queue', queue }) as const;
  const empty = { signedIn: 0, waiting: 0 };
  const queue = queuesOf({
    orders: { ...empty, overflow: REFUSE, nobodySignedIn: to('night') },
    night: { ...empty, overflow: CALLBACK },
  });
  t.match(route({ queue }), { kind: 'computerAgent', queue: 'night', reason: 'nobodySignedIn' });
  const staffed = queuesOf({
    orders: { ...empty, overflow: REFUSE, nobodySignedIn: to('night') },
    night: { signedIn: 1, waiting: 0, overflow: REFUSE },
  });
  t.match(route({ queue: staffed }), { kind: 'queue', queue: 'night' });
  const round = queuesOf({ orders: { ...empty, overflow: REFUSE, nobodySignedIn: to('orders') } });
  t.match(
    route({ queue: round }),
    { kind: 'queue', queue: 'orders' },
    'a circle that nobody has checked ends all the same',
  );
  const waits = queuesOf({ orders: { ...empty, overflow: CALLBACK, nobodySignedIn: 'wait' } });
  t.match(route({ queue: waits }), { kind: 'queue', queue: 'orders' });
});

t.test('a box that is being shut down takes no more calls', async (t) => {
  t.match(route({ closing: true }), { kind: 'refuse', cause: 41, reason: 'closing' });
});

t.test('the trace tells each thing that was asked', async (t) => {
  t.same(route().trace, [
    { asked: 'box', found: 'open' },
    { asked: 'access number', found: 'orders' },
    { asked: 'blacklist', found: 'not listed' },
    { asked: 'hours', found: 'open' },
    { asked: 'surge', found: 'human, calm' },
    { asked: 'queue', found: 'takes calls' },
  ]);
  t.same(route({}, '123').trace.at(-1), { asked: 'access number', found: 'unknown' });
});

t.test('overlap receiving knows when an access number is complete', async (t) => {
  t.equal(accessMatch('', SNAPSHOT.accessNumbers), 'partial');
  t.equal(accessMatch('400888', SNAPSHOT.accessNumbers), 'partial');
  t.equal(accessMatch('4008880001', SNAPSHOT.accessNumbers), 'complete');
  t.equal(accessMatch('4008889', SNAPSHOT.accessNumbers), 'none');
});

t.test('of access numbers of which one begins with another, the shorter is not complete', async (t) => {
  const numbers = ['8888', '88880001', '88880002', '*10'].map((number) => ({ number }));
  const found = (digits: string) => accessMatch(digits, numbers);
  t.same(['', '8', '888', '8888', '88880', '8888000'].map(found), Array(6).fill('partial'));
  t.same(['88880001', '88880002', '*10'].map(found), Array(3).fill('complete'));
  t.same(['9', '99', '88881', '888800010', '88880003', '*11', '\u2026'].map(found), Array(7).fill('none'));
});

t.test('a number to which digits are missing is refused with 28, one that nobody has with 1', async (t) => {
  for (const digits of ['', '4', '400888000'])
    t.match(route({}, digits), { kind: 'refuse', cause: 28, reason: 'incompleteNumber' }, digits);
  for (const digits of ['5', '40088800010', '4008880003'])
    t.match(route({}, digits), { kind: 'refuse', cause: 1, reason: 'unknownNumber' }, digits);
  const accessNumbers = [...SNAPSHOT.accessNumbers, { number: '400888', queue: 'orders' }];
  t.match(route({ accessNumbers }, '400888'), { kind: 'queue' }, 'it is one, although longer ones begin so');
});

t.test(
  'nobody who can, and everybody on a break, lead where the queue says; full goes before, nobody at all, too',
  async (t) => {
    const to = (queue: string) => ({ kind: 'queue', queue }) as const;
    const other: QueueView = { signedIn: 1, waiting: 0, overflow: REFUSE };
    const base: QueueView = { ...other, nobodySkilled: to('other') };
    const at = (orders: QueueView) => route({ queue: queuesOf({ orders, other }) });
    t.match(at(base), { kind: 'queue', queue: 'other', reason: 'nobodySkilled' });
    t.match(at({ ...other, nobodyReady: CALLBACK }), { kind: 'computerAgent', queue: 'orders', reason: 'nobodyReady' });
    t.match(at({ ...base, nobodyReady: CALLBACK }), { reason: 'nobodySkilled' });
    t.match(at({ ...base, maxWaiting: 1, waiting: 1 }), { kind: 'refuse', reason: 'queueFull' });
    t.match(at({ ...base, signedIn: 0, nobodySignedIn: CALLBACK }), {
      kind: 'computerAgent',
      reason: 'nobodySignedIn',
    });
  },
);
