// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-21: do queue, access number and agent each decide whether a conversation is recorded?
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openBox } from '../support/box.js';
import { talk } from '../support/floor.js';

const ACCESS = ['88880001', '88880002', '88880003', '88880004'];

/** One agent who is recorded (1001) and one who never is (1002); queues and access numbers of every kind. */
function configuration(enabled: boolean) {
  return {
    accessNumbers: [
      { number: '88880001', queue: 'recorded' },
      { number: '88880002', queue: 'not-recorded' },
      { number: '88880003', queue: 'recorded', record: false },
      { number: '88880004', queue: 'not-recorded', record: true },
    ],
    queues: [
      { name: 'recorded', wrapUp: '0s' },
      { name: 'not-recorded', record: false, wrapUp: '0s' },
    ],
    agents: [
      { id: '1001', name: '李娜', pin: '4711', queues: ['recorded', 'not-recorded'] },
      { id: '1002', name: '王伟', pin: '4711', queues: ['recorded', 'not-recorded'], record: false },
    ],
    recording: { enabled, announce: false },
  };
}

const CASES = [
  { title: 'a recorded queue', access: 1, port: 1, files: 1 },
  { title: 'a queue that is not recorded', access: 2, port: 1, files: 0 },
  { title: 'an access number that is not recorded, of a recorded queue', access: 3, port: 1, files: 0 },
  { title: 'a recorded access number, of a queue that is not', access: 4, port: 1, files: 1 },
  { title: 'an agent who is not recorded, in a recorded queue', access: 1, port: 2, files: 0 },
  { title: 'an agent who is not recorded, by a recorded access number', access: 4, port: 2, files: 0 },
  { title: 'a recorded queue of a box that records nothing', access: 1, port: 1, files: 0, enabled: false },
];

for (const { title, access, port, files, enabled = true } of CASES) {
  t.test(`${title}: ${files === 1 ? 'one file' : 'no file'}`, async (t) => {
    const place = await openBox(t, { config: configuration(enabled), signedIn: 0 });
    const { world, box, reads } = place;
    box.agents.signIn(`100${port}`, `80${port}`);
    const { caller, telephone } = await talk(place, { called: ACCESS[access - 1] ?? '', port });
    await world.advance(1_000);
    caller.clear();
    telephone.putDown();
    await world.advance(500);

    t.equal((await reads.selectFrom('recording').selectAll().execute()).length, files);
    t.equal(wavsBelow(join(world.folder, 'data')), files);
  });
}

function wavsBelow(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.wav')).length;
}
