// SPDX-License-Identifier: GPL-2.0-or-later
// How does a running box change its file? By a thread of its own: to read a long file once more takes half a second, in which no call may wait.

import { TelephonyError } from '../faults.js';
import { answerOfThread } from '../kernel/index.js';
import type { LoadOptions } from './load.js';
import type { Changed, SettingChange } from './settings-file.js';
import type { CheckedSettings } from './settings-history.js';
import type { ChangeOptions, SettingsGiven, SettingsTold } from './settings-thread.js';

/** `changeSettings` in a thread of its own. */
export function changeSettingsAside(
  file: string,
  changes: readonly SettingChange[],
  options: ChangeOptions,
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

async function aside<Result extends Changed | CheckedSettings>(given: SettingsGiven): Promise<Result> {
  const told = await answerOfThread<SettingsTold>(new URL('./settings-thread.js', import.meta.url), given);
  if ('changed' in told) return told.changed as Result;
  throw told.code === undefined ? new Error(told.text) : new TelephonyError(told.code, told.text);
}
