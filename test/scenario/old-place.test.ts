// SPDX-License-Identifier: GPL-2.0-or-later
// Has a caller who hung up and rings again soon his old place, and nobody else anything of it?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile } from '../../src/config/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';

const ONE = '13900000001';
const TWO = '13900000002';

async function shop(t: Test, rest: object = { resume: '2min' }) {
  const queues = [{ name: QUEUE, nobodySignedIn: 'wait', ...rest }, { name: 'other' }];
  const place = await openBox(t, { signedIn: 0, config: { queues } });
  const { world, box } = place;
  const { waiting } = box.calling.supervision;
  const order = () => waiting.list().map(({ number = '-' }) => number.slice(-1));
  const size = async (many: number) => world.until(() => waiting.list().length === many);
  const ring = async (number: string, more = {}) => {
    const before = waiting.list().length;
    const caller = world.network.call(ACCESS_NUMBER, number, more);
    await size(before + 1);
    await world.advance(1_000);
    return caller;
  };
  const hangUp = async (caller: { clear(): void }) => {
    const before = waiting.list().length;
    caller.clear();
    await size(before - 1);
    await box.settled();
  };
  return { ...place, order, ring, hangUp, waiting };
}

t.test(
  'he rings again within the time: before those who came meanwhile; two contacts, the first one abandoned',
  async (t) => {
    const { world, box, reads, events, order, ring, hangUp } = await shop(t);
    const first = await ring(ONE);
    await ring(TWO);
    await hangUp(first);
    await world.advance(60_000);
    const again = await ring(`0${ONE}`);
    t.same(order(), ['1', '2'], 'the same number, however the exchange writes it');
    await box.settled();
    const calls = await reads.selectFrom('call').selectAll().orderBy('id').execute();
    t.match(calls[0], { disposition: 'abandoned' });
    t.match(await events('call.resumed'), [{ queue: QUEUE, detail: new RegExp(calls[0]?.id ?? '-') }]);
    t.equal(box.status().queues[0]?.abandoned, 1);

    await hangUp(again);
    await ring(ONE);
    t.same(order(), ['1', '2'], 'and once more');
  },
);

t.test('the place that he was put to is his, too', async (t) => {
  const { order, ring, hangUp, waiting } = await shop(t);
  await ring(TWO);
  const first = await ring(ONE);
  waiting.promote(waiting.list().find(({ number }) => number === ONE)?.call ?? '');
  t.same(order(), ['1', '2']);
  await hangUp(first);
  await ring('13900000003');
  await ring(ONE);
  t.same(order(), ['1', '2', '3']);
});

t.test('too late, in another queue, withheld, or where the file says nothing: at the end', async (t) => {
  const late = await shop(t, { resume: '30s' });
  const first = await late.ring(ONE);
  await late.ring(TWO);
  await late.hangUp(first);
  await late.world.advance(31_000);
  await late.ring(ONE);
  t.same(late.order(), ['2', '1']);

  const silent = await shop(t, {});
  const there = await silent.ring(ONE);
  await silent.ring(TWO);
  await silent.hangUp(there);
  await silent.ring(ONE);
  t.same(silent.order(), ['2', '1']);

  const hidden = await shop(t);
  const withheld = (digits: string) => ({
    calling: { digits, type: 'national', plan: 1, presentation: 'restricted', screening: 3 } as const,
  });
  const nobody = await hidden.ring(ONE, withheld(ONE));
  await hidden.ring(TWO);
  await hidden.hangUp(nobody);
  await hidden.ring(ONE, withheld(ONE));
  t.same(hidden.order(), ['2', '-']);
  t.same(await hidden.events('call.resumed'), []);
});

t.test('who was served, or sent elsewhere by a key, has given nothing up', async (t) => {
  const { world, order, ring, waiting } = await shop(t, { resume: '2min', keys: { 9: { queue: 'other' } } });
  const first = await ring(ONE);
  await ring(TWO);
  await world.advance(5_000);
  first.sendDigits('9');
  await world.until(() => waiting.list().some(({ queue }) => queue === 'other'));
  first.clear();
  await world.until(() => waiting.list().length === 1);
  await ring(ONE);
  t.same(order(), ['2', '1']);
});

t.test('an old place keeps no queue from being taken away, and nobody from another one', async (t) => {
  const { world, box, ring, hangUp, waiting } = await shop(t);
  const first = await ring(ONE);
  await hangUp(first);
  const path = join(world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path);
  const raw = parse(readFileSync(path, 'utf8'));
  raw.queues = [{ name: 'other', nobodySignedIn: 'wait', resume: '2min' }];
  raw.accessNumbers = [{ number: ACCESS_NUMBER, queue: 'other' }];
  raw.agents = raw.agents.map((agent: object) => ({ ...agent, queues: ['other'] }));
  writeFileSync(path, stringify(raw));
  t.same(await file.reload(), []);
  await box.configure(file.current);
  t.same(
    box.status().queues.map(({ name }) => name),
    ['other'],
  );
  await ring(TWO);
  await ring(ONE);
  t.same(
    waiting.list().map(({ number }) => number?.slice(-1)),
    ['2', '1'],
  );
});
