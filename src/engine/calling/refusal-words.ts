// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody hear whose wish at a telephone is refused? A word for each reason that he can do something about.

import type { TelephonyError } from '../../faults.js';

/** The prompt. */
export function refusalPrompt({ code }: TelephonyError): string {
  if (code === 'BARRED') return 'call-barred';
  return code === 'LIMIT_REACHED' ? 'call-limit-reached' : 'agent-not-possible';
}
