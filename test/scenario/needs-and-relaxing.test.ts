// SPDX-License-Identifier: GPL-2.0-or-later
// Through a whole box by its file: does a caller get who can do what he needs, is less asked as he waits, and where does he go if nobody can?
import t from 'tap';
import type { Dialogue } from '../../src/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';

const ENGLISH_NUMBER = '88880002';
const AGENTS = [
  { id: '1001', name: 'Li', pin: '4711', queues: [QUEUE], skills: { english: 3 } },
  { id: '1002', name: 'Wang', pin: '4711', queues: [QUEUE], skills: { english: 8, billing: 2 } },
];
const number = (rest: object) => ({
  accessNumbers: [
    { number: ACCESS_NUMBER, queue: QUEUE },
    { number: ENGLISH_NUMBER, queue: QUEUE, ...rest },
  ],
});
type Place = Awaited<ReturnType<typeof openBox>>;
const calls = ({ reads }: Place) => reads.selectFrom('call').selectAll().orderBy('offeredAt').execute();

/** After so long only this telephone rings; a moment before it none does. */
async function ringsAfter({ world }: Place, seconds: number, port: number): Promise<boolean> {
  await world.advance((seconds - 1) * 1_000);
  const early = world.telephones.some(({ rings }) => rings);
  await world.advance(2_000);
  return !early && world.telephone(port).rings;
}

t.test('an access number needs English: the one who has enough rings, and after 20 s the other would do', async (t) => {
  const needs = [{ skill: 'english', level: 7 }];
  const relax = [{ after: '20s', level: 3 }];
  const place = await openBox(t, { config: { agents: AGENTS, ...number({ needs, relax }) } });
  const { world, box } = place;
  world.network.call(ENGLISH_NUMBER, '13912345671');
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings, 'who has been idle longer, but knows too little');
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');

  world.network.call(ENGLISH_NUMBER, '13912345672');
  t.ok(await ringsAfter(place, 20, 1));
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await hangUp(world, world.telephone(1));
  await box.settled();
  t.match(await calls(place), [{ agent: '1002' }, { agent: '1001', disposition: 'answered' }]);
});

t.test('a profile by its name, in a queue: what is dropped, and where he goes who finds nobody', async (t) => {
  const profiles = {
    french: {
      needs: [{ skill: 'english', level: 9 }],
      relax: [
        { after: '10s', also: 'billing' },
        { after: '20s', to: { announce: 'all-agents-busy' } },
      ],
    },
  };
  const queues = [{ name: QUEUE, needs: 'french' }, { name: 'billing' }];
  const agents = [...AGENTS, { id: '1003', name: 'Zhao', pin: '4711', queues: ['billing'], skills: { english: 9 } }];
  const place = await openBox(t, { telephones: 3, config: { agents, profiles, queues } });
  const { world, box } = place;
  world.network.call(ACCESS_NUMBER, '13912345671');
  t.ok(await ringsAfter(place, 10, 3));
  world.telephone(3).lift();
  await world.until(() => agent(box, 3).state === 'talking');

  const second = world.network.call(ACCESS_NUMBER, '13912345672');
  const busy = world.listen(second.channel.index, await world.load('zh-CN/all-agents-busy'));
  await world.until(() => busy.heard, 25_000);
  await world.until(() => second.state === 'cleared');
  await box.settled();
  t.match(await place.events('call.overflowed'), [{ queue: QUEUE }]);
  t.match(await calls(place), [{ agent: '1003' }, { disposition: 'announced' }]);
});

t.test('a dialogue says what its caller needs, by a profile, by his language, or not at all', async (t) => {
  const refused: string[] = [];
  const dialogues = {
    shop: async (dialogue: Dialogue) => {
      await dialogue.answer();
      const { id } = dialogue.leg;
      const enqueue = (wants: object) => place.box.enqueue(id, QUEUE, [], wants);
      const wrong = await enqueueRefused(() => enqueue({ needs: 'greek' }));
      refused.push(wrong);
      enqueue(dialogue.callingParty.endsWith('1') ? { language: 'en' } : { needs: 'billing', priority: 9 }).catch(
        () => {},
      );
    },
  };
  const config = {
    agents: AGENTS,
    accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }],
    languageNeeds: { en: [{ skill: 'english', level: 8 }] },
    profiles: { billing: { needs: [{ skill: 'billing', level: 2 }] } },
  };
  const place = await openBox(t, { config, dialogues });
  const { world, box } = place;
  for (const calling of ['13912345671', '13912345672']) {
    world.network.call(ACCESS_NUMBER, calling);
    await world.until(() => world.telephone(2).rings);
    t.notOk(world.telephone(1).rings);
    world.telephone(2).lift();
    await world.until(() => agent(box, 2).state === 'talking');
    await hangUp(world, world.telephone(2));
    await world.until(() => agent(box, 2).state === 'ready', 20_000);
  }
  t.same(refused, ['NOT_FOUND', 'NOT_FOUND']);
});

async function enqueueRefused(enqueue: () => Promise<unknown>): Promise<string> {
  try {
    await enqueue();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

t.test(
  'an access number of more priority is served first, until the other has waited for as long as it is worth',
  async (t) => {
    const place = await openBox(t, {
      telephones: 1,
      config: { agents: AGENTS.slice(0, 1), ...number({ priority: 1 }) },
    });
    const { world, box } = place;
    box.agents.notReady('1001', 'break');
    for (const [called, calling, after] of [
      [ACCESS_NUMBER, '13912345671', 65_000],
      [ENGLISH_NUMBER, '13912345672', 5_000],
      [ACCESS_NUMBER, '13912345673', 5_000],
      [ENGLISH_NUMBER, '13912345674', 5_000],
    ] as const) {
      world.network.call(called, calling);
      await world.advance(after);
    }
    const order = box.calling.supervision.waiting.list().map((caller) => caller.number?.slice(-1));
    t.same(order, ['1', '2', '4', '3']);
    t.same(
      box.calling.supervision.waiting.list().map(({ position }) => position),
      [1, 2, 3, 4],
    );
  },
);

t.test('nobody who can, all on a break, the last who leaves: each leads where the queue says', async (t) => {
  const queues = [
    {
      name: QUEUE,
      nobodySkilled: { refuse: 88 },
      nobodyReady: { refuse: 17 },
      leaveWhenEmpty: { announce: 'all-agents-busy' },
    },
  ];
  const needs = [{ skill: 'billing', level: 2 }];
  const place = await openBox(t, { signedIn: 1, config: { agents: AGENTS, queues, ...number({ needs }) } });
  const { world, box } = place;
  const cause = async (called: string) => {
    const caller = world.network.call(called, '13912345671');
    await world.until(() => caller.state === 'cleared', 5_000);
    return caller.cause;
  };
  t.equal(await cause(ENGLISH_NUMBER), 88, 'only Li is signed in');
  const waits = world.network.call(ACCESS_NUMBER, '13912345672');
  await world.until(() => world.telephone(1).rings);
  await world.until(() => agent(box, 1).state === 'notReady', 30_000);
  t.equal(await cause(ACCESS_NUMBER), 17, 'he let it ring');
  const busy = world.listen(waits.channel.index, await world.load('zh-CN/all-agents-busy'));
  box.agents.signOut('1001');
  await world.until(() => busy.heard, 10_000);
  await world.until(() => waits.state === 'cleared');
  await box.settled();
  const reasons = (await calls(place)).map(({ disposition, reason }) => [disposition, reason]);
  t.same(reasons, [
    ['refused', 'nobodySkilled'],
    ['announced', null],
    ['refused', 'nobodyReady'],
  ]);
});

t.test('who is led to a queue by a flow finds it full, or nobody there for him, as one who rings it', async (t) => {
  const FLOW = {
    shop: { fallback: 'refuse', steps: { hello: { say: 'welcome', next: 'wait' }, wait: { queue: QUEUE } } },
  };
  const config = {
    agents: AGENTS,
    accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }],
    flows: FLOW,
    queues: [
      {
        name: QUEUE,
        maxWaiting: 1,
        overflow: { announce: 'all-agents-busy' },
        nobodySignedIn: { announce: 'callback-later' },
        nobodyReady: { announce: 'callback-declined' },
        leaveWhenEmpty: true,
      },
    ],
  };
  const place = await openBox(t, { signedIn: 1, config });
  const { world, box } = place;
  const hears = async (calling: string, prompt: string) => {
    const caller = world.network.call(ACCESS_NUMBER, calling);
    const ear = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
    return { caller, ear };
  };
  const talks = await hears('13912345670', 'welcome');
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  const waits = await hears('13912345671', 'callback-declined');
  await world.until(() => box.calling.supervision.waiting.list().length === 1);
  const full = await hears('13912345672', 'all-agents-busy');
  await world.until(() => full.ear.heard, 15_000);
  t.equal(waits.ear.heard, false);
  box.agents.notReady('1001', 'break');
  talks.caller.clear();
  await hangUp(world, world.telephone(1));
  await world.until(() => waits.ear.heard, 30_000);
  const onBreak = await hears('13912345673', 'callback-declined');
  await world.until(() => onBreak.ear.heard, 15_000);
  box.agents.signOut('1001');
  const nobody = await hears('13912345674', 'callback-later');
  await world.until(() => nobody.ear.heard, 15_000);
  await box.settled();
  const overflowed = await place.events('call.overflowed');
  t.equal(overflowed.length, 4);
});

t.test('a step of a flow says what its caller needs, what of it is given up, and his priority', async (t) => {
  const needs = [{ skill: 'english', level: 7 }];
  const relax = [
    { after: '10s', level: 3 },
    { after: '20s', to: { announce: 'all-agents-busy' } },
  ];
  const config = {
    agents: AGENTS,
    accessNumbers: [
      { number: ACCESS_NUMBER, menu: 'shop' },
      { number: ENGLISH_NUMBER, queue: QUEUE, needs: [{ skill: 'english', level: 8 }] },
    ],
    flows: { shop: { fallback: 'refuse', steps: { wait: { queue: QUEUE, needs, relax, priority: 7 } } } },
  };
  const place = await openBox(t, { config });
  const { world, box } = place;
  world.network.call(ACCESS_NUMBER, '13912345671');
  await world.until(() => world.telephone(2).rings);
  t.notOk(world.telephone(1).rings, 'who knows too little');
  world.telephone(2).lift();
  await world.until(() => agent(box, 2).state === 'talking');
  world.network.call(ENGLISH_NUMBER, '13912345679');
  await world.until(() => box.calling.supervision.waiting.list().length === 1);
  world.network.call(ACCESS_NUMBER, '13912345672');
  await world.until(() => box.calling.supervision.waiting.list().length === 2);
  t.match(
    box.calling.supervision.waiting.list(),
    [{ number: '13912345672' }, { number: '13912345679' }],
    'he is before',
  );
  t.ok(await ringsAfter(place, 10, 1));
  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');

  const third = world.network.call(ACCESS_NUMBER, '13912345673');
  const busy = world.listen(third.channel.index, await world.load('zh-CN/all-agents-busy'));
  await world.until(() => busy.heard, 25_000);
});

t.test('the language that a flow of the file chose is a need, until it is given up', async (t) => {
  const config = {
    agents: AGENTS,
    accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }],
    flows: { shop: { fallback: 'refuse', steps: { speak: { language: 'en', next: 'wait' }, wait: { queue: QUEUE } } } },
    queues: [
      {
        name: QUEUE,
        relax: [
          { after: '5s', drop: 'english' },
          { after: '15s', to: { queue: 'other' } },
        ],
      },
      { name: 'other' },
    ],
    languageNeeds: { en: [{ skill: 'english', level: 8 }] },
  };
  const agents = AGENTS.map((one) => ({ ...one, queues: one.id === '1001' ? ['other'] : one.queues }));
  const { world, box } = await openBox(t, { config: { ...config, agents } });
  box.agents.notReady('1002', 'break');
  world.network.call(ACCESS_NUMBER, '13912345671');
  await world.advance(14_000);
  t.notOk(world.telephone(1).rings);
  await world.until(() => world.telephone(1).rings, 5_000);
  t.notOk(world.telephone(2).rings);
});
