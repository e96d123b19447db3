// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a caller when the one who answered him hangs up? By who it is, and who wants him back.

import type { ContactState } from '../../contact/index.js';
import { type HangUpPolicy, PRIVATE, SERVICE, SERVICE_AND_BACK } from '../../control/index.js';
import type { Reached } from '../calling/index.js';

/** A flow that wants him back gets him; with somebody who is no agent it is over when either goes. */
export function policyOf(state: ContactState, { agent }: Reached, survey?: string): HangUpPolicy {
  if (agent === undefined) return PRIVATE;
  return survey !== undefined || (state.name === 'waiting' && state.back?.talked === true) ? SERVICE_AND_BACK : SERVICE;
}
