// SPDX-License-Identifier: GPL-2.0-or-later
// Does an engine end well, however it ends: closed twice, not at all, in workers, by garbage collection?

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { NativeMedia } from '../../src/native/index.js';
import { LOOP } from '../contract/engine-world.js';

const THREADED = { ...LOOP, stepped: false };
const NATIVE = new URL('../../src/native/index.js', import.meta.url).href;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Threads of this process that are an engine's. */
function engineThreads(): number {
  return readdirSync('/proc/self/task').length;
}

/** Runs a script in a Node of its own; its engine options are in `options`. */
function run(script: string, ...flags: string[]) {
  const source = `
    const { NativeMedia, loadAddon } = await import(${JSON.stringify(NATIVE)});
    const options = ${JSON.stringify(THREADED)};
    ${script}`;
  const child = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', source], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: child.status, signal: child.signal, said: child.stdout.trim(), errors: child.stderr.trim() };
}

const wellEnded = { status: 0, signal: null, errors: '' };

t.test('an engine is opened and closed, twice', async (t) => {
  for (const options of [LOOP, THREADED, LOOP, THREADED]) {
    const media = new NativeMedia(options);
    media.close();
    media.close();
    t.throws(() => media.reset(0), { code: 'ENGINE_CLOSED' });
  }
});

// SPILLWAY_DEEP in the environment (npm run check:deep): 1,000.
const ENGINES = process.env.SPILLWAY_DEEP === undefined ? 100 : 1_000;
const OF_LIBPRI = 24; // KiB: a D-channel's controller, which libpri has no function to free (docs/isdn.md)

t.test(
  `after ${ENGINES} engines no thread, no file and no memory but libpri's is left`,
  { timeout: 900_000 },
  async (t) => {
    const both = async (times: number) => {
      for (let i = 0; i < times; i++) {
        new NativeMedia(THREADED).close();
        new NativeMedia(LOOP).close();
        if (i % 25 === 24) collect();
        await setImmediate(); // what the collector found is freed in a turn of its own
      }
    };
    await both(100);
    const before = { threads: engineThreads(), files: readdirSync('/proc/self/fd').length };
    const resident = process.memoryUsage.rss();
    await both(ENGINES / 2);
    t.same({ threads: engineThreads(), files: readdirSync('/proc/self/fd').length }, before);
    const growth = (process.memoryUsage.rss() - resident) / 1024 / ENGINES;
    t.comment(`${growth.toFixed(1)} KiB an engine of two D-channels`);
    // The heap breathes by some MiB, whatever happens: only over many engines does that say anything.
    if (ENGINES === 1_000) t.ok(growth < 2 * OF_LIBPRI, `${growth.toFixed(1)} KiB an engine`);
  },
);

t.test('close() in a listener ends the engine; what was told before is still heard', async (t) => {
  const media = new NativeMedia(THREADED);
  const told: string[] = [];
  await new Promise<void>((resolve) => {
    media.onFact((fact) => {
      told.push(fact.type);
      if (told.length > 1) return;
      media.close();
      resolve();
    });
  });
  const heard = told.length;
  media.close();
  t.equal(told.length, heard, 'nothing comes after close()');
  t.throws(() => media.reset(0), { code: 'ENGINE_CLOSED' });
});

t.test('a process exits with engines that nobody closed', async (t) => {
  t.match(run('new NativeMedia(options); new NativeMedia(options); process.exit(0)'), wellEnded);
  t.match(run('new NativeMedia({ ...options, stepped: true }).step(5)'), wellEnded);
  t.match(run('new NativeMedia(options).onFact(() => process.exit(0))'), wellEnded);
  const unwrapped = 'globalThis.engine = new (loadAddon().Engine)(options, () => {}); process.exit(0)';
  t.match(run(unwrapped), wellEnded, 'without the exit listener of NativeMedia too');
});

t.test('an engine with threads keeps the process alive until it is closed', async (t) => {
  const script = `
    const media = new NativeMedia(options);
    media.onFact(() => { console.log('told'); media.close(); });`;
  const { said, ...end } = run(script);
  t.match(end, wellEnded);
  t.match(said, /told/);
});

t.test('an exception in a listener is an uncaught exception, not a crash', async (t) => {
  const child = run(`new NativeMedia(options).onFact(() => { throw new Error('listener') })`);
  t.equal(child.signal, null);
  t.equal(child.status, 1);
  t.match(child.errors, /Error: listener/);
});

t.test('without the right to real-time priority the engine runs, and says once how to allow it', async (t) => {
  const script = `
    loadAddon(); // while the files can be read
    const root = process.geteuid() === 0;
    if (root) process.seteuid(65534);
    const media = new NativeMedia(options, { warn: (hint) => console.log('warned: ' + hint) });
    if (root) process.seteuid(0);
    media.onMeter((meter) => {
      console.log(JSON.stringify({ ticks: meter.total > 0, realTime: media.counters().realTime }));
      media.close();
    });`;
  const { said, ...end } = run(script);
  t.match(end, wellEnded);
  const [first = '', second = ''] = said.split('\n');
  if (said.includes('"realTime":true')) return t.comment('ordinary users may have real-time priority here');
  t.match(first, /^warned: The media thread has no real-time priority \(.*LimitRTPRIO=50/);
  t.same(JSON.parse(second), { ticks: true, realTime: false });
});

t.test('garbage collection ends engines that were forgotten', async (t) => {
  const script = `
    const { setImmediate } = await import('node:timers/promises');
    const { Engine } = loadAddon();
    for (let i = 0; i < 30; i++) {
      new Engine({ ...options, stepped: i % 2 === 0 }, () => {});
      gc();
      await setImmediate();
    }
    process.exit(0);`;
  t.match(run(script, '--expose-gc'), wellEnded);
});

t.test('a constructor that throws leaves nothing behind', async (t) => {
  const script = `
    const { Engine } = loadAddon();
    const spans = [{ name: 'a', kind: 'e1', carrier: { type: 'listen', path: '/no/such/folder/x' } }];
    for (let i = 0; i < 30; i++) {
      try { new Engine({ board: { type: 'virtual', spans }, signalling: [] }, () => {}); console.log('opened'); } catch {}
      try { new Engine({}, () => {}); console.log('opened'); } catch {}
      gc();
    }`;
  t.match(run(script, '--expose-gc'), { ...wellEnded, said: '' });
});

const WORKER = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { NativeMedia } = await import(workerData.native);
  const media = new NativeMedia(workerData.options);
  media.onFact((fact) => {
    if (fact.type !== 'dChannelUp') return;
    parentPort.postMessage(fact.type);
    if (workerData.close) media.close();
  });`;

function startWorker(close: boolean): Worker {
  const url = new URL(`data:text/javascript,${encodeURIComponent(WORKER)}`);
  return new Worker(url, { workerData: { native: NATIVE, options: THREADED, close } });
}

t.test('two worker threads have an engine each; they close them', async (t) => {
  const workers = [startWorker(true), startWorker(true)];
  const told = await Promise.all(workers.map((worker) => once(worker, 'message')));
  t.same(told, [['dChannelUp'], ['dChannelUp']]);
  await Promise.all(workers.map((worker) => worker.terminate()));
});

t.test('worker threads that are terminated end their engines', async (t) => {
  const before = engineThreads();
  const workers = [startWorker(false), startWorker(false)];
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  t.ok(engineThreads() >= before + 6, 'three threads each');
  await Promise.all(workers.map((worker) => worker.terminate()));
  t.equal(engineThreads(), before);
});
