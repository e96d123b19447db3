// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in a thread that rests between two programs (resting-threads.mjs)? One program after the other, each evaluated anew: it finds the data and the
// port that it was given as if the thread had been begun for it, and ends by closing that port.
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

const own = threads.parentPort;

own?.on('message', async ({ file, life, given, port }) => {
  port.once('close', () => own.postMessage('over'));
  Object.assign(threads, { parentPort: port, workerData: given });
  syncBuiltinESMExports();
  await import(`${file}?life=${life}`);
  if (port.listenerCount('message') === 0) port.close(); // it has given its one answer
});
