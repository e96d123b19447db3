// SPDX-License-Identifier: GPL-2.0-or-later
// Does one word of the configuration choose between the seven ways of routing, each with its winner, and each tie with its own?
// rows: 001-15 003-08 003-14 003-15 003-16 003-17 003-18 003-19 003-20 003-21 004-08 002-11
import t from 'tap';
import { type Idleness, Matching, Question, STRATEGIES, type StrategyWord } from '../../src/acd/index.js';
import { parseConfig } from '../../src/config/index.js';
import { queueSettings } from '../../src/engine/rooms/index.js';
import { AcdWorld } from '../support/acd-world.js';

const NOW = 1_000_000;
const NEEDS = [{ skill: 'english', level: 1 }];

/** An agent as the fixture of spec A.6 has him, in seconds. */
interface Figures {
  readonly idleSince: number;
  readonly idle: number;
  readonly login: number;
  readonly talk: number;
  readonly calls: number;
  readonly skill: number;
}

const FIXTURE: Readonly<Record<string, Figures>> = {
  '1001': { idleSince: 900, idle: 300, login: 600, talk: 250, calls: 5, skill: 3 },
  '1002': { idleSince: 880, idle: 350, login: 1000, talk: 400, calls: 4, skill: 5 },
  '1003': { idleSince: 950, idle: 500, login: 900, talk: 300, calls: 7, skill: 1 },
};
const [A, B, C] = ['1001', '1002', '1003'];
const SAME: Figures = { idleSince: 900, idle: 300, login: 600, talk: 250, calls: 5, skill: 3 };

function file(word: string): string {
  const agents = [A, B, C].map((id) => `  - { id: '${id}', name: Agent, pin: '4711', queues: [orders] }\n`);
  return `board: { type: dahdi, spans: [{ name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16 }] }
accessNumbers: [{ number: '88880001', queue: orders }]
queues:
  - { name: orders, strategy: ${word} }
agents:
${agents.join('')}`;
}

/** The queues by a file in which one word is chosen. */
function queuesBy(word: string) {
  const parsed = parseConfig(file(word), 'spillway.yaml', { hasPrompt: () => true, menus: [] });
  if ('problems' in parsed) throw new Error(parsed.problems[0]?.text);
  return queueSettings(parsed.config);
}

function idleness({ idleSince, idle, login, talk, calls }: Figures): Idleness {
  const since = idleSince * 1000;
  const sums = { from: NOW - login * 1000, handled: calls, talked: talk * 1000, idled: idle * 1000 - (NOW - since) };
  return { since, sums, reserved: false };
}

/** Who of these is offered a call by the word of the file. */
function winner(word: string, agents: Readonly<Record<string, Figures>>, ids = [A, B, C]): string | undefined {
  const matching = new Matching();
  const queues = queuesBy(word).map(({ name, strategy }) => ({ name, strategy: STRATEGIES[strategy], agents: ids }));
  const skills = Object.entries(agents).map(([id, { skill }]) => [id, { english: skill }] as const);
  matching.configure(queues, new Map(skills));
  for (const [id, figures] of Object.entries(agents)) matching.setIdle(id, idleness(figures));
  matching.add({ call: 'call-1', queues: ['orders'], priority: 0, enqueuedAt: 0, needs: NEEDS });
  return matching.next(NOW)?.agent;
}

const WINNERS: readonly (readonly [StrategyWord, string])[] = [
  ['longestIdle', B],
  ['balanced', B],
  ['idleRatio', C],
  ['leastTalk', A],
  ['leastTalkRatio', C],
  ['fewestCalls', B],
  ['highestSkill', B],
  ['lowestSkill', C],
];

for (const [word, expected] of WINNERS) {
  t.test(`${word}: the fixture's winner, and of equals by each rung of the chain`, async (t) => {
    t.equal(winner(word, FIXTURE), expected);
    const isLongest = word === 'longestIdle' || word === 'balanced';
    const late = { ...SAME, calls: word === 'fewestCalls' ? 5 : 6, idleSince: 899 };
    if (!isLongest) t.equal(winner(word, { [A]: SAME, [B]: late }), B, '(a) who has been idle longest');
    if (word !== 'fewestCalls') t.equal(winner(word, { [A]: SAME, [B]: { ...SAME, calls: 4 } }), B, '(b) fewest calls');
    t.equal(winner(word, { [A]: SAME, [B]: SAME }, [B, A]), B, "(c) the queue's list");
    t.equal(byId(word), A, '(d) the id');
    t.equal(winner(word, { [A]: { ...SAME, skill: 0 }, [B]: { ...SAME, idleSince: 990, calls: 9, skill: 1 } }), B);
  });
}

/** Of two at one place of the list, which no file can say. */
function byId(word: StrategyWord): string {
  const { since, sums } = idleness(SAME);
  const [one, other] = [B, A].map((agent) => {
    return { who: { agent, since, sums, skills: { english: 3 } }, place: 0, penalty: 0, weight: 1 };
  });
  const question = new Question(NOW, { call: 'call-1', needs: NEEDS, nth: 0, after: -1, seed: '' });
  if (one === undefined || other === undefined) throw new Error('two agents');
  return STRATEGIES[word].compare(one, other, question) < 0 ? B : A;
}

t.test('of several skills the least level counts, then their sum', async (t) => {
  const needs = ['english', 'billing', 'french'].map((skill) => ({ skill, level: 1 }));
  const levels = (english: number, billing: number, french: number) => ({ english, billing, french });
  const first = (strategy: StrategyWord, skills: Readonly<Record<string, Record<string, number>>>) => {
    const world = new AcdWorld({ name: 'orders', agents: Object.keys(skills), strategy }).skills(skills);
    world.staff(...Object.keys(skills));
    world.acd.enqueue('call-1', 'orders', { needs });
    return [...world.ringing.keys()];
  };
  t.same(first('highestSkill', { a: levels(9, 9, 2), b: levels(3, 3, 3) }), ['b'], 'at least 3');
  t.same(first('highestSkill', { a: levels(3, 3, 4), b: levels(3, 3, 5) }), ['b'], '11 in all');
  t.same(first('lowestSkill', { a: levels(3, 3, 3), b: levels(2, 9, 9) }), ['b']);
  t.same(first('lowestSkill', { a: levels(3, 3, 5), b: levels(3, 3, 4) }), ['b']);
});

t.test('who has just signed in comes first by his share of idle time, and has talked least', async (t) => {
  const fresh = { ...SAME, idleSince: 1000, idle: 0, login: 0, talk: 0 };
  t.equal(winner('idleRatio', { [A]: { ...SAME, idle: 599 }, [B]: fresh }), B);
  t.equal(winner('leastTalkRatio', { [A]: SAME, [B]: fresh }), B);
  t.equal(winner('leastTalkRatio', { [A]: { ...SAME, talk: 0 }, [B]: fresh }), A, 'equal: idle longest');
});

t.test('two shares change order while nothing happens, and each call goes by its own instant', async (t) => {
  const first = (wait: number) => {
    const world = new AcdWorld({ name: 'orders', agents: ['a', 'b'], strategy: 'idleRatio' });
    const { acd, clock } = world;
    acd.signIn('a');
    acd.notReady('a', 'break');
    clock.advance(600_000);
    acd.ready('a');
    clock.advance(390_000);
    acd.signIn('b');
    acd.notReady('b', 'break');
    clock.advance(7_000);
    acd.ready('b');
    clock.advance(3_000 + wait); // a: 400 of 1,000 s; b: 3 of 10
    acd.enqueue('call-1', 'orders');
    return [...world.ringing.keys()];
  };
  t.same(first(0), ['a']);
  t.same(first(1_686), ['a'], '401.686 of 1,001.686 s and 4.686 of 11.686');
  t.same(first(1_687), ['b'], 'a millisecond later');
});
