// SPDX-License-Identifier: GPL-2.0-or-later
// What if two boxes want one data directory, or its database is damaged? A clear error, and nothing is overwritten.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { open } from '../../src/engine/index.js';
import { TelephonyError } from '../../src/faults.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { command } from '../support/command.js';

const LAID_OUT = `
board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: ./e1.sock } }] }
accessNumbers: [{ number: '88880001', queue: sales }]
queues: [{ name: sales }]
`;

t.test('a second box on a data directory is refused, and the first goes on', async (t) => {
  const { world, reads } = await openBox(t);
  const file = join(world.folder, 'spillway.yaml');

  await t.rejects(open({ config: file, clock: new VirtualClock() }), {
    code: 'STORE_LOCKED',
    message: new RegExp(`Another box uses the data directory. ${world.folder}/data is used by process ${process.pid}`),
  });
  t.match(await world.during(command('start', file)), { code: 1, complaint: /STORE_LOCKED/ });

  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  caller.clear();
  await world.advance(200);
  t.equal((await reads.selectFrom('call').selectAll().execute()).length, 1);
});

t.test('a damaged database is refused with the way back, kept aside, and not replaced by an empty one', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-damaged-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'spillway.yaml'), LAID_OUT);
  const [file, database] = [join(folder, 'spillway.yaml'), join(folder, 'data/spillway.db')];
  const first = await open({ config: file, clock: new VirtualClock() });
  await first.close();
  const damaged = readFileSync(database).fill(0x5a, 4096, 3 * 4096);
  writeFileSync(database, damaged);

  const refused = await open({ config: file }).then(
    () => t.fail('it opened'),
    (error: unknown) => error,
  );

  if (!(refused instanceof TelephonyError)) return t.fail(String(refused));
  t.equal(refused.code, 'STORE_DAMAGED');
  const [kept = ''] = readdirSync(join(folder, 'data')).filter((name) => name.startsWith('spillway.db.damaged-'));
  t.same(readFileSync(join(folder, 'data', kept)), damaged, 'every byte of it is kept');
  t.notOk(existsSync(database));
  t.match(refused.message, new RegExp(`kept as .*${kept}; nothing was overwritten`));
  t.match(refused.message, /To go on from a backup: spillway restore \S+\.tar --database \S+data/);

  await t.rejects(open({ config: file }), {
    code: 'STORE_DAMAGED',
    message: /found damaged before.*spillway restore /,
  });
  t.match(await command('start', file), { code: 1, complaint: /The database is damaged.*spillway restore / });
  t.notOk(existsSync(database), 'not even the third start begins an empty one');
});
