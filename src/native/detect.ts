// SPDX-License-Identifier: GPL-2.0-or-later
// Which DTMF digits are in a WAV file? The engine's own detector, run over the whole file at once.

import { type DetectedDigits, loadAddon } from './load.js';

/**
 * The digits of a WAV file (A-law, mu-law or 16 bit PCM at 8 kHz; of stereo the mean of both sides), or why there are
 * none to look for. Reads the whole file on this thread: for tools, not in a running box. Throws NATIVE_MISSING.
 */
export function detectDigits(file: string): DetectedDigits {
  return loadAddon().detectDigits(file);
}
