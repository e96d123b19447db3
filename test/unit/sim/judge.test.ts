// SPDX-License-Identifier: GPL-2.0-or-later
// Does the judge find what a box has lost, and is it silent about what it kept?
import t from 'tap';
import { type BoxRecords, type ExchangeCall, type JudgedCall, judge } from '../../../src/sim/index.js';

const heard = (more: Partial<ExchangeCall> = {}): ExchangeCall => ({
  direction: 'in',
  number: '13800138000',
  withheld: false,
  called: '4008001111',
  span: 'e1-1',
  slot: 1,
  startedAt: 1_000,
  promisedAt: 5_000,
  ...more,
});

const written = (more: Partial<JudgedCall> = {}): JudgedCall => ({
  id: 'call-1',
  direction: 'in',
  calling: '13800138000',
  called: '4008001111',
  span: 'e1-1',
  slot: 1,
  startedAt: 1_010,
  ...more,
});

const request = { id: 'callback-1', number: '+8613800138000', createdAt: 4_900, closedAt: null };
const kept: BoxRecords = {
  requests: [request],
  captures: [{ call: 'call-1', request: 'callback-1' }],
  calls: [written()],
};

t.test('a promise with its request, its capture and its call is kept', async (t) => {
  t.same(judge([heard()], kept), { lost: [], unmatched: [] });
});

t.test('a request that closed after the promise covers it; one that closed before does not', async (t) => {
  const closedAt = (at: number): BoxRecords => ({ ...kept, requests: [{ ...request, closedAt: at }] });

  t.same(judge([heard()], closedAt(60_000)).lost, []);
  t.match(judge([heard()], closedAt(4_950)).lost, [
    { reason: '0 requests cover it; of his number are -100 ms to -50 ms' },
  ]);
});

t.test('a promise before its request was written is lost', async (t) => {
  t.match(judge([heard({ promisedAt: 4_719 })], kept).lost, [{ number: '13800138000', promisedAt: 4_719 }]);
  t.same(
    judge([heard({ promisedAt: 4_720 })], kept).lost,
    [],
    'heard in a tick that came late, by a clock that lagged',
  );
});

t.test('a promise with two open requests is lost', async (t) => {
  const twice: BoxRecords = { ...kept, requests: [request, { ...request, id: 'callback-2' }] };

  t.match(judge([heard()], twice).lost, [
    { reason: '2 requests cover it; of his number are -100 ms to now, -100 ms to now' },
  ]);
});

t.test('a promise whose request does not hold the call is lost', async (t) => {
  t.match(judge([heard()], { ...kept, captures: [] }).lost, [{ reason: /does not hold call call-1/ }]);
});

t.test('a caller who heard no promise loses nothing', async (t) => {
  const { promisedAt: _, ...silent } = heard();

  t.same(judge([silent], { ...kept, requests: [], captures: [] }).lost, []);
});

t.test('a call that only one side knows is unmatched', async (t) => {
  t.match(judge([heard()], { ...kept, calls: [] }).unmatched, [{ side: 'exchange' }]);
  t.match(judge([], { ...kept }).unmatched, [{ side: 'box' }]);
});

t.test('calls on a channel are joined in their order, and must agree on the numbers', async (t) => {
  const second = heard({ number: '13911112222', startedAt: 90_000, promisedAt: 95_000 });
  const right = written({ id: 'call-2', calling: '13911112222', startedAt: 90_010 });
  const wrong = written({ id: 'call-2', calling: '13900000000', startedAt: 90_010 });
  const more = { id: 'callback-2', number: '+8613911112222', createdAt: 94_000, closedAt: null };
  const books = (call: JudgedCall): BoxRecords => ({
    requests: [request, more],
    captures: [...kept.captures, { call: 'call-2', request: 'callback-2' }],
    calls: [written(), call],
  });

  t.same(judge([heard(), second], books(right)), { lost: [], unmatched: [] });
  t.equal(judge([heard(), second], books(wrong)).unmatched.length, 2);
});

t.test('a call that one side lacks does not part those that follow it', async (t) => {
  const numbers = ['13900000001', '13900000002', '13900000003', '13900000004'];
  const ours = numbers.map((number, i) => heard({ number, startedAt: i * 10_000, promisedAt: i * 10_000 + 5_000 }));
  const theirs = numbers.map((calling, i) => written({ id: `call-${i}`, calling, startedAt: i * 10_000 + 10 }));
  const requests = numbers.map((number, i) => ({ ...request, id: `callback-${i}`, number, createdAt: i * 10_000 }));
  const captures = theirs.map(({ id }, i) => ({ call: id, request: `callback-${i}` }));
  const known = { requests, captures };

  const unread = judge(ours, { ...known, calls: theirs.filter(({ id }) => id !== 'call-1') });
  t.match(unread.unmatched, [{ side: 'exchange', direction: 'in', at: 10_000, what: /13900000002/ }]);
  t.match(unread.lost, [{ number: '13900000002', reason: 'the box has no record of the call' }]);
  const unsent = judge(
    ours.filter((_call, i) => i !== 2),
    { ...known, calls: theirs },
  );
  t.match(unsent, { lost: [], unmatched: [{ side: 'box', at: 20_010, what: /call-2/ }] });
});

t.test('of two calls of one number on one channel, the record is that of the nearer', async (t) => {
  const twice = [heard({ startedAt: 1_000 }), heard({ startedAt: 90_000, promisedAt: 95_000 })];
  const known = {
    requests: [{ ...request, createdAt: 94_000 }],
    captures: [{ call: 'call-1', request: 'callback-1' }],
  };

  const second = judge(twice, { ...known, calls: [written({ startedAt: 90_020 })] });

  t.match(second.unmatched, [{ side: 'exchange', at: 1_000 }]);
  t.match(second.lost, [{ promisedAt: 5_000 }]);
});

t.test('a withheld number is joined without being compared', async (t) => {
  const books: BoxRecords = { ...kept, calls: [written({ calling: '' })] };

  t.same(judge([heard({ withheld: true })], books), { lost: [], unmatched: [] });
});
