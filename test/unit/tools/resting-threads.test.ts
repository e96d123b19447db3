// SPDX-License-Identifier: GPL-2.0-or-later
// Does a thread of tests that rested run the next program as if it had been begun for it?
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';

const THREAD = 'store/writer-thread.js'; // by such names those are known that rest
const SERVES = `import { parentPort, threadId, workerData } from 'node:worker_threads';
  let heard = 0;
  parentPort.postMessage({ given: workerData, thread: threadId });
  parentPort.on('message', (said) => {
    if (said === 'throw') queueMicrotask(() => { throw new Error('on purpose'); });
    parentPort.postMessage({ said, heard: ++heard });
    if (said === 'close') parentPort.close();
  });`;
const ANSWERS = `import { parentPort, threadId, workerData } from 'node:worker_threads';
  parentPort.postMessage({ given: workerData, thread: threadId });`;

/** What such a process prints: `life(given, ...said)` resolves with all that one worker told, its error and its end. */
function run(t: Test, { thread, program }: { readonly thread: string; readonly program: string }): unknown {
  const folder = mkdtempSync('build/test/threads-');
  t.teardown(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'store'));
  writeFileSync(join(folder, THREAD), thread);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const text = `import { Worker } from 'node:worker_threads';
    import { pathToFileURL } from 'node:url';
    import { letThreadsRest } from './tools/test/resting-threads.mjs';
    letThreadsRest();
    const life = (given, ...said) => new Promise((resolve) => {
      const told = [];
      const worker = new Worker(pathToFileURL(${JSON.stringify(join(folder, THREAD))}), { workerData: given });
      worker.on('message', (value) => told.push(value)).on('error', ({ message }) => told.push(message));
      worker.on('exit', (code) => resolve([...told, code]));
      for (const word of said) worker.postMessage(word);
      if (given === 'cut') worker.once('message', () => worker.terminate().then(() => told.push('cut off')));
    });
    ${program}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', text], { encoding: 'utf8' });
  return JSON.parse(stdout || JSON.stringify(stderr));
}

t.test(
  'the next one has its data, its port and a program that knows nothing of the last, in the same thread',
  async (t) => {
    const program = "console.log(JSON.stringify([await life('a', 'x', 'close'), await life('b', 'close')]));";
    t.same(run(t, { thread: SERVES, program }), [
      [{ given: 'a', thread: 1 }, { said: 'x', heard: 1 }, { said: 'close', heard: 2 }, 0],
      [{ given: 'b', thread: 1 }, { said: 'close', heard: 1 }, 0],
    ]);
  },
);

t.test('two at once have two threads', async (t) => {
  const program = "console.log(JSON.stringify(await Promise.all([life('a', 'close'), life('b', 'close')])));";
  t.match(run(t, { thread: SERVES, program }), [[{ thread: 1 }], [{ thread: 2 }]]);
});

t.test('one that fails tells so and ends, and nobody has its thread again', async (t) => {
  const program = "console.log(JSON.stringify([await life('a', 'throw'), await life('b', 'close')]));";
  t.match(run(t, { thread: SERVES, program }), [
    [{ thread: 1 }, { said: 'throw' }, 'on purpose', 1],
    [{ given: 'b', thread: 2 }, { said: 'close', heard: 1 }, 0],
  ]);
});

t.test('one that hears nothing ends with its answer, and its process can end', async (t) => {
  const program = "console.log(JSON.stringify([await life('a'), await life('b')]));";
  t.same(run(t, { thread: ANSWERS, program }), [
    [{ given: 'a', thread: 1 }, 0],
    [{ given: 'b', thread: 1 }, 0],
  ]);
});

t.test('one that is cut off while it ends by itself is over for whoever waits, and the next is served', async (t) => {
  const program = "console.log(JSON.stringify([await life('cut', 'close'), await life('b', 'close')]));";
  const [cut, next] = run(t, { thread: SERVES, program }) as [unknown[], unknown[]];
  t.match(cut.at(0), { given: 'cut' });
  t.match(next, [{ given: 'b' }, { said: 'close', heard: 1 }, 0]);
});
