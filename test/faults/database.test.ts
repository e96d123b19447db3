// SPDX-License-Identifier: GPL-2.0-or-later
// The database is held by another program, on a slow or failing disk, moved away, for some seconds of a box's life: a real one, with
// a real database. Nothing is lost, nobody waits for long, and nothing is promised that is not kept.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { DiskShim } from '../support/disk-shim.js';
import type { Surroundings } from '../support/surroundings.js';
import { type TroubleStory, troubledBox } from '../support/troubled-box.js';

const LIMIT = { timeout: 180_000 };

t.setTimeout(1_200_000);

const databaseOf = ({ database }: Surroundings) => join(database, 'spillway.db');

/** The test's process has the write lock. */
function hold(around: Surroundings): () => void {
  const outsider = new Database(databaseOf(around), { timeout: 1_000 });
  outsider.exec('begin immediate');
  return () => outsider.close();
}

function moveAway(around: Surroundings): () => void {
  const file = databaseOf(around);
  renameSync(file, `${file}.away`);
  return () => renameSync(`${file}.away`, file);
}

for (const seconds of [4, 9, 20])
  t.test(`held by another program for ${seconds} s`, LIMIT, (t) =>
    troubledBox(t, {
      begin: hold,
      lasts: seconds * 1_000,
      alarm: new RegExp(`STORE_HELD: .*process ${process.pid}`),
    }),
  );

t.test('moved away, and back', LIMIT, (t) =>
  troubledBox(t, { begin: moveAway, lasts: 6_000, alarm: /STORE_REPLACED/ }),
);

const shim = DiskShim.build(t.testdir());

/** Begins and ends what the shim does. */
function onDisk(begin: (shim: DiskShim) => void, alarm: RegExp): TroubleStory {
  return {
    begin: () => {
      if (shim !== undefined) begin(shim);
      return () => shim?.well();
    },
    lasts: 8_000,
    alarm,
    ...(shim && { environment: shim.environment }),
  };
}

const DISKS: Readonly<Record<string, TroubleStory>> = {
  'a disk that takes 5 s for each flush': onDisk((disk) => disk.slow(5_000), /DISK_SLOW/),
  'a file system that has become read-only': onDisk((disk) => disk.fails('EROFS'), /STORE_READ_ONLY/),
  'a disk with errors': onDisk((disk) => disk.fails('EIO'), /STORE_FAILING/),
};

for (const [what, story] of Object.entries(DISKS))
  t.test(what, { ...LIMIT, skip: shim === undefined ? 'there is no compiler here' : false }, (t) =>
    troubledBox(t, story),
  );
