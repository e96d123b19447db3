// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-03: do sixty agents and more talk at once, each with his own caller, recorded without a gap, and does every figure agree?
// rows: 000-03 000-15 002-29 002-70 002-73 003-02
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { wavChannels, writeVoice } from '../support/wav.js';

const AGENTS = 64;
const E1S = 3;
const TALK = 30_000;

/** Sockets to other machines that this process has open: all there are in /proc/self/net, by the inodes of its own files. */
function sockets(): readonly string[] {
  const own = readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? ''];
    } catch {
      return []; // it was the folder's own
    }
  });
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/self/net/${kind}`, 'latin1')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => own.includes(columns[9] ?? '-'))
      .map((columns) => `${kind} ${columns[1]} ${columns[2]}`),
  );
}

t.test(
  '64 agents talk with 64 callers over three E1s: who hears whom, states, records and recordings are right',
  async (t) => {
    const place = await openBox(t, { e1s: E1S, telephones: AGENTS, config: { surge: { on: 1, off: 0.9, full: 1 } } });
    const { world, box, reads } = place;
    t.equal(box.status().agents.filter(({ state }) => state === 'ready').length, AGENTS);
    const callers = Array.from({ length: AGENTS }, (_, i) => world.network.call(ACCESS_NUMBER, `139${10_000_000 + i}`));
    await world.until(() => world.telephones.every(({ rings }) => rings), 20_000);
    for (const telephone of world.telephones) telephone.lift();
    await world.until(() => box.status().agents.every(({ state }) => state === 'talking'), 5_000);
    await world.until(() => box.status().recordings.underWay === AGENTS, 2_000);

    const voices = [3, 40, 62].map((index) => {
      const file = join(world.folder, `voice-${index}.wav`);
      return { index, bytes: writeVoice(file, index), file };
    });
    for (const { index, file } of voices) callers[index]?.play([await world.load(file)]);
    await world.advance(TALK);
    const status = box.status();
    t.equal(status.agents.filter(({ state }) => state === 'talking').length, AGENTS);
    t.match(status, {
      ticks: { overruns: 0, slips: 0 },
      recordings: { underWay: AGENTS },
      calls: { inProgress: AGENTS },
    });
    t.same(sockets(), [], 'nothing else serves it: no other machine, and no server beside it');

    for (const telephone of world.telephones) telephone.putDown();
    await world.until(() => callers.every(({ state }) => state === 'cleared'), 5_000);
    await world.until(() => box.status().recordings.underWay === 0, 5_000);
    await box.settled();
    t.equal(box.status().agents.filter(({ state }) => state === 'wrapUp').length, AGENTS);

    const calls = await reads.selectFrom('call').selectAll().execute();
    t.equal(calls.filter(({ disposition }) => disposition === 'answered').length, AGENTS);
    t.equal(new Set(calls.map(({ agent }) => agent)).size, AGENTS, 'each by an agent of his own');
    const recordings = await reads.selectFrom('recording').selectAll().execute();
    t.equal(
      recordings.filter(
        ({ state, gapMs, durationMs }) => state === 'complete' && gapMs === 0 && (durationMs ?? 0) >= TALK,
      ).length,
      AGENTS,
    );
    for (const { index, bytes } of voices) {
      const call = calls.find(({ calling }) => calling === `+86139${10_000_000 + index}`);
      const file = recordings.find((row) => row.call === call?.id)?.file ?? '';
      const [left = Buffer.alloc(0), right = left] = wavChannels(join(world.folder, 'data/recordings', file));
      t.ok(left.includes(bytes), `every byte of caller ${index} is in his recording`);
      t.notOk(right.includes(bytes.subarray(0, 160)));
    }
  },
);
