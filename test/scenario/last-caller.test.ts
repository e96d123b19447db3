// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-55
// Who called a telephone last is called back: by a program and at the shell too, after a stop, and after a kill amid everything.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ACCESS_NUMBER, agentId, openBox, stationNumber } from '../support/box.js';
import { hangUp } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { telephonesAtRest } from '../support/telephones-at-rest.js';

const [FIRST, SECOND] = [agentId(1), agentId(2)];
const MOBILE = '13800000008';

/** A customer whom the first agent has missed. */
async function missed(t: Test, options: Parameters<typeof telephonesAtRest>[1] = {}) {
  const place = await telephonesAtRest(t, { signedIn: 1, ...options });
  const { world, box } = place;
  const caller = world.network.call(ACCESS_NUMBER, MOBILE);
  await world.until(() => world.telephone(1).rings, 5_000);
  caller.clear();
  await world.until(() => !world.telephone(1).rings, 10_000); // a telephone knows by the cadence that it rings no more
  await box.settled();
  return place;
}

t.test('the box is killed: who called last is known by what the disk has', async (t) => {
  const { world } = await missed(t);
  const data = join(world.folder, 'as-killed');
  mkdirSync(data);
  for (const name of readdirSync(join(world.folder, 'data')))
    if (/^spillway\.db(-wal)?$/.test(name)) copyFileSync(join(world.folder, 'data', name), join(data, name));
  const again = await openBox(t, { telephones: 4, signedIn: 1, data });
  const outside = again.world.network.answersAfter(again.world.clock, 500);
  again.world.telephone(1).lift();
  await again.world.advance(600);
  again.world.telephone(1).dial('*74');
  await again.world.until(() => outside.length === 1, 5_000);
  t.equal(outside[0]?.called.digits, MOBILE);
});

t.test('of who withholds his number nothing is kept', async (t) => {
  const place = await missed(t);
  const { world, box, reads } = place;
  const hidden = world.network.call(ACCESS_NUMBER, '', {
    calling: { type: 'national', plan: 1, presentation: 'restricted', screening: 3, digits: MOBILE },
  });
  await world.until(() => world.telephone(1).rings, 5_000);
  hidden.clear();
  await world.advance(1_000);
  await box.settled();
  const rows = await reads.selectFrom('setting').selectAll().where('key', 'like', 'lastCaller.%').execute();
  t.equal(rows.length, 1);
  t.notMatch(rows[0]?.value, MOBILE);
  t.throws(() => box.calling.lastCallers.ofAgent(FIRST), { code: 'REFUSED' });
});

for (const language of ['en', 'zh-CN'] as const)
  t.test(`${language}: at the shell`, async (t) => {
    const place = await shop(t, { telephones: 2 }, language);
    const { world, box, spillway } = place;
    const outside = world.network.answersAfter(world.clock, 500);
    t.match(await spillway('call', 'last-caller', FIRST), { code: 1, complaint: FIRST });
    box.agents.signIn(FIRST, stationNumber(1));
    t.match(await spillway('call', 'call-back', FIRST), { code: 1, complaint: stationNumber(1) });
    const caller = world.network.call(ACCESS_NUMBER, MOBILE);
    await world.until(() => world.telephone(1).rings, 5_000);
    caller.clear();
    await world.advance(1_000);
    t.match(await spillway('call', 'last-caller', FIRST), { code: 0, text: MOBILE });
    t.match(await spillway('call', 'call-back', FIRST), { code: 0 });
    await world.until(() => world.telephone(1).rings, 3_000);
    world.telephone(1).lift();
    await world.until(() => outside.length === 1, 3_000);
    t.equal(outside[0]?.called.digits, MOBILE);
    t.match(await spillway('call', 'call-back', FIRST), { code: 1, complaint: /LINE_BUSY/ });
    await hangUp(world, world.telephone(1));

    box.agents.notReady(FIRST, 'meeting');
    box.agents.signIn(SECOND, stationNumber(2));
    box.agents.notReady(SECOND, 'meeting');
    box.calling.makeCall(SECOND, { agent: FIRST });
    await world.until(() => world.telephone(2).rings, 3_000);
    world.telephone(2).lift();
    await world.until(() => world.telephone(1).rings, 3_000);
    await hangUp(world, world.telephone(2));
    await world.advance(1_000);
    t.match(await spillway('call', 'last-caller', FIRST, '--json'), {
      code: 0,
      text: new RegExp(`"digits": "${stationNumber(2)}"`),
    });
  });
