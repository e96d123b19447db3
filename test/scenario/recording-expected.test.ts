// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a recording whose row comes very late, is refused, or whose offer comes to nothing?
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { TelephonyError } from '../../src/faults.js';
import type { RecordingRow } from '../../src/store/index.js';
import {
  ACCESS_NUMBER,
  agentId,
  type BoxOptions,
  type BoxWorld,
  openBox,
  QUEUE,
  stationNumber,
} from '../support/box.js';
import { talk } from '../support/floor.js';
import { LateCommits } from '../support/late-commits.js';
import { confirm, leaveNumber, rungCustomer } from '../support/people.js';
import { withoutRecorder } from '../support/refusing-media.js';
import { wavChannels, writeVoice } from '../support/wav.js';

const NUMBER = '13912345678';
const SILENCE = 0xd5;
const FULL = new TelephonyError('STORE_FULL', 'no room');

const recordings = ({ reads }: BoxWorld) => reads.selectFrom('recording').selectAll().orderBy('startedAt').execute();
const folder = ({ world }: BoxWorld) => join(world.folder, 'data/recordings');
const leftOf = (box: BoxWorld, row?: RecordingRow) =>
  wavChannels(join(folder(box), row?.file ?? ''))[0] ?? Buffer.alloc(0);
const alarmed = ({ box }: BoxWorld) => box.status().alarms.some(({ code }) => code === 'RECORDING_FAILED');
const files = (box: BoxWorld) =>
  existsSync(folder(box))
    ? readdirSync(folder(box), { recursive: true }).filter((name) => `${name}`.endsWith('.wav'))
    : [];

async function opened(t: Test, options: BoxOptions = {}) {
  const box = await openBox(t, { telephones: 2, ...options });
  return { box, commits: new LateCommits(t, box.world.clock) };
}

/** A conversation whose caller speaks from its beginning; nothing is committed from his SETUP on. */
async function speaks(box: BoxWorld, commits: LateCommits) {
  const { world } = box;
  const file = join(world.folder, 'voice.wav');
  const voice = writeVoice(file, 7, 90_000);
  const prompt = await world.load(file);
  commits.hold();
  const caller = world.network.call(ACCESS_NUMBER, NUMBER);
  await world.until(() => caller.state === 'connected');
  caller.play([prompt]);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => world.told('routed').length >= 1);
  const hangUp = async () => {
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    world.telephone(1).putDown();
    await world.advance(1_000);
  };
  return { caller, voice, bridged: world.clock.now(), hangUp };
}

t.test('a row that is 45 s late: the first 30 s are there, and what did not fit is told', async (t) => {
  const { box, commits } = await opened(t);
  const { voice, bridged, hangUp } = await speaks(box, commits);
  await box.world.advance(45_000);
  t.same(files(box), [], 'not a byte before the row');
  commits.release();
  await box.world.advance(5_000);
  await hangUp();

  const [row] = await recordings(box);
  t.match(row, { state: 'complete', reason: null, endedAt: Number });
  const { startedAt = 0, endedAt = 0, durationMs = 0, gapMs = 0 } = row ?? {};
  t.ok(Math.abs(startedAt - bridged) <= 200 && Math.abs((endedAt ?? 0) - startedAt - (durationMs ?? 0)) <= 40);
  t.ok(Math.abs(gapMs - 15_000) <= 200, `${gapMs} ms are missing`);
  const left = leftOf(box, row);
  const offset = voice.indexOf(left.subarray(0, 160));
  t.ok(left.subarray(0, 240_000).equals(voice.subarray(offset, offset + 240_000)), 'the first 30 s');
  const goesOn = 240_000 + gapMs * 8;
  t.ok(
    left.subarray(240_000, goesOn).every((byte) => byte === SILENCE),
    'silence of true length',
  );
  t.ok(left.subarray(goesOn, goesOn + 16_000).equals(voice.subarray(offset + goesOn, offset + goesOn + 16_000)));
  const gaps = (await box.events('recording.gap')).map(({ detail }) => JSON.parse(detail ?? '{}'));
  t.equal(
    gaps.reduce((sum, gap) => sum + gap.gapMs, 0),
    gapMs,
    'and in the log',
  );
});

t.test(
  'a row that is four minutes late: the file has 30 s of silence for it, the row says all that is missing',
  async (t) => {
    const { box, commits } = await opened(t);
    const { hangUp } = await speaks(box, commits);
    await box.world.advance(240_000);
    commits.release();
    await box.world.advance(2_000);
    await hangUp();

    const [row] = await recordings(box);
    const { startedAt = 0, endedAt = 0, durationMs = 0, gapMs = 0 } = row ?? {};
    t.ok(Math.abs(gapMs - 210_000) <= 300, `${gapMs} ms are missing`);
    t.ok(Math.abs((durationMs ?? 0) + gapMs - 30_000 - ((endedAt ?? 0) - startedAt)) <= 40, 'file, gap and times fit');
    t.equal(leftOf(box, row).length / 8, durationMs);
  },
);

t.test('a call that is over before its row is durable is recorded all the same', async (t) => {
  const { box, commits } = await opened(t);
  const { voice, hangUp } = await speaks(box, commits);
  await box.world.advance(4_000);
  await hangUp();
  await box.world.advance(20_000);
  t.same(files(box), []);
  commits.release();
  await box.world.advance(1_000);

  const [row] = await recordings(box);
  t.match(row, { state: 'complete', gapMs: 0 });
  t.ok(
    Math.abs((row?.endedAt ?? 0) - (row?.startedAt ?? 0) - (row?.durationMs ?? 0)) <= 40,
    'its end is that of the talk',
  );
  t.ok(voice.includes(leftOf(box, row).subarray(0, 30_000)));
});

t.test('a row that is refused throughout leaves no file and no row, and an alarm', async (t) => {
  const { box, commits } = await opened(t);
  const { world } = box;
  const { hangUp } = await speaks(box, commits);
  commits.refuse(FULL);
  commits.release();
  await world.advance(12_000);
  t.ok(alarmed(box));
  await hangUp();
  t.equal(box.box.status().recordings.underWay, 1, 'for a minute it may still come');
  await world.advance(70_000);
  commits.refuse(undefined);
  await world.advance(10_000);

  t.same([await recordings(box), files(box)], [[], []]);
  t.equal(box.box.status().recordings.underWay, 0);
});

t.test('a row that is refused at first is tried again, and the beginning is not lost', async (t) => {
  const { box, commits } = await opened(t);
  const { world } = box;
  const { voice, hangUp } = await speaks(box, commits);
  commits.refuse(FULL);
  commits.release();
  await world.advance(8_000);
  commits.refuse(undefined);
  await world.advance(8_000);
  await hangUp();
  await world.advance(6_000); // the call's own row was refused, too: it comes with its end

  const [row] = await recordings(box);
  t.match(row, { state: 'complete', gapMs: 0 });
  t.ok((row?.durationMs ?? 0) > 15_500 && voice.includes(leftOf(box, row).subarray(0, 120_000)), 'from the first word');
  t.notOk(alarmed(box), 'all is well again');
});

t.test(
  'an offer that comes to nothing leaves no row: not taken in time, given up, or over with the call',
  async (t) => {
    const { box } = await opened(t, { config: { queues: [{ name: QUEUE, ringTimeout: '6s' }] } });
    const { world } = box;
    const caller = world.network.call(ACCESS_NUMBER, NUMBER);
    await world.until(() => world.telephone(1).rings);
    await world.advance(100);
    t.match(await recordings(box), [{ state: 'expected', agent: agentId(1), endedAt: null }], 'while it rings');
    await world.until(() => world.telephone(2).rings);
    await world.advance(100);
    t.match(await recordings(box), [{ state: 'expected', agent: agentId(2) }], 'the next agent');
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    await world.advance(100);

    t.same(await recordings(box), []);
    t.same(await box.events('recording.started'), []);
  },
);

t.test('an agent who is not recorded, and a box that records nothing, expect nothing', async (t) => {
  const { box } = await opened(t, { telephones: 1, config: { recording: { enabled: false } } });
  const { caller } = await talk(box);
  t.same(await recordings(box), []);
  caller.clear();
});

for (const order of ['customerFirst', 'agentFirst'] as const)
  t.test(`a callback, ${order}: its row is there when they talk, and nothing is missing when it is late`, async (t) => {
    const queues = [{ name: QUEUE, callback: { order } }];
    const { box, commits } = await opened(t, { telephones: 1, signedIn: 0, config: { queues } });
    const { world } = box;
    await leaveNumber(world, NUMBER);
    box.box.agents.signIn(agentId(1), stationNumber(1));
    const telephone = world.telephone(1);
    if (order === 'agentFirst') {
      await world.until(() => telephone.rings, 60_000);
      telephone.lift();
    }
    const customer = await rungCustomer(world);
    if (order === 'agentFirst') {
      await world.advance(200);
      t.match(await recordings(box), [{ state: 'expected', agent: agentId(1) }], 'while the customer is rung');
      commits.hold();
      await world.during(customer.answer());
    } else {
      await confirm(world, customer);
      await world.until(() => telephone.rings);
      commits.hold();
      telephone.lift();
    }
    await world.until(() => world.told('routed').length >= 1);
    commits.releaseIn(4_500);
    await world.advance(8_000);
    customer.clear();
    await world.until(() => customer.state === 'cleared');
    await world.advance(500);

    const [row, ...more] = await recordings(box);
    t.match(row, { state: 'complete', gapMs: 0, agent: agentId(1), queue: QUEUE });
    t.same(more, []);
    t.ok((row?.durationMs ?? 0) >= 8_000, `${row?.durationMs} ms`);
  });

t.test('a callback that nobody answers leaves no row', async (t) => {
  const queues = [{ name: QUEUE, callback: { order: 'agentFirst' } }];
  const { box } = await opened(t, { telephones: 1, signedIn: 0, config: { queues } });
  const { world } = box;
  await leaveNumber(world, NUMBER);
  box.box.agents.signIn(agentId(1), stationNumber(1));
  await world.until(() => world.telephone(1).rings, 60_000);
  world.telephone(1).lift();
  const customer = await rungCustomer(world);
  customer.clear(17);
  await world.until(() => customer.state === 'cleared');
  await world.advance(500);

  t.same(await recordings(box), []);
});

t.test('a recording that cannot even begin leaves no row, tells it by an alarm, and the call goes on', async (t) => {
  const { box } = await opened(t, { through: withoutRecorder });
  const { caller } = await talk(box);
  await box.world.advance(1_000);
  await box.box.settled();

  t.same(await recordings(box), []);
  t.ok(alarmed(box));
  t.equal(caller.state, 'connected');
  t.equal(box.box.status().recordings.underWay, 0);
});
