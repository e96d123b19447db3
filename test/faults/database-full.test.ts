// SPDX-License-Identifier: GPL-2.0-or-later
// The disk of a real box is full to the last byte for some seconds, its reserve used up, and then has room again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { fillDisk, onSmallDisk } from '../support/small-disk.js';
import { troubledBox } from '../support/troubled-box.js';

t.setTimeout(300_000);

await onSmallDisk(t, import.meta.url, async (t) => {
  for (const reserve of ['kept', 'gone'] as const)
    await t.test(`with the reserve ${reserve}`, { timeout: 120_000 }, (t) =>
      troubledBox(t, {
        begin: ({ database }) => {
          if (reserve === 'gone') rmSync(join(database, 'reserve.bin'), { force: true });
          return fillDisk();
        },
        lasts: 6_000,
        alarm: /DISK_FULL/,
        unrecorded: true,
      }),
    );
});
