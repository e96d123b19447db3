// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-26 001-52 003-24
// Is what is pressed in the browser heard: keys, masked speech, calls handed over, parked, picked up; a supervisor who listens, whispers, barges in, takes over, ends a call?
import { join } from 'node:path';
import t from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { agentId, QUEUE, stationNumber } from '../support/box.js';
import { digitsOf } from '../support/digits-of.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { wavChannels } from '../support/wav.js';
import { toneLevel, whoHears } from '../support/who-hears.js';
import { office, type Seat, until } from './support/seat.js';

const [LI, BO, WANG] = [agentId(1), agentId(2), agentId(3)];
const agents = [LI, BO, WANG].map((id, index) => ({
  ...{ id, name: `Agent ${index + 1}`, pin: '4711', queues: [QUEUE] },
  ...(id === WANG && { role: 'supervisor' }),
}));
const CUSTOMERS_TONE = 700; // who-hears: the first ear's
const WINDOW = 3_200; // 400 ms

/** How often the customer's tone comes and goes in one side of a recording. */
function bursts(audio: Uint8Array): number {
  const heard = Array.from(
    { length: Math.floor(audio.length / WINDOW) },
    (_, at) => toneLevel(CUSTOMERS_TONE, audio.subarray(at * WINDOW, (at + 1) * WINDOW)) > -25,
  );
  return heard.filter((now, at) => now && heard[at - 1] !== true).length;
}

t.test('keys, a mask, handing over, parking, and a supervisor', async (t) => {
  const place = await office(t, 'en', { signedIn: 1, telephones: 3, config: { agents } });
  const { world, box, at, seat, reads } = place;
  const li = await seat(LI);
  const phones = { li: world.telephone(1), bo: world.telephone(2), wang: world.telephone(3) };
  box.agents.signIn(BO, stationNumber(2));
  box.agents.notReady(BO, 'break');
  const hears = async (caller: TrunkLeg) => {
    await world.advance(300);
    const { li: own, bo, wang } = phones;
    return whoHears(world, { customer: caller.channel.index, li: own.channel, bo: bo.channel, wang: wang.channel });
  };
  const handTo = async (verb: 'consult' | 'transfer', whom: string) => {
    await li.press(verb);
    await li.sees('.whom button.one', 'Agent 2');
    await at(li.page.locator('.whom input').fill(whom));
    await li.clicks('.whom button.one', 'Agent 2');
    await at(until(() => phones.bo.rings));
    phones.bo.lift();
  };
  const freeAgain = async (caller: TrunkLeg) => {
    caller.clear();
    await world.advance(500);
    for (const telephone of Object.values(phones)) await hangUp(world, telephone);
    for (const id of [LI, WANG]) if (agent(box, Number(id) - 1000).state === 'wrapUp') box.agents.finishWrapUp(id);
    await world.advance(500);
  };

  await t.test('keys reach the other end; what is masked is in no recording', async (t) => {
    const { caller } = await talk(place);
    await li.sees('.call.talking');
    const file = join(world.folder, 'customer-hears.wav');
    const recording = world.media.record(caller.channel.index, file);
    await li.press('sendDigits');
    for (const key of ['5', '7', '#']) {
      await li.clicks('.pad .keys button', key);
      await li.sees('.pad .sent', key);
      await world.advance(400);
    }
    await li.clicks('.pad header button');
    world.media.stop(recording);
    await world.advance(200);
    t.equal(digitsOf(file), '57#');

    await hears(caller);
    await li.more('mask');
    await at(until(() => box.status().stations.length > 0));
    await world.advance(500);
    await hears(caller);
    await li.more('unmask');
    await world.advance(500);
    await hears(caller);
    await freeAgain(caller);
    await world.advance(3_000);
    await box.settled();
    const [row] = await reads.selectFrom('recording').selectAll().execute();
    const sides = wavChannels(join(world.folder, 'data', 'recordings', row?.file ?? ''));
    t.equal(Math.max(...sides.map(bursts)), 2, 'before and after, and not what was said between');
  });

  await t.test('handed over at once, and after asking', async (t) => {
    const first = await talk(place);
    await li.sees('.call.talking');
    await handTo('transfer', BO);
    await world.advance(800);
    t.match(await hears(first.caller), { customer: 'bo', bo: 'customer' });
    await freeAgain(first.caller);
    box.agents.finishWrapUp(BO);

    const { caller } = await talk(place);
    await li.sees('.call.talking');
    await handTo('consult', BO);
    await li.sees('.chip.held, .second .chip');
    t.match(await hears(caller), { customer: 'music', li: 'bo', bo: 'li' });
    await li.press('transfer');
    await world.advance(800);
    t.match(await hears(caller), { customer: 'bo', bo: 'customer' });
    await freeAgain(caller);
  });

  await t.test('parked, the place is told, and fetched from there', async (t) => {
    const { caller } = await talk(place);
    await li.sees('.call.talking');
    await li.more('park');
    await li.sees('.banner.parked', 'place 1');
    t.match(await hears(caller), { customer: 'music' });
    await hangUp(world, phones.li);
    await li.clicks('.banner.parked button:not([disabled])', 'Fetch');
    await at(until(() => phones.li.rings));
    phones.li.lift();
    await world.advance(800);
    t.match(await hears(caller), { customer: 'li', li: 'customer' });
    await freeAgain(caller);
  });

  await t.test(
    'a colleague’s ringing call is picked up; a supervisor listens, whispers, barges in, takes over',
    async (t) => {
      box.agents.signIn(WANG, stationNumber(3));
      box.agents.notReady(WANG, 'meeting');
      const wang = await seat(WANG);
      const caller = world.network.call('88880001', '13912345678');
      await world.until(() => phones.li.rings);
      await wang.more('pickUp');
      await at(until(() => phones.wang.rings));
      phones.wang.lift();
      await world.advance(800);
      t.match(await hears(caller), { customer: 'wang', wang: 'customer', li: '' });
      await freeAgain(caller);
      box.agents.notReady(WANG, 'meeting');
      await world.advance(500);

      const second = await talk(place);
      await at(wang.page.goto(`${place.address}/#/supervise`));
      const press = (word: string) => onPerson(wang, at, word);
      await wang.sees('.tile:has(.talking)', 'Agent 1');
      await press('Listen');
      await at(until(() => phones.wang.rings));
      phones.wang.lift();
      await world.advance(500);
      t.match(await hears(second.caller), { customer: 'li', li: 'customer', wang: 'customer li' });
      await press('Whisper');
      await world.advance(500);
      t.match(await hears(second.caller), { customer: 'li', li: 'customer wang', wang: 'customer li' });
      await press('Barge in');
      await world.advance(500);
      t.match(await hears(second.caller), { customer: 'li wang', li: 'customer wang', wang: 'customer li' });
      await press('Take over');
      await world.advance(500);
      t.match(await hears(second.caller), { customer: 'wang', wang: 'customer' });
      await freeAgain(second.caller);

      const third = await talk(place);
      await wang.sees('.tile:has(.talking)', 'Agent 1');
      await press('End the call');
      await wang.clicks('.el-popover:visible button', 'Yes');
      await at(until(() => third.caller.state === 'cleared'));
      await hangUp(world, phones.li);
      await press('Make not ready');
      await at(until(() => agent(box, 1).state === 'notReady'));
      t.same(wang.complaints, []);
    },
  );
  t.same(li.complaints, []);
});

/** Agent 1's menu, and one word of it. */
async function onPerson({ page, clicks }: Seat, at: <T>(work: Promise<T>) => Promise<T>, word: string): Promise<void> {
  const open = page.locator('.el-popover:visible button', { hasText: word });
  if ((await at(open.count())) === 0) await clicks('.tile', 'Agent 1');
  await clicks('.el-popover:visible button:not([disabled])', word);
}
