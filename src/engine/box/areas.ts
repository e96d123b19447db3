// SPDX-License-Identifier: GPL-2.0-or-later
// Is the shop's file of areas in force? With errors it is not: the box says which, and keeps what it has.

import type { Rooms } from '../rooms/index.js';

const CODE = 'AREAS_WRONG';

/** Reads the file that the configuration names now; with errors it stands among the alarms until it is right. */
export async function readAreas({
  alarms,
  areas,
  config,
  log,
}: Pick<Rooms, 'alarms' | 'areas' | 'config' | 'log'>): Promise<void> {
  const problems = await areas.configure(config.areas);
  const lines = problems.map(({ line, says }) => `${config.areas}:${line}: ${says.en}`);
  const [first] = problems;
  const subject = first === undefined ? undefined : `${config.areas}:${first.line}`;
  for (const standing of alarms.standing)
    if (standing.code === CODE && standing.subject !== subject) alarms.clear(CODE, standing.subject);
  if (subject === undefined) return;
  log.error({ problems: lines }, 'the file of areas has errors; what was known of areas stays');
  alarms.set(true, CODE, subject);
}
