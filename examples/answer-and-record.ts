// SPDX-License-Identifier: GPL-2.0-or-later
// How is a call answered and a message recorded? The shortest box: one E1, one access number, one script.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dialogue, open, packagedPrompts } from 'spillway';
import { Town } from 'spillway/sim';

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spillway-')); // what is written goes there

/** The whole dialogue; a caller who hangs up ends it wherever it stands. */
async function takeMessage(call: Dialogue): Promise<void> {
  await call.answer();
  await call.say('leave-a-message');
  const { durationMs } = await call.record(join(folder, 'message.wav'), { longest: 60_000 });
  console.log(`recorded ${(durationMs / 1000).toFixed(1)} s from ${call.callingParty || 'a withheld number'}`);
  await call.say('message-saved');
  await call.say('goodbye');
}

// A town is a stand-in for the public network. With a card in the machine leave it out, and write
// board: { type: 'dahdi', spans: [{ name: 'e1', kind: 'e1', channels: '1-15,17-31', dChannel: 16 }] }
const town = new Town({ trunks: ['e1'], prompts: join(packagedPrompts(), 'en') });

const box = await open({
  config: {
    language: 'en',
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/run/e1.sock' } }] },
    accessNumbers: [{ number: '88880001', menu: 'message' }],
    queues: [{ name: 'nobody' }],
  },
  dialogues: { message: takeMessage },
  ...town.surroundings,
});
town.begin(box);

// A caller rings, hears what to do, speaks, and ends with #.
const caller = await town.calls('88880001', { from: '13912345678' });
await caller.hears('leave-a-message');
await town.wait(6_000);
await caller.says('welcome');
await caller.presses('#');
await caller.hears('message-saved');
await caller.gone;

await box.close();
await town.close();
console.log(`the message is in ${join(folder, 'message.wav')}`);
