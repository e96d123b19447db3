// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in the thread that reads a configuration again? Ten thousand rows take half a second, in which no call may wait.

import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type LoadOptions, loadConfig } from './load.js';
import type { Parsed } from './parse.js';

interface Given {
  readonly spillwayFile: string;
  readonly options: LoadOptions;
}

if (parentPort !== null && isGiven(workerData)) {
  const { spillwayFile, options } = workerData;
  parentPort.postMessage(loadConfig(spillwayFile, options));
}

/** This file may be loaded in threads that are begun for something else. */
function isGiven(data: unknown): data is Given {
  return typeof data === 'object' && data !== null && 'spillwayFile' in data;
}

/** `loadConfig` in a thread of its own. Rejects when the thread dies of the file. */
export function loadConfigAside(file: string, options: LoadOptions): Promise<Parsed> {
  const given: Given = { spillwayFile: file, options };
  const worker = new Worker(new URL(import.meta.url), { workerData: given, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
