// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-09: is a conversation recorded from its first word to its last, each party on a side of its own, byte by byte?
import { join } from 'node:path';
import t from 'tap';
import { openBox } from '../support/box.js';
import { talk } from '../support/floor.js';
import { timedCalls } from '../support/times.js';
import { wavChannels, writeVoice } from '../support/wav.js';

t.test('the recording has the customer left, the agent right, and is as long as they talked', async (t) => {
  const place = await openBox(t);
  const { world, reads } = place;
  const [customerFile, agentFile] = [join(world.folder, 'customer.wav'), join(world.folder, 'agent.wav')];
  const customerVoice = writeVoice(customerFile, 1);
  const agentVoice = writeVoice(agentFile, 2);
  const [customerPrompt, agentPrompt] = [await world.load(customerFile), await world.load(agentFile)];

  const { caller, telephone } = await talk(place);
  caller.play([customerPrompt]);
  world.media.play(telephone.channel, [agentPrompt]);
  await world.advance(6_000);
  caller.clear();
  await world.until(() => caller.state === 'cleared');
  telephone.putDown();
  await world.advance(500);

  const [call] = await timedCalls(reads);
  const [row, ...more] = await reads.selectFrom('recording').selectAll().execute();
  t.same(more, []);
  t.match(row, { call: call?.id, agent: '1001', queue: 'sales', state: 'complete', gapMs: 0, reason: null });
  const [left = Buffer.alloc(0), right = left] = wavChannels(join(world.folder, 'data/recordings', row?.file ?? ''));
  const milliseconds = left.length / 8;
  const talked = (call?.endedAt ?? 0) - (call?.bridgedAt ?? 0);
  t.ok(Math.abs(milliseconds - talked) <= 200, `recorded ${milliseconds} ms of ${talked} ms`);
  t.ok(Math.abs((row?.durationMs ?? 0) - milliseconds) <= 20, 'the catalogue tells the length');
  t.ok(left.includes(customerVoice), 'every byte of the customer is on the left');
  t.ok(right.includes(agentVoice), 'every byte of the agent is on the right');
  t.notOk(right.includes(customerVoice.subarray(0, 160)) || left.includes(agentVoice.subarray(0, 160)));
});

t.test('the row stands in the catalogue before the first sample, and the recording ends with the call', async (t) => {
  const place = await openBox(t);
  const { world, box, reads, events } = place;
  const { caller, telephone } = await talk(place);

  t.match(await reads.selectFrom('recording').selectAll().execute(), [{ state: 'recording', endedAt: null }]);
  t.equal(box.status().recordings.underWay, 1);
  telephone.putDown();
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);

  t.equal(box.status().recordings.underWay, 0);
  t.equal((await events('recording.started')).length, 1);
  t.equal((await events('recording.ended')).length, 1);
});

t.test('a caller is told beforehand that he is recorded, where the file says so', async (t) => {
  const { world } = await openBox(t, { config: { recording: { announce: true } } });
  const caller = world.network.call('88880001');
  const told = world.listen(caller.channel.index, await world.load('zh-CN/recording-announcement'));
  await world.until(() => told.heard);
});
