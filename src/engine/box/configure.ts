// SPDX-License-Identifier: GPL-2.0-or-later
// What does a running box do with a new configuration? Each room takes its part at once; what needs a restart stays as it is.

import { resolve } from 'node:path';
import type { Access } from '../../access/index.js';
import type { Callbacks } from '../../callback/index.js';
import { type Config, ConfigFile, keepRunning, type Reloaded } from '../../config/index.js';
import { targetsOf } from '../../outbox/index.js';
import type { AgentLines } from '../agents/index.js';
import type { CallbackCalls } from '../outbound/index.js';
import { callbackSettings, fillLists, numberPlan, type Rooms, renewTones, unattended } from '../rooms/index.js';
import type { SurgeDesk } from '../surge/index.js';
import { readAreas } from './areas.js';

/** Who takes a part of it. */
export interface Configured {
  readonly access: Access;
  readonly surge: SurgeDesk;
  readonly promises: Callbacks;
  readonly agentLines: AgentLines;
  readonly desk: CallbackCalls;
}

/** See `Box.configure`. */
export async function configureRooms(
  rooms: Rooms,
  { access, surge, promises, agentLines, desk }: Configured,
  next: Config | ConfigFile,
): Promise<readonly string[]> {
  const read = next instanceof ConfigFile;
  const file = read ? resolve(next.file) : '';
  const { config, restart } = read ? ofFile(next, rooms.config) : keepRunning(rooms.config, next);
  const before = rooms.config;
  rooms.config = config;
  renewTones(rooms, before);
  rooms.plan = numberPlan(config);
  const listed = fillLists(rooms);
  promises.configure(callbackSettings(config));
  agentLines.configure(config);
  desk.agents.standing.configured();
  surge.look();
  unattended(rooms, 'making agents known', access.configure(config.agents, config.access));
  rooms.dialogues.prompts.renew();
  unattended(rooms, 'speaking texts in advance', rooms.speech.configured());
  rooms.outbox.configure(targetsOf(config));
  rooms.lookUps.configure(config);
  rooms.records.event('configuration.loaded', { file });
  if (restart.length > 0) rooms.log.warn({ restart }, 'these settings apply after a restart');
  await Promise.all([listed, readAreas(rooms)]);
  return restart;
}

/** What the thread that read the file has compared with what runs is not compared once more: to know each setting takes a tenth of a second. */
function ofFile(file: ConfigFile, running: Config): Reloaded {
  if (file.readOver !== running) return keepRunning(running, file.current);
  return { config: file.current, restart: file.restart };
}
