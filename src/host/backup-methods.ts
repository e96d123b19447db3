// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about backups? Which there are, another one, is this one whole, would it bring us back.

import { join } from 'node:path';
import type { Config, ConfigFile } from '../config/index.js';
import type { Box } from '../engine/index.js';
import { BackupKeeper, type BackupPlaces } from './backup-keeper.js';
import type { ControlMethod } from './control-connection.js';
import { text } from './shop-methods.js';

/** Each asks and does not wait: a large one takes minutes, and `backups` tells how it went. */
export function backupMethods(
  box: Pick<Box, 'clock' | 'note'>,
  file: Pick<ConfigFile, 'file' | 'current'>,
): Readonly<Record<string, ControlMethod>> {
  const now = () => Math.round(box.clock.utc(box.clock.now()));
  const keeper = new BackupKeeper(
    () => placesIn(file.current, file.file),
    now,
    (act, name) => box.note('audit.noted', { what: `backup.${act}`, subject: name }),
  );
  const begun = (work: () => void) => {
    work();
    return keeper.list();
  };
  return {
    backups: () => keeper.list(),
    'backups.make': ({ recordings }) => begun(() => keeper.make(recordings === true)),
    'backups.verify': (params) => begun(() => keeper.verify(text(params, 'name'))),
    'backups.drill': (params) => begun(() => keeper.drill(text(params, 'name'))),
  };
}

function placesIn({ backups, data, language, recording }: Config, file: string): BackupPlaces {
  const directory = backups.directory ?? join(data, 'backups');
  return { file, data, directory, keep: backups.keep, keys: recording.encryption?.keys, language };
}
