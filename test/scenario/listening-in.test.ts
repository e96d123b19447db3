// SPDX-License-Identifier: GPL-2.0-or-later
// Does a program of the library put people together as it likes, and does everybody hear whom he should? A key of each is
// heard, or not, at the others' ends.
import { join, resolve } from 'node:path';
import t, { type Test } from 'tap';
import { type Audibility, type Call, type Dialogue, type Leg, open } from '../../src/index.js';
import { type Person, Town } from '../../src/sim/index.js';

const NAMES = ['customer', 'agent', 'supervisor'] as const;
type Name = (typeof NAMES)[number];
type Hearing = Readonly<Record<Name, readonly Name[]>>;

/** Three callers in one conversation of the program's. */
async function threeInOne(t: Test) {
  const town = new Town({ prompts: resolve('prompts/en') });
  const legs = new Map<string, Leg>();
  const takePart = async (call: Dialogue) => {
    await call.answer();
    legs.set(call.callingParty, call.leg);
    await conversation.join(call.leg);
    await new Promise((gone) => call.leg.cleared.on(gone));
  };
  const carrier = { type: 'connect' as const, path: '/run/e1.sock' };
  const box = await open({
    config: {
      data: join(t.testdir(), 'data'),
      board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier }] },
      accessNumbers: [{ number: '88880001', menu: 'takePart' }],
      queues: [{ name: 'nobody' }],
    },
    dialogues: { takePart },
    ...town.surroundings,
  });
  const conversation: Call = box.conversation();
  town.begin(box);
  t.teardown(async () => {
    await box.close();
    await town.close();
  });

  const people: Person[] = [];
  for (const [index] of NAMES.entries()) people.push(await town.calls('88880001', { from: `1380000000${index}` }));
  await Promise.all(people.map(({ answered }) => answered));
  await town.wait(500);
  const found = people.map(({ number }) => legs.get(number));
  return { town, conversation, people, legs: found.filter((leg) => leg !== undefined) };
}

/** By whom each is heard. */
async function hearing(people: readonly Person[]): Promise<Hearing> {
  const heardBy = async (talker: Person) => {
    const all = Promise.allSettled(
      people.map((other) => (other === talker ? Promise.reject() : other.hearsKey('5', { within: 800 }))),
    );
    await talker.presses('5');
    const hears = await all;
    return NAMES.filter((_, index) => hears[index]?.status === 'fulfilled');
  };
  const table: Partial<Record<Name, readonly Name[]>> = {};
  for (const [index, name] of NAMES.entries()) {
    const person = people[index];
    if (person) table[name] = await heardBy(person);
  }
  return table as Hearing;
}

t.test('monitor, whisper, barge, held, take-over: who hears whom is what was said last', async (t) => {
  const { town, conversation, people, legs } = await threeInOne(t);
  const [, agent, supervisor] = legs;
  if (!agent || !supervisor) return t.fail('somebody is missing');
  const placed: readonly (readonly [string, Audibility<Leg>, readonly Name[]])[] = [
    ['monitor', 'hearsOnly', []],
    ['whisper', { heardOnlyBy: [agent] }, ['agent']],
    ['barge', 'talks', ['customer', 'agent']],
  ];

  for (const [mode, audibility, heardBy] of placed) {
    conversation.place(supervisor, { audibility });
    await town.wait(100);
    const expected: Hearing = {
      customer: ['agent', 'supervisor'],
      agent: ['customer', 'supervisor'],
      supervisor: heardBy,
    };
    t.same(await hearing(people), expected, mode);
  }

  conversation.place(supervisor, { audibility: 'held' });
  await town.wait(100);
  t.same(await hearing(people), { customer: ['agent'], agent: ['customer'], supervisor: [] }, 'held');

  conversation.place(supervisor, {});
  conversation.leave(agent);
  await town.wait(100);
  t.same(await hearing(people), { customer: ['supervisor'], agent: [], supervisor: ['customer'] }, 'take-over');

  conversation.clear();
  t.same(await Promise.all(people.map(({ gone }) => gone)), [16, 16, 16]);
});
