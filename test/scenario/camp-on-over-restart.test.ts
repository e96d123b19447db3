// SPDX-License-Identifier: GPL-2.0-or-later
// Does one who waits for a busy telephone still wait when the box was killed, and no longer than he would have?
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { agentId, type BoxWorld, openBox, stationNumber } from '../support/box.js';

const [FIRST, TWO, THREE] = [agentId(1), stationNumber(2), stationNumber(3)];

/** What the disk has at this instant, and nothing later. */
function asKilled({ world }: BoxWorld): string {
  const data = join(world.folder, 'as-killed');
  mkdirSync(data);
  for (const name of readdirSync(join(world.folder, 'data')))
    if (/^spillway\.db(-wal)?$/.test(name)) copyFileSync(join(world.folder, 'data', name), join(data, name));
  return data;
}

t.test('he is rung when the box is there again and the other is free', async (t) => {
  const place = await openBox(t, { telephones: 3, signedIn: 1 });
  place.world.telephone(2).lift();
  await place.world.advance(600);
  place.box.calling.campOns.begin(FIRST, { station: TWO });
  await place.box.settled();

  const { world, box, events } = await openBox(t, { telephones: 3, signedIn: 0, data: asKilled(place) });
  await world.until(() => world.telephone(1).rings, 5_000);
  world.telephone(1).lift();
  await world.until(() => world.telephone(2).rings, 3_000);
  t.equal(box.calling.campOns.at(stationNumber(1)), undefined);
  await box.settled();
  t.match((await events('campOn.ended')).at(-1), { detail: /"why":"connected"/ });
});

t.test('a telephone that is there no more, or half an hour that is over, ends it, and that is told', async (t) => {
  const place = await openBox(t, { telephones: 3, signedIn: 1 });
  place.world.telephone(3).lift();
  await place.world.advance(600);
  place.box.calling.campOns.begin(FIRST, { station: THREE });
  await place.box.settled();

  const again = await openBox(t, { telephones: 2, signedIn: 0, data: asKilled(place) });
  await again.world.advance(2_000);
  t.equal(again.box.calling.campOns.at(stationNumber(1)), undefined);
  t.match((await again.events('campOn.ended')).at(-1), { detail: /"why":"expired"/ });
});

t.test('a forward by the shell is judged by the class of the station where nobody is signed in', async (t) => {
  const stations = [1, 2].map((port) => ({ number: stationNumber(port), span: 'stations', port }));
  const config = { stations: [stations[0], { ...stations[1], class: 'national' }] };
  const { world, box } = await openBox(t, { telephones: 2, signedIn: 0, config });
  const { telephones } = box.calling;
  const mobile = { number: '13912345678' };
  await t.rejects(telephones.forward(stationNumber(1), 'always', mobile), { code: 'BARRED' });
  t.same(telephones.list(), []);
  await world.during(telephones.forward(TWO, 'always', mobile));
  await t.rejects(telephones.forward(TWO, 'busy', { number: '0012125551234' }), { code: 'BARRED' });
});
