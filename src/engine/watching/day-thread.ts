// SPDX-License-Identifier: GPL-2.0-or-later
// Where are a day's figures counted? In a thread of its own, which ends with the answer.

import { parentPort, workerData } from 'node:worker_threads';
import { type DayAsked, dayFigures } from './day-figures.js';

/** What the thread is begun with; it tells the result of `dayFigures`. */
export interface DayGiven {
  readonly spillwayDay: DayAsked;
}

if (parentPort !== null && isGiven(workerData)) {
  const port = parentPort;
  const failed = (error: unknown) =>
    setImmediate(() => {
      throw error; // ends the thread: whoever waits for it hears that
    });
  dayFigures(workerData.spillwayDay).then((figures) => port.postMessage(figures), failed);
}

/** This file may be loaded in threads that are begun for something else. */
function isGiven(data: unknown): data is DayGiven {
  return typeof data === 'object' && data !== null && 'spillwayDay' in data;
}
