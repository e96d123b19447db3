// SPDX-License-Identifier: GPL-2.0-or-later
// What does a running box do with a new configuration? Each room takes its part at once; what needs a restart stays as it is.

import { resolve } from 'node:path';
import type { Access } from '../../access/index.js';
import type { Callbacks, Surge } from '../../callback/index.js';
import { type Config, ConfigFile, keepRunning } from '../../config/index.js';
import { targetsOf } from '../../outbox/index.js';
import type { AgentLines } from '../agents/index.js';
import { callbackSettings, fillLists, numberPlan, type Rooms, surgeSettings, unattended } from '../rooms/index.js';
import { readAreas } from './areas.js';

/** Who takes a part of it. */
export interface Configured {
  readonly access: Access;
  readonly surge: Surge;
  readonly promises: Callbacks;
  readonly agentLines: AgentLines;
}

/** See `Box.configure`. */
export async function configureRooms(
  rooms: Rooms,
  { access, surge, promises, agentLines }: Configured,
  next: Config | ConfigFile,
): Promise<readonly string[]> {
  const read = next instanceof ConfigFile;
  const file = read ? resolve(next.file) : '';
  const { config, restart } = keepRunning(rooms.config, read ? next.current : next);
  rooms.config = config;
  rooms.plan = numberPlan(config);
  const listed = fillLists(rooms);
  surge.configure(surgeSettings(config));
  promises.configure(callbackSettings(config));
  agentLines.configure(config);
  unattended(rooms, 'making agents known', access.configure(config.agents, config.access));
  rooms.dialogues.prompts.renew();
  rooms.outbox.configure(targetsOf(config));
  rooms.lookUps.configure(config);
  rooms.records.event('configuration.loaded', { file });
  if (restart.length > 0) rooms.log.warn({ restart }, 'these settings apply after a restart');
  await Promise.all([listed, readAreas(rooms)]);
  return restart;
}
