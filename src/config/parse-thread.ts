// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in the thread that reads a configuration again? Ten thousand rows take half a second, in which no call may wait.

import { parentPort, workerData } from 'node:worker_threads';
import { type LoadOptions, loadConfig } from './load.js';

/** What the thread is begun with; it tells the result of `loadConfig`. */
export interface ParseGiven {
  readonly spillwayFile: string;
  readonly options: LoadOptions;
}

if (parentPort !== null && isGiven(workerData)) {
  const { spillwayFile, options } = workerData;
  parentPort.postMessage(loadConfig(spillwayFile, options));
}

/** This file may be loaded in threads that are begun for something else. */
function isGiven(data: unknown): data is ParseGiven {
  return typeof data === 'object' && data !== null && 'spillwayFile' in data;
}
