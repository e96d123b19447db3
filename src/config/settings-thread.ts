// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a running box write its file? In a thread of its own: to read a long file once more takes half a second, in which no call may wait.

import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type FaultCode, TelephonyError } from '../faults.js';
import type { LoadOptions } from './load.js';
import { type Changed, changeSettings, type SettingChange } from './settings-file.js';
import { type CheckedSettings, checkSettings, undoSettings } from './settings-history.js';

type Options = LoadOptions & { readonly revision?: string | undefined };

/** `changes` into the file; a whole `text` in its place; or only what would be wrong with it. */
type Wanted =
  | { readonly changes: readonly SettingChange[]; readonly options: Options }
  | { readonly undo: string; readonly options: Options }
  | { readonly check: readonly SettingChange[]; readonly options: Options };
type Given = { readonly settingsFile: string } & Wanted;

type Told = { readonly changed: Changed | CheckedSettings } | { readonly code?: FaultCode; readonly text: string };

if (parentPort !== null && isGiven(workerData)) parentPort.postMessage(tell(workerData));

function tell(given: Given): Told {
  const { settingsFile: file, options } = given;
  try {
    if ('undo' in given) return { changed: undoSettings(file, given.undo, options) };
    if ('check' in given) return { changed: checkSettings(file, given.check, options) };
    return { changed: changeSettings(file, given.changes, options) };
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
  return aside<Changed>({ settingsFile: file, changes, options });
}

/** `undoSettings` in a thread of its own. */
export function undoSettingsAside(file: string, revision: string, options: LoadOptions): Promise<Changed> {
  return aside<Changed>({ settingsFile: file, undo: revision, options });
}

/** `checkSettings` in a thread of its own. */
export function checkSettingsAside(
  file: string,
  changes: readonly SettingChange[],
  options: LoadOptions,
): Promise<CheckedSettings> {
  return aside<CheckedSettings>({ settingsFile: file, check: changes, options });
}

function aside<Result>(given: Given): Promise<Result> {
  const worker = new Worker(new URL(import.meta.url), { workerData: given, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('message', (told: Told) => {
      if ('changed' in told) resolve(told.changed as Result);
      else reject(told.code === undefined ? new Error(told.text) : new TelephonyError(told.code, told.text));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with ${code}`)));
  });
}
