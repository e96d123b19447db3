// SPDX-License-Identifier: GPL-2.0-or-later
// Are messages in boxes and the tables of look-ups in a backup, though nobody asked for recordings, and back in their places after a restore?
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { command } from '../support/command.js';
import { folderFor } from '../support/look-ups.js';
import { mailboxHouse, withBoxes } from '../support/mailbox-house.js';

t.test('a message and a table are lost with the machine, and there again', async (t) => {
  const shelf = folderFor(t);
  const table = join(shelf, 'firms.csv');
  writeFileSync(table, 'code,name\n10000,第一家\n');
  const lookups = { firm: { table, key: 'code', gives: { name: 'text' } } };
  const { world, box, leaves } = await mailboxHouse(t, { config: withBoxes({ lookups } as never) });
  await leaves();
  await box.settled();
  const [message] = box.voicemail.list();
  const said = readFileSync(message?.path ?? '');
  const archive = join(shelf, 'box.tar.gz');
  t.match(await command('backup', archive, join(world.folder, 'spillway.yaml')), { code: 0 });

  rmSync(table);
  const place = join(shelf, 'new');
  mkdirSync(place);
  const restored = await command('restore', archive, join(place, 'spillway.yaml'));
  t.match(restored, { code: 0 });
  t.match(readFileSync(table, 'utf8'), /第一家/);
  const file = (message?.path ?? '').replace(join(world.folder, 'data'), join(place, 'data'));
  t.ok(existsSync(file), file);
  t.ok(readFileSync(file).equals(said), 'byte for byte');
  t.match(await command('restore', archive, '--verify'), { code: 0 });
});
