// SPDX-License-Identifier: GPL-2.0-or-later
// How does what the addon refuses become a fault with a code?

import { FAULTS, type FaultCode, TelephonyError } from '../faults.js';

/** Gives what the addon refuses with a code as a TelephonyError; its TypeErrors and RangeErrors pass. */
export function ask<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
    if (!(error.code in FAULTS)) throw error;
    throw new TelephonyError(error.code as FaultCode, error.message, { cause: error });
  }
}
