// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk fills up under conversations that are recorded, or in the middle of a wave? Calls go on, nothing is promised
// that is not kept, the catalogue says what is missing, and all is well again when there is space.
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { balance } from '../../src/cdr/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { answersCalls, hearEachOther } from '../support/people.js';
import { fillDisk, onSmallDisk } from '../support/small-disk.js';
import { wavChannels } from '../support/wav.js';
import type { World } from '../support/world.js';

const LASTING = ['DISK_FULL', 'RECORDING_FAILED'] as const; // others merely happen, and stand for a while
const alarms = ({ box }: BoxWorld) =>
  LASTING.filter((code) => box.status().alarms.some((alarm) => alarm.code === code));
const recordings = ({ reads }: BoxWorld) => reads.selectFrom('recording').selectAll().orderBy('startedAt').execute();

/** A caller who talks with the agent at port 1. */
async function conversation({ world }: BoxWorld, number: string): Promise<TrunkLeg> {
  const bridged = world.told('routed').length;
  const customer = world.network.call(ACCESS_NUMBER, number);
  await world.until(() => world.told('routed').length >= bridged + 1);
  return customer;
}

async function hangUp({ world }: BoxWorld, customer: TrunkLeg): Promise<void> {
  customer.clear();
  await world.until(() => customer.state === 'cleared');
  world.telephone(1).putDown();
  await world.advance(500);
}

async function recorded(t: Test) {
  const box = await openBox(t, { telephones: 1, config: { queues: [{ name: 'sales', wrapUp: '0s' }] } });
  const { world } = box;
  answersCalls(world, 1, 600_000);
  const first = await conversation(box, '13912340001');
  await world.advance(3_000);
  const freeDisk = fillDisk();
  await world.advance(3_000);
  t.same(alarms(box), LASTING, 'raised');
  t.ok(await hearEachOther(world, first, 1), 'the conversation goes on');
  await hangUp(box, first);
  const second = await conversation(box, '13912340002');
  t.ok(await hearEachOther(world, second, 1), 'so does one that began without space');
  await hangUp(box, second);

  freeDisk();
  await world.advance(3_000);
  const third = await conversation(box, '13912340003');
  await world.advance(2_000);
  await hangUp(box, third);
  t.same(alarms(box), [], 'cleared by the next recording');

  const rows = await recordings(box);
  t.match(rows, [
    { call: String, state: 'failed', reason: 'diskFull' },
    { state: 'complete', reason: null, gapMs: 0 },
  ]);
  for (const { file, durationMs } of rows) {
    const [left, right] = wavChannels(join(world.folder, 'data', 'recordings', file));
    t.equal(left?.length, right?.length);
    t.equal((left?.length ?? 0) / 8, durationMs, 'what the catalogue says is in the file');
  }
  t.ok((rows[0]?.durationMs ?? 0) >= 2_500, `${rows[0]?.durationMs} ms were there before the disk was full`);
  t.equal((await box.events('recording.failed')).length, 1);
  t.match(await balance(box.reads), { balanced: true, calls: { offered: 3, answered: 3, inProgress: 0 } });
}

async function recordedAgain(t: Test) {
  const box = await openBox(t, { telephones: 1 });
  const { world } = box;
  answersCalls(world, 1, 600_000);
  const customer = await conversation(box, '13912340004');
  await world.advance(3_000);
  const freeDisk = fillDisk();
  await world.advance(15_000);
  t.match(await recordings(box), [{ state: 'failed', reason: 'diskFull' }], 'nothing is tried while there is no room');
  freeDisk();
  const freed = world.clock.now();
  await world.advance(20_000);
  await hangUp(box, customer);

  const [first, second, ...more] = await recordings(box);
  t.same(more, []);
  t.equal(second?.call, first?.call);
  t.match(second, { state: 'complete', reason: null, gapMs: 0, file: /-2\.wav$/ });
  t.ok((second?.startedAt ?? 0) - freed <= 10_100, `again after ${(second?.startedAt ?? 0) - freed} ms`);
  const [left] = wavChannels(join(world.folder, 'data', 'recordings', second?.file ?? ''));
  t.equal((left?.length ?? 0) / 8, second?.durationMs);
  t.ok((second?.endedAt ?? 0) - (second?.startedAt ?? 0) >= 9_500, 'to the end of the call');
  t.same(alarms(box), []);
}

/** Callers every 400 ms; whether each hears the promise begin. */
async function wave(world: World, prompt: number, callers: number, first: number) {
  const all = [];
  for (let i = 0; i < callers; i++) {
    const number = `1391234${String(first + i).padStart(4, '0')}`;
    const leg = world.network.call(ACCESS_NUMBER, number);
    all.push({ number, leg, promise: world.listen(leg.channel.index, prompt) });
    await world.advance(400);
  }
  return all;
}

async function inAWave(t: Test) {
  const box = await openBox(t, { signedIn: 0 });
  const { world, reads } = box;
  const prompt = await world.load('zh-CN/surge');
  const before = await wave(world, prompt, 10, 0);
  const freeDisk = fillDisk();
  const during = await wave(world, prompt, 20, 100);
  freeDisk();
  await world.advance(2_000);
  const after = await wave(world, prompt, 10, 200);
  const all = [...before, ...during, ...after];
  await world.until(() => all.every(({ leg }) => leg.state === 'cleared'));
  await world.advance(5_000);

  const captured = new Set((await reads.selectFrom('capture').selectAll().execute()).map(({ raw }) => raw));
  const heard = all.filter(({ promise }) => promise.heard).map(({ number }) => number);
  t.same(
    heard.filter((number) => !captured.has(number)),
    [],
    'no promise was spoken that is not on disk',
  );
  t.ok(
    before.every(({ number, promise }) => promise.heard && captured.has(number)),
    'before: promised',
  );
  t.equal(during.filter(({ promise }) => promise.heard).length, 0, 'meanwhile nobody');
  t.ok(
    during.every(({ leg }) => leg.cause === 34 && leg.stamps.answer === undefined),
    'refused with cause 34',
  );
  t.ok(
    after.every(({ number, promise }) => promise.heard && captured.has(number)),
    'with space again: promised',
  );
  t.same(alarms(box), []);
  t.match(box.box.status().callbacks, { created: 20, open: 20 });
  t.match(await balance(reads), { balanced: true, calls: { offered: 40, captured: 20, refused: 20, inProgress: 0 } });
}

await onSmallDisk(t, import.meta.url, async (t) => {
  await t.test(
    'a recording that the disk has no room for: the call goes on, the catalogue says what is there',
    recorded,
  );
  await t.test(
    'the rest of the call is recorded again when there is room, in a file and a row of its own',
    recordedAgain,
  );
  await t.test('in a wave: promises before and after, refusals meanwhile, and none that is not on disk', inAWave);
});
