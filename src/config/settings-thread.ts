// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a running box write its file? In a thread of its own: to read a long file once more takes half a second, in which no call may wait.

import { parentPort, workerData } from 'node:worker_threads';
import { type FaultCode, TelephonyError } from '../faults.js';
import type { LoadOptions } from './load.js';
import { type Changed, changeSettings, type SettingChange } from './settings-file.js';
import { type CheckedSettings, checkSettings, undoSettings } from './settings-history.js';

export type ChangeOptions = LoadOptions & { readonly revision?: string | undefined };

/** `changes` into the file; a whole `text` in its place; or only what would be wrong with it. */
type Wanted =
  | { readonly changes: readonly SettingChange[]; readonly options: ChangeOptions }
  | { readonly undo: string; readonly options: ChangeOptions }
  | { readonly check: readonly SettingChange[]; readonly options: ChangeOptions };
/** What the thread is begun with. */
export type SettingsGiven = { readonly settingsFile: string } & Wanted;

/** What it tells in the end. */
export type SettingsTold =
  | { readonly changed: Changed | CheckedSettings }
  | { readonly code?: FaultCode; readonly text: string };

if (parentPort !== null && isGiven(workerData)) parentPort.postMessage(tell(workerData));

function tell(given: SettingsGiven): SettingsTold {
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
function isGiven(data: unknown): data is SettingsGiven {
  return typeof data === 'object' && data !== null && 'settingsFile' in data;
}
