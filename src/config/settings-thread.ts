// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a running box write its file? In a thread of its own: to read a long file once more takes half a second, in which no call may wait.

import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type FaultCode, TelephonyError } from '../faults.js';
import type { LoadOptions } from './load.js';
import { type Changed, changeSettings, type SettingChange } from './settings-file.js';

type Options = LoadOptions & { readonly revision?: string | undefined };

interface Given {
  readonly settingsFile: string;
  readonly changes: readonly SettingChange[];
  readonly options: Options;
}

type Told = { readonly changed: Changed } | { readonly code?: FaultCode; readonly text: string };

if (parentPort !== null && isGiven(workerData)) parentPort.postMessage(tell(workerData));

function tell({ settingsFile, changes, options }: Given): Told {
  try {
    return { changed: changeSettings(settingsFile, changes, options) };
  } catch (error) {
    if (error instanceof TelephonyError) return { code: error.code, text: error.detail };
    return { text: error instanceof Error ? error.message : String(error) };
  }
}

/** This file may be loaded in threads that are begun for something else. */
function isGiven(data: unknown): data is Given {
  return typeof data === 'object' && data !== null && 'settingsFile' in data;
}

/** `changeSettings` in a thread of its own. */
export function changeSettingsAside(
  file: string,
  changes: readonly SettingChange[],
  options: Options,
): Promise<Changed> {
  const given: Given = { settingsFile: file, changes, options };
  const worker = new Worker(new URL(import.meta.url), { workerData: given, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', (told: Told) => {
      if ('changed' in told) resolve(told.changed);
      else reject(told.code === undefined ? new Error(told.text) : new TelephonyError(told.code, told.text));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
