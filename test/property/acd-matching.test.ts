// SPDX-License-Identifier: GPL-2.0-or-later
// Does the matching that looks at few decide as the one that looks at all, and would these walks find it if it did not?

import t from 'tap';
import { byScore, Matching, STRATEGIES, STRATEGY_WORDS } from '../../src/acd/index.js';
import { cases } from '../support/cases.js';
import { MatchingWalk, type Tally, type Tried } from '../support/matching-walk.js';
import { type Fault, planted } from '../support/planted.js';

const CALLS = ['priority', 'weight', 'enqueuedAt', 'seq', 'nth'];
const RUNGS = ['since', 'handled', 'place', 'id', 'penalty', ...STRATEGY_WORDS, ...CALLS];
const STEPS = 60;

/** Each of these is one line that somebody could have written. */
const FAULTS: readonly Fault[] = [
  ['the shortest idle first', 'strategies.js', 'a.who.since - b.who.since', 'b.who.since - a.who.since'],
  ['calls handled are not compared', 'strategies.js', 'a.who.sums.handled - b.who.sums.handled', '0'],
  ["the queue's list is not compared", 'strategies.js', 'a.place - b.place', '0'],
  [
    'talk is not compared',
    'strategies.js',
    'first: ({ who }) => who.sums.talked',
    'first: ({ who }) => -who.sums.talked',
  ],
  ['penalties are not compared', 'strategies.js', 'if (a.penalty !== b.penalty)', 'if (false)'],
  [
    'a penalty is ranked after all else',
    'strategies.js',
    'return a.penalty - b.penalty',
    'return b.penalty - a.penalty',
  ],
  [
    'the first of a circle is always the first',
    'strategies.js',
    'Number(a.place <= after) - Number(b.place <= after)',
    '0',
  ],
  ['a circle stands still', 'matching.js', 'index.circle.moved(agent);', ''],
  ['a circle is its own successor', 'strategies.js', 'Number(a.place <= after)', 'Number(a.place < after)'],
  ['the sum of levels is not compared', 'strategies.js', 'least * SUMS + sum', 'least * SUMS - sum'],
  ['the last need is the least', 'strategies.js', 'Math.min(least, level)', 'level'],
  [
    'the running idle time is left out',
    'strategies.js',
    'sums.idled + Math.max(0, now - Math.max(since, sums.from))',
    'sums.idled',
  ],
  ['weights are not counted', 'strategies.js', ' / weight;', ';'],
  ['a draw is the same for every offer', 'matching.js', 'entry.offered++', '{}'],
  ['a draw is the same in every queue', 'queue-index.js', 'seed: this.seed', "seed: ''"],
  ['an order is kept from call to call', 'queue-index.js', 'return !byCall && ', 'return '],
  ['who is rung besides has any penalty', 'queue-index.js', 'Math.min(penalty, head.limit)', 'penalty'],
  ["a call's own limit gives way to that of the rung", 'queue-index.js', 'Math.min(penalty, head.limit)', 'head.limit'],
  ['the limit of a call that came back stays', 'open-calls.js', 'offers === 0 ? NO_LIMIT : limit', 'limit'],
  [
    'ids the wrong way round',
    'strategies.js',
    'a.who.agent < b.who.agent ? -1 : 1',
    'a.who.agent < b.who.agent ? 1 : -1',
  ],
  ['priority is not counted', 'call-order.js', '(priority + weight)', 'weight'],
  ["the queue's weight is not counted", 'call-order.js', '(priority + weight)', 'priority'],
  ['age is not counted', 'call-order.js', 'ageing * Math.floor', '0 * Math.floor'],
  ['who came last is older', 'call-order.js', '- ageing', '+ ageing'],
  ['a weight is that of the first look', 'matching.js', 'entry.weight = ', 'entry.was = '],
  ['another order holds for nobody', 'matching.js', 'if (order !== undefined)', 'if (false)'],
  ['ranks are kept when weights change', 'matching.js', 'this.#agenda.reorder();', ''],
  ['limits of penalties share a class', 'entries.js', "{penalty ?? ''}", '{""}'],
  ['a penalty at the limit is above it', 'call-class.js', 'penalty <= limit', 'penalty < limit'],
  ['the order of coming is not compared', 'call-order.js', 'a.seq - b.seq ||', ''],
  ["the call's own list the wrong way round", 'call-order.js', 'a.nth - b.nth', 'b.nth - a.nth'],
  ['a level that is just enough is not', 'needs.js', '[number] ?? 0) < (', '[number] ?? 0) <= ('],
  ['only the first need counts', 'needs.js', 'this.#columns = this.needs.', 'this.#columns = this.needs.slice(0, 1).'],
  ['needs of one skill are one class', 'needs.js', '}:$' + '{level}', '}'],
  ['priorities share a class', 'entries.js', '`$' + '{priority} ', '`'],
  ['calls of one agent share a class with all', 'entries.js', "{only ?? ''}", '{""}'],
  ['a reserved agent is idle for all', 'people.js', "if (person.idle === 'reserved')", 'if (false)'],
  [
    'an agent reserved is not there for his own call',
    'people.js',
    "idleness.reserved ? 'reserved' : 'yes'",
    "idleness.reserved ? 'no' : 'yes'",
  ],
  [
    'who becomes idle is asked by one queue',
    'people.js',
    'for (const seat of person.seats) {',
    'for (const seat of person.seats.slice(0, 1)) {',
  ],
  ['new agents are not asked about calls of their own', 'matching.js', 'of this.#open.onlyFor(person.agent)', 'of []'],
  ['who has gone is still idle in his queues', 'queue-index.js', 'this.idle.delete(seat);', ''],
  ['skills of yesterday are kept', 'needs.js', 'this.edition++;', ''],
  ['who can do it is kept when skills change', 'idle-seats.js', 'this.#able.clear();', ''],
  ['a round ends at the list', 'idle-seats.js', 'this.#find(able, seats, 0, start, found, most);', ''],
  ['penalties are passed over in a list', 'idle-seats.js', '#find(able, seats, start', '#find(able, undefined, start'],
  ['one penalty too many is asked', 'idle-seats.js', 'if (penalty > limit ||', 'if ('],
  ['an offered call stays open', 'open-calls.js', 'if (!open || entry.limit !== now)', 'if (false)'],
  [
    'a returned call stays closed',
    'matching.js',
    'if (waiting.offers === 0)\n            waiting.via = undefined;\n        this.#open.sort(waiting);',
    '',
  ],
  ['several queues offer a call at once', 'open-calls.js', '(via === entry.queue && offers <', '(offers <'],
  ['one more is rung than may be', 'open-calls.js', 'offers < this.#queueOf', 'offers <= this.#queueOf'],
  ['a call that goes leaves its place', 'matching.js', '.leave(entry);', ';'],
  ['the next of a class keeps the rank of the first', 'open-calls.js', 'if (wasFirst)', 'if (false)'],
  ['what ages keeps the order of last time', 'agenda.js', 'if (this.order.ages)', 'if (false)'],
  ['ranks are read wrong', 'call-order.js', '-score(place)', 'score(place)'],
  [
    'the time of coming is no rank',
    'call-order.js',
    'second: ({ enqueuedAt }) => enqueuedAt',
    'second: ({ enqueuedAt }) => -enqueuedAt',
  ],
  ['the order is that of the first look', 'agenda.js', 'this.#now = now;', 'this.#now ||= now;'],
  ['a strategy is told no time', 'queue-index.js', 'new Question(now,', 'new Question(0,'],
  [
    'who has gone is still in the ranking',
    'idle-seats.js',
    'this.#flip(seat);\n        this.#size--;',
    'this.#size--;',
  ],
  ['a ranking goes by nothing', 'ranking.js', 'strategy.compare(one, other, question)', '0'],
  ['penalties keep nobody out of a ranking', 'idle-seats.js', '|| seat.penalty > limit)', ')'],
  [
    'who can do it is that of the question before',
    'idle-seats.js',
    'if (this.#foundFor === profile)',
    'if (this.#foundFor)',
  ],
  [
    'who comes is not found for the same question',
    'idle-seats.js',
    'this.#foundFor = undefined;\n        this.#size++;',
    'this.#size++;',
  ],
  [
    'a ranking is kept when others come',
    'queue-index.js',
    'this.#round++;\n        this.#ranking = undefined;',
    'this.#round++;',
  ],
  ['what was found before somebody came holds for him', 'queue-index.js', 'this.#round++;', ''],
  ['of many who came nobody can do anything', 'idle-seats.js', '(able[i] ?? 0)) !== 0)', '(able[i] ?? 0)) < 0)'],
  ['a queue is asked for its first call once', 'leads.js', 'if (!queue.isLed || queue.isMoved)', 'if (true)'],
  ['the first call is that of the first look', 'leads.js', 'if (this.#agenda.order.ages)', 'if (false)'],
  ['an order of some is taken for one of all', 'ranking.js', 'this.#only === undefined ||', 'true ||'],
  [
    'one agent takes any call that is for him',
    'first-calls.js',
    'order.compare(known.head, first.head, now) > 0',
    'true',
  ],
  [
    'the first calls keep the order in which their kinds came',
    'first-calls.js',
    'this.#moved.add(known);',
    'if (known.listed === undefined) this.#moved.add(known);',
  ],
].map(([name = '', file = '', from = '', to = '']) => ({ name, file, from, to }));

function walks(tried: Tried, seeds: number, tally: Tally): void {
  for (let seed = 1; seed <= seeds; seed++) new MatchingWalk(tried, seed, tally).walk(STEPS);
}

const nothing = (): Tally => ({ decisions: 0, withSeveral: 0, rungs: {} });

t.test('it decides as the plain one, at every rung, and mostly among several', async (t) => {
  const tally = nothing();
  walks({ Matching, strategies: STRATEGIES, byScore }, cases(300).numRuns, tally);

  t.comment(JSON.stringify(tally));
  t.ok(tally.withSeveral * 3 >= tally.decisions, `${tally.withSeveral} of ${tally.decisions} among several agents`);
  for (const rung of RUNGS) t.ok((tally.rungs[rung] ?? 0) > 0, `${rung} decided ${tally.rungs[rung] ?? 0} times`);
});

for (const fault of FAULTS) {
  t.test(`it would be found: ${fault.name}`, async (t) => {
    const door = await planted<typeof import('../../src/acd/index.js')>(t, 'acd', fault);
    const tried = { Matching: door.Matching, strategies: door.STRATEGIES, byScore: door.byScore };
    t.throws(() => walks(tried, 300, nothing()));
  });
}
