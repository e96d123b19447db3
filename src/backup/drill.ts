// SPDX-License-Identifier: GPL-2.0-or-later
// Would this backup bring the box back, and how soon? It is restored in a folder of its own, looked at, and taken away again.

import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock, Duration } from '../kernel/index.js';
import { askDirectory, recordingFile } from '../store/index.js';
import type { Progress } from './backup.js';
import { restore } from './restore.js';
import { isSame } from './unpack.js';

export interface DrillOptions {
  readonly archive: string;
  /** Where it is tried, below a folder that is made for it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly progress?: Progress;
}

/** What came back. */
export interface Drill {
  /** Until all of it was in place and looked at. */
  readonly took: Duration;
  readonly files: number;
  readonly bytes: number;
  readonly calls: number;
  readonly openPromises: number;
  /** Recordings and messages that the database knows and whose files came back. */
  readonly recordings: number;
  /** What is not as it should be, in words; none: the box would be back. */
  readonly wrong: readonly string[];
}

/** Restores an archive beside the box, which may run, and changes nothing of it. Rejects as `restore` does. */
export async function drill({ archive, folder, clock, progress }: DrillOptions): Promise<Drill> {
  const begun = clock.now();
  const into = await mkdtemp(join(resolve(folder), '.spillway-drill-'));
  try {
    const file = join(into, 'spillway.yaml');
    const at = Math.round(begun);
    const restored = await restore({ archive, file, into, replace: false, at, ...(progress && { progress }) });
    const { manifest, data } = restored;
    const wrong: string[] = [];
    const recordings = join(into, 'recordings');
    for (const entry of manifest.files.filter(({ name }) => name.startsWith('recordings/'))) {
      const path = join(into, entry.name);
      if (!(await isSame(path, entry))) wrong.push(`${entry.name}: it did not come back as it was`);
    }
    const { calls, openPromises } = await askDirectory(data, 'drilled', null);
    if (restored.erased === 0 && openPromises !== manifest.openPromises)
      wrong.push(`${openPromises} open promises, ${manifest.openPromises} were backed up`);
    const since = manifest.recordings === null ? null : (manifest.recordings.since ?? 0);
    const known = await askDirectory(data, 'wholeRecordings', { since });
    const there = known.filter((row) => existsSync(recordingFile(row, { recordings })));
    for (const { file: lost } of known.filter((row) => !there.includes(row)))
      wrong.push(`recordings/${lost}: the catalogue has it, the backup has not`);
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0);
    const counts = { files: restored.written.length, bytes, calls, openPromises, recordings: there.length };
    return { took: clock.now() - begun, ...counts, wrong };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}
