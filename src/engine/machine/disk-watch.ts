// SPDX-License-Identifier: GPL-2.0-or-later
// How much room have the disks of the box, and for how many days? Looked at now and then; what was seen is kept over restarts.

import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rooms } from '../rooms/index.js';
import { noted, type Outlook, outlookOf, type Room } from './disk-growth.js';

/** A disk that the box writes to. */
export interface DiskStatus {
  /** What of the box lies there. */
  readonly holds: readonly ('data' | 'recordings')[];
  readonly path: string;
  readonly free: number;
  readonly size: number;
  readonly outlook: Outlook;
}

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'records'>;

/** By the path of each disk. */
export type Samples = Readonly<Record<string, readonly Room[]>>;

/** The setting that has what was seen. */
export const DISK_ROOM = 'disk.room';

export class DiskWatch {
  readonly #rooms: Needs;
  #samples: Samples;
  #status: readonly DiskStatus[] = [];

  /** `seen`: by the last run. */
  constructor(rooms: Needs, seen: Samples) {
    this.#rooms = rooms;
    this.#samples = seen;
    this.look();
  }

  get status(): readonly DiskStatus[] {
    return this.#status;
  }

  /** To be called now and then. */
  look(): void {
    const { clock, records } = this.#rooms;
    const at = Math.round(clock.utc(clock.now()));
    const disks = disksOf(this.#rooms.config);
    const samples: Record<string, readonly Room[]> = {};
    this.#status = disks.map(({ holds, path, free, size }) => {
      const seen = noted(this.#samples[path] ?? [], { at, free });
      samples[path] = seen;
      return { holds, path, free, size, outlook: outlookOf(seen, { at, free }) };
    });
    const isNew = disks.some(({ path }) => samples[path]?.at(-1)?.at === at);
    this.#samples = samples;
    if (!isNew) return;
    const value = JSON.stringify(samples);
    records.write(records.batch().put('setting', { key: DISK_ROOM, value, at: records.now() }), 'disk.room');
  }
}

interface Disk extends Pick<DiskStatus, 'holds' | 'path' | 'free' | 'size'> {
  readonly device: number;
}

/** Each disk once, whatever of the box lies on it. */
function disksOf({ data, recording }: Rooms['config']): readonly Disk[] {
  const disks: Disk[] = [];
  for (const [holds, folder] of [
    ['data', data],
    ['recordings', recording.directory],
  ] as const) {
    const disk = diskOf(folder, holds);
    const same = disks.findIndex(({ device }) => device === disk?.device);
    const there = disks[same];
    if (disk === undefined) continue;
    if (there === undefined) disks.push(disk);
    else disks[same] = { ...there, holds: [...there.holds, holds] };
  }
  return disks;
}

function diskOf(folder: string, holds: 'data' | 'recordings'): Disk | undefined {
  const path = existsSync(folder) ? folder : dirname(folder);
  try {
    const { bavail, bsize, blocks } = statfsSync(path);
    return { holds: [holds], path, free: bavail * bsize, size: blocks * bsize, device: statSync(path).dev };
  } catch {
    return undefined; // it is not mounted: whoever writes there says so
  }
}
