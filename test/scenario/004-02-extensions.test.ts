// SPDX-License-Identifier: GPL-2.0-or-later
// Row 004-02: is one more extension one line of the file, at a port or outside, and do five hundred load and ring?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { hangUp } from '../support/floor.js';

type Place = Awaited<ReturnType<typeof openBox>>;

/** Telephone 1 dials a number of the house, and this one rings. */
async function dialled({ world }: Place, number: string, rings: () => boolean): Promise<void> {
  const telephone = world.telephone(1);
  telephone.lift();
  await world.advance(500);
  telephone.dial(number);
  await world.until(rings, 10_000);
  await hangUp(world, telephone);
}

t.test('a line for a port, and a line for a number outside, make an extension each', async (t) => {
  const stations = [1, 2].map((port) => ({ number: stationNumber(port), span: 'stations', port }));
  const one = { number: '8888', span: 'stations', port: 3 };
  const place = await openBox(t, { telephones: 3, signedIn: 0, config: { stations: [...stations, one] } });
  const { world, box } = place;
  await dialled(place, '8888', () => world.telephone(3).rings);

  const mobiles = world.network.answersAfter(world.clock, 60_000);
  const path = join(world.folder, 'spillway.yaml');
  const line = `agents:\n  - { id: '2251', name: Far, queues: [${QUEUE}], outside: { number: '13900000001' } }\n`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^agents:\n/m, line));
  t.same(await box.configure(ConfigFile.open(path, { menus: [] })), [], 'without a restart');
  box.agents.signIn('2251', '2251');
  await dialled(place, '2251', () => mobiles.length === 1);
});

t.test(
  'five hundred load: 128 at the ports of a bank, the others outside; each is there, and the last of each rings',
  async (t) => {
    const PORTS = 128;
    const FAR = 500 - PORTS;
    const outside = Array.from({ length: FAR }, (_, i) => ({
      ...{ id: `${3_001 + i}`, name: `Far ${i + 1}`, pin: '4711', queues: [QUEUE] },
      outside: { number: `139${10_000_000 + i}` },
    }));
    const near = Array.from({ length: PORTS }, (_, i) => {
      return { id: agentId(i + 1), name: `Near ${i + 1}`, pin: '4711', queues: [QUEUE] };
    });
    const place = await openBox(t, { telephones: PORTS, signedIn: 0, config: { agents: [...near, ...outside] } });
    const { world, box } = place;
    t.equal(box.status().agents.length, 500);
    for (const { id } of outside) box.agents.signIn(id, id);
    for (const [i, { id }] of near.entries()) box.agents.signIn(id, stationNumber(i + 1));
    t.equal(box.status().agents.filter(({ state }) => state === 'ready').length, 500, 'all can be signed in');

    await dialled(place, stationNumber(PORTS), () => world.telephone(PORTS).rings);
    const mobiles = world.network.answersAfter(world.clock, 60_000);
    await dialled(place, `${3_000 + FAR}`, () => mobiles.length === 1);
    t.equal(mobiles[0]?.called.digits.slice(-8), `${10_000_000 + FAR - 1}`);
  },
);
