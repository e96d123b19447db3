// SPDX-License-Identifier: GPL-2.0-or-later
// Do the examples do what they say? Each as a program of its own, in a folder of its own.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t, { type Test } from 'tap';
import { run } from '../support/program.js';
import { wavChannels } from '../support/wav.js';

async function example(t: Test, name: string): Promise<{ folder: string; told: string }> {
  const folder = t.testdir();
  const { code, lines, complaints } = await run(resolve('dist/examples', `${name}.js`), [folder], { folder });
  t.equal(code, 0, complaints || `${name} ends well`);
  t.equal(complaints, '');
  return { folder, told: lines.join('\n') };
}

t.test('answer-and-record leaves a message in a file', async (t) => {
  const { folder, told } = await example(t, 'answer-and-record');

  t.match(told, /recorded \d\.\d s from 13912345678/);
  const [spoken] = wavChannels(join(folder, 'message.wav'));
  t.ok(spoken && spoken.length > 2 * 8_000, 'more than two seconds');
  t.ok(existsSync(join(folder, 'data/spillway.db')));
});

t.test('menu follows the keys of two callers', async (t) => {
  const { told } = await example(t, 'menu');

  t.equal(told, ['13912345678 chose 2', '13887654321 chose 1', '13887654321 left 02188886666'].join('\n'));
});

t.test('queue-with-callback tells the story in events, and keeps its promise', async (t) => {
  const { folder, told } = await example(t, 'queue-with-callback');

  const story = [
    'call.queued',
    'call.bridged',
    'call.overflowed',
    'capture.taken',
    'promise.started',
    'callback.completed',
  ];
  const places = story.map((event) => told.indexOf(event));
  t.ok(
    places.every((place, i) => place > (places[i - 1] ?? -1)),
    `in this order: ${story.join(', ')}`,
  );
  t.match(told, /^1 promise kept$/m);
  const recordings = readdirSync(join(folder, 'data/recordings'), { recursive: true, encoding: 'utf8' });
  t.equal(recordings.filter((file) => file.endsWith('.wav')).length, 2);
});

t.test('echo says to the caller what he said, by way of a worker', async (t) => {
  const { told } = await example(t, 'echo');

  t.match(told, /^the caller heard his own words$/m);
  t.match(told, /^cleared: heard for \d+ s, spoke for \d+ s$/m);
});

t.test('who-hears-whom listens in, whispers, barges in and takes over', async (t) => {
  const { told } = await example(t, 'who-hears-whom');

  t.equal(
    told,
    [
      'the supervisor listens in:',
      '  customer is heard by agent and supervisor',
      '  agent is heard by customer and supervisor',
      '  supervisor is heard by nobody',
      'the supervisor whispers to the agent:',
      '  customer is heard by agent and supervisor',
      '  agent is heard by customer and supervisor',
      '  supervisor is heard by agent',
      'the supervisor barges in:',
      '  customer is heard by agent and supervisor',
      '  agent is heard by customer and supervisor',
      '  supervisor is heard by customer and agent',
      'the supervisor takes over:',
      '  customer is heard by supervisor',
      '  agent is heard by nobody',
      '  supervisor is heard by customer',
    ].join('\n'),
  );
});

t.test('each is short, and each is tested here', async (t) => {
  const names = readdirSync('examples').filter((file) => file.endsWith('.ts'));

  const own = ['screen-pop.ts']; // goes on until somebody ends it: screen-pop.test.ts
  t.same(names, ['answer-and-record.ts', 'echo.ts', 'menu.ts', 'queue-with-callback.ts', ...own, 'who-hears-whom.ts']);
  for (const name of names) t.ok(readFileSync(join('examples', name), 'utf8').split('\n').length <= 80, name);
});
