// SPDX-License-Identifier: GPL-2.0-or-later
// Is the talk recorded from its first sample, however late the database is? Row 002-54: a known signal, sample by sample.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import type { RecordingRow } from '../../src/store/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { LateCommits } from '../support/late-commits.js';
import { wavChannels, writeVoice } from '../support/wav.js';

const TALK = 30_000;

t.setTimeout(120_000);

interface Talker {
  readonly caller: TrunkLeg;
  /** Every byte that he says. */
  readonly voice: Buffer;
}

const recordings = ({ reads }: BoxWorld) => reads.selectFrom('recording').selectAll().orderBy('startedAt').execute();
const fileOf = ({ world }: BoxWorld, { file }: RecordingRow) => join(world.folder, 'data/recordings', file);

/** So many callers ring, and their agents lift in the same moment: all speak from then on. */
async function conversations(box: BoxWorld, count: number): Promise<Talker[]> {
  const { world } = box;
  const prompts: { readonly voice: Buffer; readonly prompt: number }[] = [];
  for (let i = 0; i < count; i++) {
    const file = join(world.folder, `voice-${i}.wav`);
    prompts.push({ voice: writeVoice(file, i + 1, TALK), prompt: await world.load(file) });
  }
  const callers = prompts.map((_, i) => world.network.call(ACCESS_NUMBER, `139123${String(45_000 + i)}`));
  await world.until(() => world.telephones.filter(({ rings }) => rings).length === count);
  return callers.map((caller, i) => {
    const { voice = Buffer.alloc(0), prompt = 0 } = prompts[i] ?? {};
    caller.play([prompt]);
    return { caller, voice };
  });
}

/** They talk for `milliseconds` and hang up; the rows of their recordings, when they are whole. */
async function talkFor(box: BoxWorld, talkers: readonly Talker[], milliseconds: number): Promise<RecordingRow[]> {
  const { world } = box;
  await world.advance(milliseconds);
  for (const { caller } of talkers) caller.clear();
  await world.until(() => talkers.every(({ caller }) => caller.state === 'cleared'));
  for (const telephone of world.telephones) telephone.putDown();
  await world.advance(1_500);
  return recordings(box);
}

/** The left side is what one of them said, from the moment of the bridge on and without a hole. */
function isWhole(box: BoxWorld, row: RecordingRow, talkers: readonly Talker[]): string {
  const [left = Buffer.alloc(0)] = wavChannels(fileOf(box, row));
  const end = left.length - 4_800; // 60 are cleared on the wire one after the other
  const middle = left.subarray(8_000, 8_160);
  const { voice } = talkers.find((talker) => talker.voice.includes(middle)) ?? {};
  if (voice === undefined) return 'nobody said what is there';
  const offset = voice.indexOf(middle) - 8_000;
  const differs = left.subarray(0, end).findIndex((byte, i) => byte !== voice[offset + i]);
  return differs < 0 ? '' : `byte ${differs} of ${left.length} is another`;
}

async function comesLate(t: Test, calls: number, late: number): Promise<void> {
  const box = await openBox(t, {
    telephones: calls,
    e1s: Math.ceil(calls / 30),
    config: { surge: { enabled: false } },
  });
  const { world } = box;
  const commits = new LateCommits(t, world.clock);
  if (late > 0) commits.hold();
  const talkers = await conversations(box, calls);
  for (const telephone of world.telephones) telephone.lift();
  await world.until(() => world.told('routed').length >= calls);
  const bridged = world.clock.now();
  if (late > 0) commits.releaseIn(late);
  await world.advance(Math.max(0, late - 20));
  const early = late === 0 ? [] : (await recordings(box)).filter((row) => existsSync(fileOf(box, row)));
  t.same(early, [], 'not a byte before the row');

  const rows = await talkFor(box, talkers, 3_000);

  t.equal(rows.length, calls);
  t.same(
    rows.filter((row) => row.state !== 'complete' || row.gapMs !== 0 || row.reason !== null),
    [],
    'complete, without a gap',
  );
  t.same([...new Set(rows.map((row) => isWhole(box, row, talkers)))], [''], 'every sample is there');
  for (const { startedAt, endedAt, durationMs } of rows) {
    t.ok(Math.abs(startedAt - bridged) <= 200, `began ${startedAt - bridged} ms beside the bridge`);
    t.ok(Math.abs((endedAt ?? 0) - startedAt - (durationMs ?? 0)) <= 40, 'the times fit the length');
  }
  t.notOk(box.box.status().alarms.some(({ code }) => code === 'RECORDING_FAILED'));
}

for (const calls of [1, 60])
  for (const late of [0, 1_500, 4_500, 20_000])
    t.test(`${calls} calls, a commit that is ${late} ms late: every sample is there`, (t) => comesLate(t, calls, late));
