// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-18 002-11
// Do callers come to the agents of where they call from: the longest prefix, of equal ones the first rule, else the default?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { nextRung, rung } from '../support/familiar.js';
import { agent } from '../support/floor.js';

t.setTimeout(120_000);

const QUEUES = ['shanghai', 'pudong', 'south', QUEUE];
const to = (queue: string) => ({ queue });
const RULES = [
  { area: '021', to: to('shanghai') },
  { area: '021', to: to('south') },
  { area: '0216', to: to('pudong') },
  { area: '0755', to: to('south') },
];
/** One agent each, in the order of `QUEUES`. */
const AGENTS = QUEUES.map((queue, i) => ({ id: `${1001 + i}`, name: queue, pin: '4711', queues: [queue] }));

function open(t: Test, config: Readonly<Record<string, unknown>>): Promise<BoxWorld> {
  const queues = QUEUES.map((name) => ({ name, wrapUp: '0s' }));
  return openBox(t, { telephones: 4, config: { queues, agents: AGENTS, ...config } });
}

/** The queue whose agent is rung for a call from there. */
async function reaches(place: BoxWorld, calling: string): Promise<string | undefined> {
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, calling);
  const port = (await nextRung(place)) ?? 0;
  caller.clear();
  await world.until(() => rung(place).length === 0 && agent(box, port).state === 'ready');
  return QUEUES[port - 1];
}

const ofQueue = (byArea: unknown) => ({
  queues: QUEUES.map((name) => ({ name, wrapUp: '0s', ...(name === QUEUE && { byArea }) })),
});
const ofNumber = (byArea: unknown) => ({ accessNumbers: [{ number: ACCESS_NUMBER, queue: QUEUE, byArea }] });

for (const [where, config] of [
  ['the queue', ofQueue(RULES)],
  ['the access number', ofNumber(RULES)],
] as const) {
  t.test(`rules of ${where}: longest prefix, then rule order, else the default group`, async (t) => {
    const place = await open(t, config);
    t.equal(await reaches(place, '02152345678'), 'shanghai', 'of two equal rules the first');
    t.equal(await reaches(place, '02162345678'), 'pudong', 'the longest');
    t.equal(await reaches(place, '62345678'), 'pudong', 'as the exchange gives a local number');
    t.equal(await reaches(place, '075526501234'), 'south');
    t.equal(await reaches(place, '01062345678'), QUEUE, 'of no rule');
    t.equal(await reaches(place, '13912345678'), QUEUE, 'a mobile one: no city is guessed');
    t.equal(await reaches(place, ''), QUEUE, 'withheld');
  });
}

t.test('the shop’s own file says where mobile numbers are at home', async (t) => {
  const file = join(t.testdir(), 'areas.csv');
  writeFileSync(file, 'prefix,province,city,areacode\n1391234,上海,,021\n');
  const place = await open(t, { ...ofQueue(RULES), areas: file });
  t.equal(await reaches(place, '13912345678'), 'shanghai');
  t.equal(await reaches(place, '13812345678'), QUEUE);
});

t.test('a file with errors is an alarm until it is right, and nothing of it holds', async (t) => {
  const file = join(t.testdir(), 'areas.csv');
  writeFileSync(file, 'prefix,province,city,areacode\n1391234,上海,,021\nmobile,上海,,021\n');
  const place = await open(t, { ...ofQueue(RULES), areas: file });
  const wrong = () => place.box.status().alarms.filter(({ code }) => code === 'AREAS_WRONG');
  await place.world.until(() => wrong().length > 0);
  t.match(wrong(), [{ severity: 'minor', subject: `${file}:3` }]);
  t.equal(await reaches(place, '13912345678'), QUEUE);
  writeFileSync(file, 'prefix,province,city,areacode\n1391234,上海,,021\n');
  await place.box.configure(ConfigFile.open(join(place.world.folder, 'spillway.yaml')).current);
  await place.world.until(() => wrong().length === 0);
  t.equal(await reaches(place, '13912345678'), 'shanghai');
});

t.test('behind a dialogue the queue asks where he calls from', async (t) => {
  const queues = ofQueue(RULES);
  const dialogues = {
    shop: async (dialogue: { answer(): Promise<void>; leg: { id: string } }) => {
      await dialogue.answer();
      await place.box.enqueue(dialogue.leg.id, QUEUE);
    },
  };
  const place: BoxWorld = await openBox(t, {
    telephones: 4,
    dialogues,
    config: { ...queues, agents: AGENTS, accessNumbers: [{ number: ACCESS_NUMBER, menu: 'shop' }] },
  });
  t.equal(await reaches(place, '075526501234'), 'south');
  const [, led] = await place.events('call.routed');
  t.match(led, { queue: 'south' });
  t.match(JSON.parse(led?.detail ?? ''), { to: 'queue', reason: 'rule', rule: `area, queue ${QUEUE}` });
  t.equal(await reaches(place, '01062345678'), QUEUE);
});

t.test('a rule of the file goes by area and by whatever else it asks', async (t) => {
  const rules = [{ name: 'regions', if: `contact.area == "021" || contact.area == "0755"`, byArea: RULES }];
  const place = await open(t, { rules });
  t.equal(await reaches(place, '075526501234'), 'south');
  t.equal(await reaches(place, '02162345678'), 'pudong');
  t.equal(await reaches(place, '01062345678'), QUEUE);
});

t.test('a rule may lead anywhere that a call can be sent to, and goes on where its queue has nobody', async (t) => {
  const place = await open(
    t,
    ofQueue([
      { area: '0755', to: { announce: 'closed' } },
      { area: '021', to: to('shanghai') },
    ]),
  );
  const { world, box, reads } = place;
  const caller = world.network.call(ACCESS_NUMBER, '075526501234');
  await world.until(() => caller.state === 'connected');
  const closed = world.listen(caller.channel.index, await world.load('zh-CN/closed'));
  await world.until(() => closed.heard);
  await world.until(() => caller.state === 'cleared');
  box.agents.signOut('1001');
  const promised = world.network.call(ACCESS_NUMBER, '02152345678');
  await world.until(() => promised.state === 'cleared');
  await box.settled();
  t.match(await reads.selectFrom('call').selectAll().orderBy('offeredAt').execute(), [
    { disposition: 'announced' },
    { disposition: 'captured' },
  ]);
});
