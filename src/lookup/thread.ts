// SPDX-License-Identifier: GPL-2.0-or-later
// Where are servers asked and tables read? In a thread of their own: whatever a far end does touches no call.

import { parentPort, workerData } from 'node:worker_threads';
import { answering, type Said } from './asking.js';

/** This file may be loaded in threads that are begun for something else. */
if (parentPort !== null && workerData === 'spillway-lookup') {
  const port = parentPort;
  const hear = answering((told) => port.postMessage(told));
  port.on('message', (said: Said) => hear(said));
}
