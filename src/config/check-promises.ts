// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the file says of promises fit together? Ways of coming to a callback that lead nowhere, shares that contradict each other.

import type { Destination } from './destination-schema.js';
import type { Finding, Path } from './problems.js';
import type { Config } from './schema.js';

/** `destinations`: every one of the file, and where it stands. */
export function checkPromises(
  { callback: { from, pacing } }: Config,
  destinations: Iterable<readonly [Destination, Path]>,
): Finding[] {
  const findings: Finding[] = [];
  if (!from.includes('queue'))
    for (const [{ kind }, path] of destinations)
      if (kind === 'callback')
        findings.push({ path, text: '"callback" leads nowhere: "callback.from" does not name "queue"' });
  if (pacing.limit > 0 && pacing.aim >= pacing.limit)
    findings.push({
      path: ['callback', 'pacing', 'aim'],
      text: `"aim": ${pacing.aim} must be below the limit (${pacing.limit})`,
    });
  return findings;
}
