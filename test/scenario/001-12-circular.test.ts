// SPDX-License-Identifier: GPL-2.0-or-later
// Does a queue go round, each call to the member behind the one who was offered the last, over no answer, new members and a restart?
// rows: 001-12 002-11
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile } from '../../src/config/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { ACCESS_NUMBER, agentId, type BoxWorld, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp } from '../support/floor.js';
import { beginClosing } from '../support/slow-line.js';
import type { World } from '../support/world.js';

const CIRCLE = { queues: [{ name: QUEUE, strategy: 'circular', wrapUp: '0s', ringTimeout: '5s' }] };

/** The port of the telephone that rings. */
async function ringing(world: World): Promise<number> {
  await world.until(() => world.telephones.some(({ rings }) => rings));
  return world.telephones.findIndex(({ rings }) => rings) + 1;
}

/** A call comes and is taken; gives by which port. */
async function taken({ world, box }: Pick<BoxWorld, 'world' | 'box'>): Promise<number> {
  const caller = world.network.call(ACCESS_NUMBER);
  const port = await ringing(world);
  world.telephone(port).lift();
  await world.until(() => agent(box, port).state === 'talking');
  caller.clear();
  await hangUp(world, world.telephone(port));
  return port;
}

t.test('each call to the next in the list, however long he has been idle; who does not lift is passed', async (t) => {
  const place = await openBox(t, { config: CIRCLE, telephones: 4 });
  const { world, box } = place;
  t.same([await taken(place), await taken(place), await taken(place)], [1, 2, 3]);
  const caller = world.network.call(ACCESS_NUMBER);
  t.equal(await ringing(world), 4);
  await world.until(() => !world.telephone(4).rings, 8_000);
  t.equal(await ringing(world), 1, 'it moves on when it is offered, not when it is answered');
  caller.clear();
  await world.until(() => !world.telephone(1).rings);
  box.agents.ready(agentId(4));
  t.equal(await taken(place), 2, 'who was offered the last was the first');
  box.agents.notReady(agentId(3), 'meal');
  t.equal(await taken(place), 4, 'who is not idle is passed over');
});

t.test('all busy: the caller waits, and has the first who becomes free', async (t) => {
  const place = await openBox(t, { config: CIRCLE, telephones: 2 });
  const { world, box } = place;
  await taken(place);
  for (const number of [1, 2]) box.agents.notReady(agentId(number), 'meal');
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => box.status().queues[0]?.waiting === 1);
  box.agents.ready(agentId(1));
  t.equal(await ringing(world), 1);
  caller.clear();
});

t.test('members who come or go keep the order, and a restart keeps the turn', async (t) => {
  const place = await openBox(t, { config: CIRCLE, telephones: 4 });
  const { world } = place;
  t.same([await taken(place), await taken(place)], [1, 2]);
  await place.box.settled();
  await beginClosing(place)();
  const path = join(world.folder, 'spillway.yaml');
  const raw = parse(readFileSync(path, 'utf8'));
  writeFileSync(path, stringify({ ...raw, agents: [...raw.agents].reverse() })); // 4 3 2 1
  const media = sliceMedia(world.media, [...world.e1s, 'stations']);
  const box: Box = await open({ config: path, media, clock: world.clock });
  t.teardown(() => beginClosing({ ...place, box })());
  await world.advance(500);
  const again = { world, box };
  t.same(
    [await taken(again), await taken(again)],
    [1, 4],
    'behind 2, who was the last, stands 1; then from the beginning',
  );

  const { current: config } = ConfigFile.open(path);
  await box.configure({ ...config, agents: config.agents.filter(({ id }) => id !== agentId(4)) });
  t.equal(await taken(again), 3, '4 has gone: as if the circle began');
  await box.configure(config);
  box.agents.signIn(agentId(4), stationNumber(4));
  t.same([await taken(again), await taken(again), await taken(again)], [2, 1, 4]);
});
