// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-32
// Reserved outgoing call (撥出預約): at its time, within a second, the agent's telephone rings and then the other is called; when no line is
// free, as soon as one is; over a restart; listed, cancelled, and told when it was missed.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Box, open } from '../../src/engine/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { agentId, type BoxOptions, type BoxWorld, openBox } from '../support/box.js';
import { controlMethods } from '../support/call-verbs.js';
import { beginClosing } from '../support/slow-line.js';
import { whoHears } from '../support/who-hears.js';

const FIRST = agentId(1);
const NUMBER = '13800000008';
const MINUTE = 60_000;

async function house(t: Test, options: BoxOptions = {}) {
  const place = await openBox(t, { telephones: 2, signedIn: 1, ...options });
  const { world } = place;
  return { ...place, telephone: world.telephone(1), outside: world.network.answersAfter(world.clock, 500) };
}
const utc = ({ world }: BoxWorld) => world.clock.utc(world.clock.now());

t.test('001-32: at the set time, within a second, his telephone rings, and then the other', async (t) => {
  const place = await house(t);
  const { world, box, telephone, outside, events, reads } = place;
  const due = utc(place) + 20_000;
  await world.during(box.calling.house.later.set(FIRST, NUMBER, due));
  t.match(await reads.selectFrom('laterCall').selectAll().execute(), [{ agent: FIRST, number: NUMBER, due }]);
  await world.until(() => telephone.rings, 25_000);
  t.ok(Math.abs(utc(place) - due) <= 1_000, `${utc(place) - due} ms after its time`);
  telephone.lift();
  await world.until(() => outside.length === 1);
  await world.advance(2_000);
  const ears = { agent: telephone.channel, customer: outside[0]?.channel.index ?? 0 };
  t.same(await whoHears(world, ears), { agent: 'customer', customer: 'agent' });
  t.match(await events('later.ended'), [{ agent: FIRST, detail: /"how":"made"/ }]);
  t.same(await reads.selectFrom('laterCall').selectAll().execute(), []);
});

t.test('001-32: when no line is free it waits for one; his own telephone counts, too', async (t) => {
  const place = await house(t);
  const { world, box, telephone, outside } = place;
  await world.during(box.calling.house.later.set(FIRST, NUMBER, utc(place) + 5_000));
  telephone.lift(); // in use
  await world.advance(20_000);
  t.equal(outside.length, 0);
  telephone.putDown();
  const free = world.clock.now();
  await world.until(() => telephone.rings, 3_000);
  t.ok(world.clock.now() - free <= 2_000);
});

t.test('001-32: by socket it is set, listed and cancelled; what cannot be is refused at once', async (t) => {
  const place = await house(t);
  const { world, box, telephone } = place;
  const { callMethods } = await import('../../src/host/call-methods.js');
  const { callAction } = callMethods(box, () => ({ stations: [], agents: [] }));
  const ask = (params: object) => callAction?.({ agent: FIRST, ...params }, {} as never) as Promise<{ id: string }>;
  const set = await world.during(ask({ verb: 'later', to: NUMBER, at: '09:01' })); // it is nine
  t.match(await ask({ verb: 'later-list' }), [{ id: set.id, number: NUMBER }]);
  t.match(await ask({ verb: 'later-list', agent: 'all' }), [{ id: set.id }]);
  await t.rejects(
    ask({ verb: 'later-cancel', agent: agentId(2), to: set.id }),
    { code: 'NOT_FOUND' },
    'of another agent',
  );
  await world.during(ask({ verb: 'later-cancel', to: set.id }));
  t.same(await controlMethods(box)('later-list', FIRST), []);
  await world.advance(70_000);
  t.notOk(telephone.rings);
  const wrong = [
    ['0012125551234', '10:00', 'BARRED'],
    [NUMBER, '2025-01-01T10:00', 'REFUSED'],
    [NUMBER, 'soon', 'REFUSED'],
  ];
  for (const [to, at, code] of wrong) await t.rejects(ask({ verb: 'later', to, at }), { code: code ?? '' });
  await t.rejects(box.calling.house.later.set('9', NUMBER, '10:00'), { code: 'NOT_FOUND' });
});

t.test(
  '001-32: over a stop it is kept: made when the box is back soon enough and has a line, else told as missed',
  async (t) => {
    for (const [down, open] of [
      [10 * MINUTE, true],
      [40 * MINUTE, false],
    ] as const) {
      const place = await house(t);
      const { world, box, events } = place;
      const { id } = await world.during(box.calling.house.later.set(FIRST, NUMBER, utc(place) + MINUTE));
      const next = await restarted(t, place, down);
      // No line is free before the exchange is up again.
      t.same(
        next.calling.house.later.list().map((call) => call.id),
        open ? [id] : [],
      );
      await world.advance(open ? MINUTE : 0);
      await next.settled();
      const how = open ? /"how":"made"/ : /"how":"missed","reason":"late"/;
      t.match(await events('later.ended'), [{ detail: how }]);
      t.same(next.calling.house.later.list(), []);
    }
  },
);

async function restarted(t: Test, place: BoxWorld, down: number): Promise<Box> {
  const { world } = place;
  await beginClosing(place)();
  world.clock.advance(down);
  const media = sliceMedia(world.media, [...world.e1s, 'stations']);
  const box = await open({ config: join(world.folder, 'spillway.yaml'), media, clock: world.clock });
  t.teardown(() => beginClosing({ ...place, box })());
  await world.advance(5_000);
  return box;
}
