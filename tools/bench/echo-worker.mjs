// SPDX-License-Identifier: GPL-2.0-or-later
// Who uses the streams of the benchmark? One worker that says on each what it has heard on it.
import { parentPort, workerData } from 'node:worker_threads';
import { openStream } from '../../dist/native/index.js';

const ends = workerData.map(openStream);
const nap = new Int32Array(new SharedArrayBuffer(4));
parentPort?.postMessage('open');
while (ends.some((end) => !end.ended)) {
  for (const end of ends) {
    for (let frame = end.read(); frame !== undefined; frame = end.read()) end.write(frame.sound);
  }
  Atomics.wait(nap, 0, 0, 5);
}
