// SPDX-License-Identifier: GPL-2.0-or-later
// Does another strategy hold from the next call on, without a restart, also for calls that wait already?
// rows: 001-11 002-11
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile, problemLine } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, type BoxWorld, openBox, QUEUE } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';

async function running(t: Test) {
  const config = { queues: [{ name: QUEUE, strategy: 'longestIdle', wrapUp: '0s' }] };
  const place = await openBox(t, { telephones: 3, config });
  const path = join(place.world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path);
  /** As a reload by the command line or a change by a program does it. */
  const strategy = async (word: string) => {
    const raw = parse(readFileSync(path, 'utf8'));
    raw.queues[0].strategy = word;
    writeFileSync(path, stringify(raw));
    const problems = (await file.reload()).map(problemLine);
    if (problems.length === 0) await place.box.configure(file.current);
    return { problems, restart: file.restart };
  };
  return { ...place, strategy };
}

const rings = ({ world }: BoxWorld) => world.telephones.flatMap(({ rings: now }, index) => (now ? [index + 1] : []));

t.test('the next call goes by it; nobody is signed out, nothing is restarted', async (t) => {
  const place = await running(t);
  const { world, box, strategy } = place;
  const { caller, telephone } = await talk(place); // agent 1: he is idle shortest now, and stands first
  caller.clear();
  await hangUp(world, telephone);
  t.same(await strategy('linear'), { problems: [], restart: [] });
  const second = world.network.call(ACCESS_NUMBER);
  await world.until(() => rings(place).length > 0);
  t.same(rings(place), [1], 'the first of the list; by longestIdle it would be 2');
  second.clear();
  await world.until(() => rings(place).length === 0);
  await strategy('longestIdle');
  world.network.call(ACCESS_NUMBER);
  await world.until(() => rings(place).length > 0);
  t.same(rings(place), [2]);
  t.match(
    [1, 2, 3].map((number) => agent(box, number).state),
    ['ready', 'ringing', 'ready'],
  );
});

t.test('a call that waits already goes by it, and so does one that rings and comes back', async (t) => {
  const place = await running(t);
  const { world, box, strategy } = place;
  for (const number of [1, 2, 3]) box.agents.notReady(agentId(number), 'meal');
  world.network.call(ACCESS_NUMBER);
  await world.until(() => box.status().queues[0]?.waiting === 1);
  await strategy('ringAll');
  for (const number of [3, 2, 1]) box.agents.ready(agentId(number));
  await world.until(() => rings(place).length === 3);

  t.equal(box.status().queues[0]?.waiting, 1);
  await strategy('linear');
  t.same(rings(place), [1, 2, 3], 'what rings goes on');
  for (const number of [2, 3]) box.agents.notReady(agentId(number), 'meal');
  await world.until(() => rings(place).length === 1);
  box.agents.ready(agentId(2));
  await world.advance(2_000);
  t.same(rings(place), [1], 'nobody is rung besides any more');
});

t.test('a word that is none is refused, and the strategy stays', async (t) => {
  const place = await running(t);
  const { problems } = await place.strategy('fastest');
  t.match(problems, [/spillway\.yaml:\d+:\d+: .*strategy.*longestIdle/]);
  place.world.network.call(ACCESS_NUMBER);
  await place.world.until(() => rings(place).length > 0);
  t.same(rings(place), [1]);
});
