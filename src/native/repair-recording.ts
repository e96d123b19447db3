// SPDX-License-Identifier: GPL-2.0-or-later
// How long is a recording that a crash left, and is its header right?

import { getSystemErrorName } from 'node:util';
import { TelephonyError } from '../faults.js';
import { type Addon, loadAddon } from './load.js';

/** Mends the header of a WAV that a crash left; its true length in milliseconds. Needs no open engine. */
export function repairRecording(file: string, addon: Addon = loadAddon()): number {
  const repaired = addon.repairRecording(file);
  if ('durationMs' in repaired) return repaired.durationMs;
  const system = repaired.systemError === 0 ? '' : ` (${getSystemErrorName(-repaired.systemError)})`;
  const code = repaired.failure === 'fileMissing' ? 'NOT_FOUND' : 'REFUSED';
  throw new TelephonyError(code, `recording ${file}: ${repaired.failure}${system}`);
}
