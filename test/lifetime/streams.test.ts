// SPDX-License-Identifier: GPL-2.0-or-later
// Do streams end well when nobody ends them: at the exit of the process, by garbage collection?

import { spawnSync } from 'node:child_process';
import t from 'tap';
import { LOOP } from '../contract/engine-world.js';

const NATIVE = new URL('../../src/native/index.js', import.meta.url).href;
const WORKER = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { openStream } = await import('${NATIVE}');
  const end = openStream(workerData);
  parentPort.postMessage('open');
  for (let frame = end.next(); frame; frame = end.next()) end.write(frame.sound);`;

/** Runs a script in a Node of its own; `media` is an engine, `url` that of a worker that echoes. */
function run(stepped: boolean, script: string) {
  const source = `
    import { Worker } from 'node:worker_threads';
    import { setImmediate } from 'node:timers/promises';
    const { NativeMedia, openStream } = await import('${NATIVE}');
    const media = new NativeMedia(${JSON.stringify({ ...LOOP, stepped })});
    const url = new URL('data:text/javascript,${encodeURIComponent(WORKER).replaceAll("'", '%27')}');
    ${script}`;
  const child = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', source], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: child.status, signal: child.signal, said: child.stdout.trim(), errors: child.stderr.trim() };
}

const wellEnded = { status: 0, signal: null, errors: '' };

t.test('a process exits amid streams that it uses itself, that a worker uses, and that nobody does', async (t) => {
  const script = `
    const [own, others] = [media.stream(0), media.stream(1)];
    media.stream(2);
    const end = openStream(own);
    new Worker(url, { workerData: others }).on('message', () => {
      console.log(end.next() === undefined ? 'nothing' : 'heard');
      process.exit(0);
    });`;
  t.match(run(false, script), { ...wellEnded, said: 'heard' });
});

t.test('a stream whose end was forgotten fails when that is collected', async (t) => {
  const script = `
    media.onFact((fact) => fact.type === 'ended' && console.log(fact.reason));
    for (let i = 0; i < 3; i++) openStream(media.stream(i)).read();
    for (let i = 0; i < 10; i++) {
      gc();
      await setImmediate();
      media.step(2);
    }
    media.close();`;
  t.match(run(true, script), { ...wellEnded, said: 'failed\nfailed\nfailed' });
});

t.test('the memory can be used when its engine is closed and collected', async (t) => {
  const script = `
    const end = openStream(media.stream(0));
    media.step(3);
    media.close();
    for (let i = 0; i < 5; i++) {
      gc();
      await setImmediate();
    }
    console.log([end.read(), end.read(), end.read(), end.next()].map((frame) => frame?.tick), end.write(new Uint8Array(160)));`;
  t.match(run(true, script), { ...wellEnded, said: '[ 0, 1, 2, undefined ] false' });
});
