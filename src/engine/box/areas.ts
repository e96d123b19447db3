// SPDX-License-Identifier: GPL-2.0-or-later
// Is the shop's file of areas in force? With errors it is not: the box says which, and keeps what it has.

import type { Rooms } from '../rooms/index.js';

/** Reads the file that the configuration names now. */
export async function readAreas({ areas, config, log }: Pick<Rooms, 'areas' | 'config' | 'log'>): Promise<void> {
  const problems = await areas.configure(config.areas);
  const lines = problems.map(({ line, says }) => `${config.areas}:${line}: ${says.en}`);
  if (lines.length > 0) log.error({ problems: lines }, 'the file of areas has errors; what was known of areas stays');
}
