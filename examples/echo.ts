// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program of its own hear and speak on a call? A worker echoes the caller, a second later, to the last bit.
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { type Dialogue, open, openStream, packagedPrompts } from 'spillway';
import { type Person, Town } from 'spillway/sim';

const DELAY = 50; // ticks of 20 ms

/** The worker: 160 bytes of A-law in, 160 out, each with the tick in which it is to be heard. */
function echoWords(): void {
  const end = openStream(workerData);
  for (let frame = end.next(); frame !== undefined; frame = end.next()) {
    end.write(frame.sound, { tick: frame.tick + DELAY });
  }
  end.close(); // the leg is over
}

/** The box touches no sample: it passes the handle on, and hears how it went. */
async function echo(call: Dialogue): Promise<void> {
  await call.answer();
  const stream = call.leg.stream({ heardBy: 'party' });
  stream.stalled.on(({ lost, missing, late }) =>
    console.log(`stalled: ${lost} lost, ${missing} missing, ${late} late`),
  );
  const worker = new Worker(new URL(import.meta.url), { workerData: stream.handle });
  const { reason, heard, given } = await stream.ended;
  console.log(`${reason}: heard for ${Math.round(heard / 50)} s, spoke for ${Math.round(given / 50)} s`);
  await once(worker, 'exit');
}

/** A second is much for the worker, but not on every machine: who does not hear himself to the last bit says it again. */
async function saysUntilHeard(caller: Person): Promise<void> {
  for (let tries = 10; tries > 0; tries--) {
    const hearing = Promise.allSettled([caller.hears('welcome', { within: 20_000 })]);
    await caller.says('welcome');
    const [heard] = await hearing;
    if (heard?.status === 'fulfilled') return;
  }
  throw new Error('the caller did not hear himself');
}

async function tryIt(): Promise<void> {
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'spillway-')); // what is written goes there
  // A town is a stand-in for the public network; see answer-and-record.ts for a card. Its time does not wait for the worker.
  const town = new Town({ trunks: ['e1'], prompts: join(packagedPrompts(), 'en'), speed: 2 });
  const box = await open({
    config: {
      language: 'en',
      data: join(folder, 'data'),
      board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/e1.sock' } }] },
      accessNumbers: [{ number: '88880001', menu: 'echo' }],
      queues: [{ name: 'nobody' }],
    },
    dialogues: { echo },
    ...town.surroundings,
  });
  town.begin(box);

  const caller = await town.calls('88880001');
  await caller.answered;
  await town.wait(2_000); // the worker begins
  await saysUntilHeard(caller);
  console.log('the caller heard his own words');
  caller.hangsUp();
  await caller.gone;

  await town.wait(1_000);
  await box.close();
  await town.close();
}

if (isMainThread) await tryIt();
else echoWords();
