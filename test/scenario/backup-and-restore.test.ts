// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-04 004-03
// Is a box that was backed up in the middle of its calls, and then lost, there again after a restore, promises and all?
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import type { BoxStatus } from '../../src/engine/index.js';
import { run, spillway } from '../support/program.js';
import { surroundings } from '../support/surroundings.js';

t.test('backed up while calls go on, destroyed, restored, started: the promises are there and are kept', async (t) => {
  const around = surroundings(t);
  const { facts, media, folder } = around;
  const shelf = mkdtempSync(join(tmpdir(), 'spillway-shelf-'));
  t.teardown(() => rmSync(shelf, { recursive: true }));
  const [archive, file] = [join(shelf, 'box.tar.gz'), join(folder, 'spillway.yaml')];
  await around.start();
  for (const slot of [0, 1]) await facts.wait('cleared', { call: around.call(slot, `1390000000${slot}`) });
  await around.until(({ callbacks }) => callbacks.open === 2);

  const later = Array.from({ length: 12 }, (_, slot) => around.call(slot + 2, `139000001${10 + slot}`));
  const made = await run(spillway, ['backup', archive, file, '--json']);
  for (const call of later) await facts.wait('cleared', { call });
  t.equal(made.code, 0, made.complaints);
  const { manifest } = JSON.parse(made.lines.join('\n')) as { manifest: { openPromises: number } };
  t.ok(manifest.openPromises >= 2, `${manifest.openPromises} promises are in it`);
  t.match(await run(spillway, ['restore', archive, file]), { code: 1, complaints: /data is used by process/ });

  await around.end('SIGKILL');
  rmSync(around.database, { recursive: true });
  for (const name of ['spillway.yaml', 'promise.wav']) rmSync(join(folder, name));
  const restored = await run(spillway, ['restore', archive, file]);
  t.match(restored, { code: 0, lines: [/^of .* open promises$/, /^restored: 3 files; the data directory is/] });
  t.ok(existsSync(join(folder, 'promise.wav')), 'the prompt that the configuration names by its path');

  await around.start();
  const { callbacks } = (await around.ask('status')) as BoxStatus;
  t.equal(callbacks.open, manifest.openPromises);
  const numbers = ((await around.ask('callbacks')) as { number: string }[]).map(({ number }) => number);
  t.ok(['+8613900000000', '+8613900000001'].every((number) => numbers.includes(number)));

  await around.ask('agentAction', { action: 'sign-in', agent: '1001', argument: '801' });
  await around.ask('callbackAction', { action: 'next', argument: '1001' });
  await facts.wait('ringStarted', { channel: around.telephone(1) });
  media.hook(around.telephone(1), true);
  const customer = await facts.wait('offered', { called: '13900000000' });
  media.answer(customer.call);
  await around.until(({ callbacks: { connected } }) => connected === 1);
});
